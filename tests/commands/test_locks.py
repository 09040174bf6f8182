"""A command that waits for another program's lock says so and names the lock."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path

import pytest
from command_support import Cfw
from filelock import FileLock

from wizard.cli.status_line import StatusLine
from wizard.config import locking
from wizard.config.paths import config_path, lock_file
from wizard.sandbox import DEMO_TOKEN

COMMANDS = (
    "forget nagel-sohne --yes",
    "undo",
    "switch chanoyu",
    "switch chanoyu --offline",
    "token-store file --all",
    "setup --token-stdin --workspace 43",
)


def release_when_reported(monkeypatch: pytest.MonkeyPatch, held: ExitStack) -> None:
    """Release the lock as soon as the command has said that it waits for it."""
    say = StatusLine._print

    def say_and_release(line: StatusLine, text: str) -> None:
        say(line, text)
        held.close()

    monkeypatch.setattr(StatusLine, "_print", say_and_release)
    monkeypatch.setattr(locking, "_SECONDS_BEFORE_NOTICE", 0.05)


@pytest.mark.parametrize("words", COMMANDS)
def test_a_command_names_the_lock_it_waits_for(
    saved: Cfw, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    lock = lock_file(config_path())
    held = ExitStack()
    held.enter_context(FileLock(lock, thread_local=False))
    release_when_reported(monkeypatch, held)
    done = saved(*words.split(), stdin=DEMO_TOKEN)
    assert done.status == 0
    assert done.err.count(f"Waiting for another program to release the lock {lock}\n") == 1
    assert "Waiting for ClickFunnels" not in done.err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows uses a lock file instead")
@pytest.mark.parametrize("words", ["pin", "doctor --report report.txt"])
def test_a_lock_without_a_file_of_its_own_is_named_after_what_it_locks(
    saved: Cfw, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    target = Path.cwd() / (".clickfunnels.json" if words == "pin" else "report.txt")
    held = ExitStack()
    held.enter_context(locking.lock_folder(target, 0))
    release_when_reported(monkeypatch, held)
    done = saved(*words.split())
    assert done.status == 0
    assert done.err.count(f"Waiting for another program to release the lock of {target}\n") == 1
