"""Get a token from a password manager: run the command that a profile names, without a shell.

The command is run once per process, only for the profile in use, and only if nobody else can change the file
that names it. A command in a directory's `.clickfunnels.json` is never run: that file isn't read for one.
"""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Sequence
from pathlib import Path

from wizard.config.errors import TokenCommandFailed
from wizard.config.permissions import writers
from wizard.support.programs import command_line, find_program, split_command
from wizard.support.secret import Token
from wizard.support.text_encoding import decode_text
from wizard.support.wait_tracker import WAIT_TRACKER

SECONDS = 60.0
"""How long a command may take: somebody may have to unlock the password manager first."""

_SECONDS_BEFORE_NOTICE = 1.0
_LONGEST = 10_000
"""Bytes of output that are read."""

_found: dict[tuple[str, ...], Token] = {}
"""The tokens of commands that were run, so that nobody is asked twice."""
_lock = threading.Lock()


def fetch(path: Path, profile_name: str, command: tuple[str, ...]) -> Token:
    """Give the token that a profile's command prints. Raises `TokenCommandFailed`.

    `path` is the file that names the command; if others can write to it, or to its folder, nothing is run.
    """
    if others := writers(path):
        raise TokenCommandFailed(
            f"The token command of “{profile_name}” was not run: {others} can change {path} or its folder.",
            "Run `cfw doctor` to see who, and `cfw setup` to close the file to others.",
        )
    return run(command)


def try_typed(text: str, wanted: Token | None = None) -> tuple[tuple[str, ...], Token]:
    """Run a command as somebody typed it, and give its words and its token. Raises `TokenCommandFailed`.

    It's also an error if the command doesn't print the `wanted` token.
    """
    try:
        command = split_command(text)
    except ValueError:
        raise TokenCommandFailed("Type a program and its arguments, and close every quote.", "") from None
    token = run(command)
    if wanted and token != wanted:
        raise TokenCommandFailed(
            f"It printed another token ({token.masked}) than the one you gave.",
            "Go back to the first step to use that token.",
        )
    return command, token


def run(command: tuple[str, ...]) -> Token:
    """Give the token that a command prints; it's run only once. Raises `TokenCommandFailed`."""
    with _lock:
        if command not in _found:
            _found[command] = _token(command)
        return _found[command]


def _token(command: Sequence[str]) -> Token:
    program = find_program(command[0])
    name = Path(command[0]).name
    if program is None:
        raise TokenCommandFailed(
            f"The token command can't be run: the program {name} isn't installed, or not on PATH.",
            "Install it, or run `cfw setup` to give the profile another token.",
        )
    status, output = _output(program, command, name)
    again = f"Perhaps {name} has to be unlocked first. Run the command yourself to see what it says."
    if status:
        raise TokenCommandFailed(f"The token command failed: {name} ended with status {status}.", again)
    text = decode_text(output, "replace").removesuffix("\n").removesuffix("\r")
    if not text:
        raise TokenCommandFailed(f"The token command gave nothing: {name} printed no text.", again)
    if "\n" in text:
        hint = "Use a command that prints only the token. With pass, keep the token in an entry of its own."
        raise TokenCommandFailed(f"The token command gave too much: {name} printed several lines.", hint)
    try:
        token = Token(text)
    except ValueError:
        raise TokenCommandFailed(
            f"What the token command gave isn't a token: {name} printed spaces or other characters that no "
            "token has.",
            again,
        ) from None
    if any(text in word for word in command):
        raise TokenCommandFailed(
            "The token command contains the token itself.",
            "Use one that gets it from a password manager, so that the token isn't in the file.",
        )
    return token


def _output(program: str, command: Sequence[str], name: str) -> tuple[int, bytes]:
    """Run the program and give its exit status and its output without error messages."""
    arguments = command_line(program, command[1:]) if os.name == "nt" else [program, *command[1:]]
    try:
        process = subprocess.Popen(
            arguments, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
    except OSError:
        raise TokenCommandFailed(
            f"The token command can't be run: the system doesn't start {program}.", "Install it again."
        ) from None
    output: list[bytes] = []

    def read() -> None:
        assert process.stdout
        output.append(process.stdout.read(_LONGEST))

    reader = threading.Thread(target=read, name="token command", daemon=True)
    reader.start()
    reader.join(min(SECONDS, _SECONDS_BEFORE_NOTICE))
    if reader.is_alive():
        with WAIT_TRACKER.waiting_for(f"{name}, which may ask to be unlocked"):
            reader.join(SECONDS - _SECONDS_BEFORE_NOTICE)
    try:
        return process.wait(0 if reader.is_alive() else _SECONDS_BEFORE_NOTICE), output[0] if output else b""
    except subprocess.TimeoutExpired:
        process.kill()
    raise TokenCommandFailed(
        f"The token command was stopped: {name} didn't end within {SECONDS:g} seconds.",
        f"A window may be asking for a password. Unlock {name} and try again.",
    )
