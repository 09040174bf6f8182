"""Fifty programs save and switch at the same time while another keeps reading."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from wizard.config.backups import MAX_VERSIONS
from wizard.config.profile import Profile
from wizard.config.reading import read
from wizard.config.saving import save

pytestmark = pytest.mark.system


WRITERS, TIMES = 50, 20

WRITER = r"""
import os, sys
from pathlib import Path
from wizard.config.reading import read
from wizard.config.saving import save, update
import filelock, tempfile

path = Path(sys.argv[1])
hammer = read(path).profiles["hammer-workspace"]

def switched(document, profile):
    assert document.profiles[profile.name].workspace == profile.workspace  # as this program left it
    return document.switched_to(profile.name)

children = []
go_read, go_write = os.pipe()
for writer in range(int(sys.argv[2])):
    pid = os.fork()
    if pid == 0:
        os.close(go_write)
        os.read(go_read, 1)  # until all are there
        mine = hammer._replace(name=f"writer-{writer}")
        for number in range(int(sys.argv[3])):
            if number % 2:
                update(path, lambda document: switched(document, mine))
            else:
                mine = mine._replace(workspace=mine.workspace._replace(id=number + 1))
                save(path, mine)
        os._exit(0)
    children.append(pid)
os.close(go_read)
os.close(go_write)
sys.exit(max(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in children))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system that can fork")
def test_nothing_is_lost_and_no_reader_sees_half_a_file(path: Path, hammer: Profile) -> None:
    save(path, hammer)
    command = [sys.executable, "-c", WRITER, str(path), str(WRITERS), str(TIMES)]
    reads = 0
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as writers:
        while writers.poll() is None:
            document = read(path)  # raises if it sees half a file
            assert document.current in document.profiles
            reads += 1
        assert writers.stderr
        assert writers.stderr.read() == ""
    assert writers.returncode == 0
    left = {profile.name: profile.workspace.id for profile in read(path).profiles.values()}
    assert left == {f"writer-{number}": TIMES - 1 for number in range(WRITERS)} | {hammer.name: 42}
    assert reads > 10
    others = {entry.name for entry in path.parent.iterdir() if ".backup-" not in entry.name}
    assert others == {"config.json", "config.json.lock"}
    assert len(list(path.parent.glob("config.backup-*.json"))) == MAX_VERSIONS
    assert save(path, hammer._replace(name="after")).document.current == "after"
