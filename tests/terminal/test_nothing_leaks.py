"""When the program crashes on any screen or in any command, the token is written nowhere.

Nothing written to the screen or to a file contains it: not whole, not in halves, not encoded.
"""

from __future__ import annotations

import base64
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from terminal import Terminal

from wizard.sandbox import DEMO_TOKEN

TOKEN = "mark3d-t0ken-Q7x9Zk2LmWv8Rt4YbN6Hs1DfGjPcEa5"
KEYS = {
    "token.TokenScreen": [],
    "picker.PickerScreen": ["ctrl+t", "enter"],
    "picker.PickerScreen: Choose a workspace": ["ctrl+t", "enter", "Choose a team", "enter"],
    "contacts.ContactsScreen": ["ctrl+t", "enter", "Choose a team", "enter", "Choose a workspace", "enter"],
    "save.SaveScreen": [
        "ctrl+t", "enter", "Choose a team", "enter", "Choose a workspace", "enter", "Your contacts", "enter"
    ],
}  # fmt: skip
CRASH = """
import sys, wizard.tui.screens.{module} as module
usual = getattr(module.{name}, "on_mount", None)
def crash(self, *arguments):
    if {title!r} not in self.title_text().plain:
        return usual(self)
    token = {token!r}
    raise RuntimeError(token, self)
module.{name}.on_mount = crash
sys.argv = ["cfw", *sys.argv[1:]]
from wizard.__main__ import main
main()
"""
VERBS = (
    "status", "switch b", "list --live", "doctor", "doctor --report report.txt", "contacts --format csv",
    "contacts --output out.csv", "segments", "env", "exec -- true", "token", "pin", "forget b --yes",
    "export cf", "undo", "setup --token-stdin --workspace 42", "list --json", "status --json",
)  # fmt: skip
SAVED = """
from datetime import datetime, UTC
from wizard.config.profile import Profile
from wizard.config.paths import config_path
from wizard.config.saving import save
from wizard.api.models import Team, Workspace
from wizard.support.secret import Token
a, b = "https://accounts.myclickfunnels.com/api/v2", "https://richstone.myclickfunnels.com/api/v2"
one = Profile("a", Token({token!r}), Team(3, "T"), Workspace(42, "W", "richstone"), a, b, datetime.now(UTC))
save(config_path(), one._replace(name="b"))
save(config_path(), one)
"""
CRASHING_VERB = """
import sys
from wizard.api import http_client
from wizard.config import document, profile
async def crash(self, url, token, **options):
    value = token.reveal()
    raise RuntimeError(value, {{"Authorization": "Bearer " + value}})
http_client.HttpClient.get = crash
from wizard.onboarding.doctor import examine
async def nothing(*arguments):
    for none in ():
        yield none
examine.check_network = nothing  # a test asks no resolver
if {deep}:
    def crash_too(*arguments):
        value = {token!r}
        raise RuntimeError(value)
    from wizard.cli import profile_selection
    from wizard.cli.commands import doctor, env, exec as exec_command, export, forget
    from wizard.cli.commands import list as list_command, pin, status, token, undo
    for module in list(sys.modules.values()):
        if getattr(module, "__name__", "").startswith("wizard.cli."):
            for name in ("choose_profile", "read", "read_saved"):
                if hasattr(module, name):
                    setattr(module, name, crash_too)
sys.argv = ["cfw", *sys.argv[1:]]
from wizard.__main__ import main
main()
"""


def needles(token: str) -> list[bytes]:
    """The token, its halves, and their encodings."""
    half = len(token) // 2
    forms = [token, token[:half], token[half:], token[::-1], quote(token, safe=""), token.encode().hex()]
    packed = [base64.b64encode(piece)[:-4] for piece in (token.encode(), f"Bearer {token}".encode())]
    return [*(form.encode() for form in forms), *packed]


def assert_is_nowhere(token: str, written: bytes, *folders: Path) -> None:
    texts = {"the output": written}
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file() and not path.name.startswith(
                ("config.", "credentials.json")
            ):  # these contain it on purpose
                texts[str(path)] = path.read_bytes()
    for where, text in texts.items():
        for needle in needles(token):
            assert needle not in text, where


@pytest.mark.parametrize("screen", KEYS)
def test_a_crash_on_a_screen(tmp_path: Path, screen: str) -> None:
    module, _, name = screen.partition(".")
    name, _, title = name.partition(": ")
    code = CRASH.format(module=module, name=name, title=title, token=DEMO_TOKEN)
    log = tmp_path / "debug.log"
    words = ["--demo", "--debug", str(log), "--config-dir", str(tmp_path / "c")]
    terminal = Terminal([sys.executable, "-c", code, *words], tmp_path / "home")
    if KEYS[screen]:
        terminal.shows("Paste your API token")
    for key in KEYS[screen]:
        if " " in key:
            terminal.shows(key)
        else:
            terminal.press(key)
    assert terminal.ends() == 1
    assert b"had to stop" in terminal.raw
    assert b"Traceback" not in terminal.raw
    assert b"\x1b[?1049l" in terminal.raw
    assert "RuntimeError" in log.read_text()
    assert log.stat().st_mode & 0o077 == 0
    assert_is_nowhere(DEMO_TOKEN, terminal.raw, tmp_path)


@pytest.mark.parametrize("is_deep", [False, True], ids=["asking", "reading"])
@pytest.mark.parametrize("words", VERBS)
def test_a_crash_in_a_command(tmp_path: Path, home: Path, words: str, is_deep: bool) -> None:
    subprocess.run([sys.executable, "-c", SAVED.format(token=TOKEN)], check=True, cwd=tmp_path)
    code = CRASHING_VERB.format(token=TOKEN, deep=is_deep)
    log = tmp_path / "debug.log"
    done = subprocess.run(
        [sys.executable, "-c", code, *words.split(), "--debug", str(log)]
        if " -- " not in words
        else [sys.executable, "-c", code, "--debug", str(log), *words.split()],
        input=TOKEN.encode(), capture_output=True, check=False, cwd=tmp_path, timeout=20,
    )  # fmt: skip
    wanted = words in ("env", "token") and not is_deep
    assert_is_nowhere(TOKEN, done.stderr if wanted else done.stdout + done.stderr, tmp_path, home)
    assert b"Traceback" not in done.stderr
    if is_deep or words.split(maxsplit=1)[0] in ("status", "doctor", "contacts"):
        assert done.returncode == 1
        assert "RuntimeError" in log.read_text()


def test_no_file_of_ours_is_open_to_others(tmp_path: Path, home: Path) -> None:
    old = os.umask(0)
    try:
        subprocess.run([sys.executable, "-c", SAVED.format(token=TOKEN)], check=True, cwd=tmp_path)
    finally:
        os.umask(old)
    found = [path for path in home.rglob("*") if path.is_file()]
    assert len(found) >= 2  # the configuration and a backup; older versions of filelock remove the lock
    assert {path.stat().st_mode & 0o077 for path in found} == {0}
