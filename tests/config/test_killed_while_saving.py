"""A save that is killed at any system call leaves either the old file or the new one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from wizard.config.profile import Profile
from wizard.config.profile_changes import forget, undo
from wizard.config.reading import read
from wizard.config.saving import save

pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system that can fork"),
]

KILLER = r"""
import os, signal, sys
from pathlib import Path
from wizard.config.reading import read
from wizard.config.profile_changes import forget, undo
from wizard.config.saving import save
import filelock, tempfile, wizard.config.keyring_store

folder = Path(sys.argv[1])
SYSTEM = {"posix", "_io", "fcntl", "io"}

def prepared(number):
    path = folder / str(number) / "config.json"
    for name, data in KEPT.items():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        (path.parent / name).write_bytes(data)
        (path.parent / name).chmod(0o600)
    return path

def child(path, point):
    seen = 0
    def watch(frame, event, called):
        nonlocal seen
        if event not in ("c_call", "c_return"):
            return
        module = getattr(called, "__module__", None) or type(getattr(called, "__self__", None)).__module__
        if module in SYSTEM and called.__name__ != "fspath":
            seen += 1
            if seen == point:
                os.kill(os.getpid(), signal.SIGKILL)
    act = ACTIONS[sys.argv[2]]
    sys.setprofile(watch)
    act(path)
    sys.setprofile(None)
    os._exit(0)

def save_another(path):
    hammer = read(path).profiles["hammer-workspace"]
    save(path, hammer._replace(name="second"))

ACTIONS = {
    "save": save_another,
    "forget": lambda path: forget(path, ["nagel"]),
    "undo": undo,
}
KEPT = {entry.name: entry.read_bytes() for entry in (folder / "begin").iterdir() if entry.suffix == ".json"}
point = 0
while True:
    point += 1
    path = prepared(point)
    pid = os.fork()
    if pid == 0:
        child(path, point)
    _, status = os.waitpid(pid, 0)
    if os.WIFEXITED(status):
        print(point - 1, os.WEXITSTATUS(status))
        break
"""


@pytest.mark.parametrize("action", ["save", "forget", "undo"])
def test_killed_at_every_system_call(tmp_path: Path, hammer: Profile, action: str) -> None:
    begin = tmp_path / "begin" / "config.json"
    save(begin, hammer)
    save(begin, hammer._replace(name="nagel"))
    before = begin.read_bytes()
    done = subprocess.run(
        [sys.executable, "-c", KILLER, str(tmp_path), action], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    points, status = map(int, done.stdout.split())
    assert status == 0
    assert points > 40
    after = (tmp_path / str(points + 1) / "config.json").read_bytes()
    assert after != before
    seen = set()
    for number in range(1, points + 1):
        path = tmp_path / str(number) / "config.json"
        seen.add(path.read_bytes())
        for kept in path.parent.glob("config.backup-*.json"):
            assert "profiles" in json.loads(kept.read_bytes())
        assert {entry.stat().st_mode & 0o077 for entry in path.parent.iterdir()} == {0}
        save(path, hammer._replace(name="later"))  # no lock remains, and temporary files are gone
        assert not list(path.parent.glob(".*.tmp"))
        assert read(path).current == "later"
    assert seen == {before, after}


def test_the_actions_work_when_they_are_not_killed(tmp_path: Path, hammer: Profile) -> None:
    path = tmp_path / "config.json"
    save(path, hammer)
    save(path, hammer._replace(name="nagel"))
    assert forget(path, ["nagel"]).document.names == (hammer.name,)
    assert undo(path).document.names == (hammer.name, "nagel")


FULL = r"""
import sys
from pathlib import Path
from wizard.config import NotWritable
from wizard.config.reading import read
from wizard.config.saving import save

path = Path(sys.argv[1]) / "config.json"
document = read(path)
hammer = document.profiles["hammer-workspace"]
filler = path.with_name("filler")
room = 1 << 20
with filler.open("ab", buffering=0) as stream:
    while room:
        try:
            stream.write(b"x" * room)
        except OSError:
            room //= 2
before = path.read_bytes()
try:
    save(path, hammer._replace(name="second" * 10))
except NotWritable as error:
    print(error.what)
assert path.read_bytes() == before
assert sorted(one.name for one in path.parent.iterdir()) == ["config.json", "config.json.lock", "filler"]
filler.unlink()
save(path, hammer._replace(name="second"))
assert read(path).current == "second"
"""


def test_a_disk_that_is_really_full(tmp_path: Path, hammer: Profile) -> None:
    save(tmp_path / "begin" / "config.json", hammer)
    disk = tmp_path / "disk"
    disk.mkdir()
    script = (
        f"mount -t tmpfs -o size=64k,mode=700 none {disk} && cp {tmp_path}/begin/config.json {disk}/"
        f' && exec {sys.executable} -c "$0" {disk}'
    )
    try:
        mounted = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c"]
        done = subprocess.run([*mounted, script, FULL], capture_output=True, text=True, check=False)
        if done.returncode and os.geteuid() == 0 and "unshare" in done.stderr:
            mounted = ["unshare", "--mount", "sh", "-c"]
            done = subprocess.run([*mounted, script, FULL], capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip("unshare is not on this machine")
    if "unshare" in done.stderr or "mount" in done.stderr:
        pytest.skip(f"no small disk can be mounted here: {done.stderr.strip()}")
    assert done.returncode == 0, done.stderr
    assert "the disk is full" in done.stdout
    assert "It is unchanged." in done.stdout
