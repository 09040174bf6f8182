"""A token that a password manager's command prints: offered in the last step, and for a pasted reference."""

from __future__ import annotations

import json
import os
import shlex
import sys
from pathlib import Path

import pytest
from support import field, go_to, paste, shows, until, wizard_app
from textual import events

from wizard.config import token_command
from wizard.sandbox import DEMO_TOKEN, TEAM_TOKEN

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-in is a script for a POSIX shell")


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(token_command, "_found", {})
    return tmp_path / "clickfunnels" / "config.json"


@pytest.fixture
def op(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stand-in for 1Password's program, which prints the demo's token for one reference."""
    program = tmp_path / "bin" / "op"
    program.parent.mkdir()
    program.write_text(
        f"#!{sys.executable}\nimport sys\n"
        f"sys.exit(1) if sys.argv[-1] != 'op://My Work/Shop/token' else sys.stdout.write({DEMO_TOKEN!r})\n"
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    return program


async def test_a_pasted_reference_is_read_and_the_command_is_saved(path: Path, op: Path) -> None:
    async with wizard_app(path, offered=None).run_test(size=(80, 24)) as pilot:
        await go_to(pilot, "token")
        await paste(pilot, "op://My Work/Shop/other")
        await shows(pilot, "Get the token from a password manager", "op read --no-newline")
        await pilot.press("enter")
        await shows(pilot, "op ended with status 1")
        await pilot.press("escape")
        await paste(pilot, "op://My Work/Shop/token")
        await shows(pilot, "op read --no-newline 'op://My Work/Shop/token'")
        await pilot.press("enter")
        await shows(pilot, "43 characters, ends in -team1, taken from op")
        assert field(pilot).value == DEMO_TOKEN
        await go_to(pilot, "save")
        await shows(pilot, "The file contains no token: op is asked for it.")
        await pilot.press("enter")
        await until(pilot, path.exists)
    entry = next(iter(json.loads(path.read_text())["profiles"].values()))
    assert entry["token"] is None
    assert entry["token_command"] == ["op", "read", "--no-newline", "op://My Work/Shop/token"]


def printing(token: str) -> str:
    """A command that prints a token and doesn't contain it."""
    return shlex.join([sys.executable, "-c", f"print({token[::-1]!r}[::-1])"])


async def test_the_last_step_tries_a_command_and_takes_only_the_same_token(path: Path) -> None:
    async with wizard_app(path).run_test(size=(80, 24)) as pilot:
        await go_to(pilot, "save")
        pilot.app.post_message(events.Key("alt+p", "p"))  # as most terminals send it
        await shows(pilot, "Get the token from a password manager")
        await paste(pilot, f"echo {DEMO_TOKEN}")
        await pilot.press("enter")
        await shows(pilot, "The token command contains the token itself.")
        await pilot.press("ctrl+u")
        await paste(pilot, printing(TEAM_TOKEN))
        await pilot.press("enter")
        await shows(pilot, f"It printed another token (••••••••{TEAM_TOKEN[-6:]})")
        await pilot.press("ctrl+u")
        await paste(pilot, printing(DEMO_TOKEN))
        await pilot.press("enter")
        await shows(pilot, "The file contains no token: ")
        await pilot.press("enter")
        await until(pilot, path.exists)
    entry = next(iter(json.loads(path.read_text())["profiles"].values()))
    assert (entry["token"], entry["token_store"]) == (None, "command")
