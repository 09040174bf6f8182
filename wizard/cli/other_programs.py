"""Run other programs: found on PATH and never in the current folder, with secrets on standard input."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Sequence
from pathlib import Path

from wizard.support.errors import TimedOut, UserError
from wizard.support.programs import command_line, find_program
from wizard.support.safe_text import sanitize_lines
from wizard.support.secret import Token
from wizard.support.wait_tracker import WAIT_TRACKER

SECONDS = 120.0
"""How long a program may take; some of them deploy."""


def find(name: str, install: str) -> str:
    """Give the absolute path of a program. Raises `UserError` that says where to get it."""
    if program := find_program(name):
        return program
    raise UserError(
        f"The program {name} isn't installed, or its folder isn't on PATH.", f"How to install it: {install}"
    )


def shown(command: Sequence[str]) -> str:
    """Give a command as somebody would type it."""
    return subprocess.list2cmdline(command) if os.name == "nt" else shlex.join(command)


def run(program: str, arguments: Sequence[str]) -> None:
    """Run a program without input. Raises `UserError` with its output if it fails, or `TimedOut`."""
    _run(program, arguments, None)


def run_with_input(program: str, arguments: Sequence[str], secret: Token) -> None:
    """Give a program the secret on standard input, without a line break, and wait for its end.

    Its output is only shown if it fails, with the secret masked. Raises `UserError` and `TimedOut`.
    """
    _run(program, arguments, secret)


def _run(program: str, arguments: Sequence[str], secret: Token | None) -> None:
    name = Path(program).stem
    command = command_line(program, arguments) if os.name == "nt" else [program, *arguments]
    try:
        with WAIT_TRACKER.waiting_for(name):
            done = subprocess.run(
                command,
                input=secret.reveal().encode() if secret else b"",
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                timeout=SECONDS,
                check=False,
            )
    except subprocess.TimeoutExpired:
        raise TimedOut(
            f"Stopped {name}: it didn't end within {SECONDS:g} seconds.", f"Run {name} by hand to see why."
        ) from None
    except OSError:
        raise UserError(f"{program} can't be run.", f"Install {name} again.") from None
    if done.returncode:
        output = done.stdout.decode("utf-8", "replace")
        if secret:
            output = output.replace(secret.reveal(), secret.masked)
        said = sanitize_lines(output).strip()
        raise UserError(f"{name} failed with status {done.returncode}.", said or "It said nothing.")
