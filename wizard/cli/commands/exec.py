"""`cfw exec`: run a command with the choice in its environment."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from wizard.cli.commands.env import variables
from wizard.cli.options import Options
from wizard.cli.profile_selection import chosen
from wizard.cli.prompts import note
from wizard.onboarding.exit_status import USAGE

_NOT_RUNNABLE, _NOT_FOUND = 126, 127
"""As a shell reports them."""


def run(options: Options) -> int:
    """Run the command in place of this process; on Windows, which can't do that, wait for it."""
    command: list[str] = options.words[1:] if options.words[:1] == ["--"] else options.words
    if not command:
        note("Name the command to run: cfw exec -- COMMAND ...")
        return USAGE
    environment = {**os.environ, **variables(chosen(options))}
    try:
        if os.name == "nt":
            return _run_and_wait(command, environment)
        with _signals_as_a_shell_leaves_them():
            os.execvpe(command[0], command, environment)  # noqa: S606 - running it is what was asked for
    except FileNotFoundError:
        note(f"There is no command {command[0]}.")
        return _NOT_FOUND
    except OSError:
        note(f"{command[0]} cannot be run.")
        return _NOT_RUNNABLE


@contextmanager
def _signals_as_a_shell_leaves_them() -> Iterator[None]:
    """Stop ignoring what Python ignores, for the command inherits that. Ignore it again if none starts."""
    before = {number: signal.signal(number, signal.SIG_DFL) for number in (signal.SIGPIPE, signal.SIGXFSZ)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _run_and_wait(command: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run the command and give its exit status. Raises `OSError`, or `UsageError` for unsafe arguments."""
    import subprocess  # noqa: PLC0415 - its import is slow

    from wizard.cli.windows_programs import command_line, find_program  # noqa: PLC0415 - only Windows needs them

    program = find_program(command[0])
    if program is None:
        raise FileNotFoundError
    with subprocess.Popen(command_line(program, command[1:]), env=environment) as child:
        while True:
            try:
                status = child.wait()
            except KeyboardInterrupt:  # the command got Ctrl+C too, and it decides what that means
                continue
            return status - 2**32 if status >= 2**31 else status  # sys.exit() takes signed numbers alone
