"""`cfw exec`: run a command with the profile in use in its environment."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from wizard.cli.options import Options
from wizard.cli.profile_selection import select_profile
from wizard.cli.profile_values import variables
from wizard.cli.terminal import note
from wizard.support.errors import UsageError
from wizard.support.programs import command_line, find_program

_NOT_RUNNABLE, _NOT_FOUND = 126, 127
"""The statuses a shell uses for these."""


def run(options: Options) -> int:
    """Run the command in place of this process; on Windows, which can't do that, wait for it."""
    command: list[str] = options.words[1:] if options.words[:1] == ["--"] else options.words
    if not command:
        raise UsageError("Name the command to run: cfw exec -- COMMAND ...", "")
    environment = {**os.environ, **variables(select_profile(options))}
    try:
        if os.name == "nt":
            return _run_and_wait(command, environment)
        with _default_signals():
            os.execvpe(command[0], command, environment)  # noqa: S606 - running it is what was asked for
    except FileNotFoundError:
        note(f"There is no command {command[0]}.")
        return _NOT_FOUND
    except OSError:
        note(f"{command[0]} cannot be run.")
        return _NOT_RUNNABLE


@contextmanager
def _default_signals() -> Iterator[None]:
    """Reset the signals that Python ignores, because the command inherits them; restore if it can't start."""
    before = {number: signal.signal(number, signal.SIG_DFL) for number in (signal.SIGPIPE, signal.SIGXFSZ)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _run_and_wait(command: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run the command and give its exit status. Raises `OSError`, or `UsageError` for unsafe arguments."""
    program = find_program(command[0])
    if program is None:
        raise FileNotFoundError
    with subprocess.Popen(command_line(program, command[1:]), env=environment) as child:
        while True:
            try:
                status = child.wait()
            except KeyboardInterrupt:  # the command got Ctrl+C too, and decides what to do about it
                continue
            return status - 2**32 if status >= 2**31 else status  # sys.exit() takes only signed numbers
