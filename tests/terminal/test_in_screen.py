"""The real program inside GNU screen, which has its own keys and colours."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from terminal import Terminal

SCREEN = shutil.which("screen")


@pytest.mark.skipif(SCREEN is None, reason="GNU screen is not here")
def test_escape_alone_goes_back(tmp_path: Path) -> None:
    settings = tmp_path / "screenrc"
    settings.write_text("startup_message off\n")
    sockets = tmp_path / "sockets"
    sockets.mkdir(mode=0o700)
    cfw = [sys.executable, "-m", "wizard", "--demo", "--config-dir", str(tmp_path / "config")]
    terminal = Terminal(
        ["screen", "-U", "-c", str(settings), *cfw], tmp_path / "home", environ={"SCREENDIR": str(sockets)}
    )
    terminal.shows("Paste your API token")
    terminal.press("ctrl+t", "enter")
    terminal.shows("Choose a team", "Agência São João")
    terminal.press("escape")
    terminal.shows("Paste your API token")
    terminal.press("f1")
    terminal.shows("Programs use the access token")
    terminal.press("escape")
    terminal.shows("Add new platform application")
    terminal.press("ctrl+q")
    terminal.shows("Leave without saving?")
    terminal.press("y")
    assert terminal.ends() == 0
