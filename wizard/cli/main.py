"""From arguments to an exit status. Each command's module is imported only when it is run."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from importlib import import_module

from wizard.cli.options import Options
from wizard.onboarding.exit_status import BROKEN_PIPE, CANCELLED, DONE, FAILED, status_of
from wizard.support.wait_tracker import DEFAULT_TIMEOUT, TIMEOUT_VARIABLE, WAIT_TRACKER, parse_timeout


def run_command(arguments: Sequence[str]) -> int:
    """Run what the arguments ask for and give the exit status."""
    try:
        status = _run(arguments)
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:  # the reader of a pipe has what it wanted
        _drop_output()
        return BROKEN_PIPE
    return status


def _run(arguments: Sequence[str]) -> int:
    """Run it, and say what went wrong. Raises `BrokenPipeError`, and nothing else."""
    options = Options()
    try:
        options = _read(arguments)
        if options.no_color:
            os.environ["NO_COLOR"] = "1"
        module, _, function = options.run.partition(":")
        if options.debug:
            import_module("wizard.cli.debug_log").start(options.debug)
        WAIT_TRACKER.timeout = _limit(options)
        WAIT_TRACKER.listener = FirstWait(options)
        try:
            status: int = getattr(import_module(f"wizard.cli.commands.{module}"), function or "run")(options)
        finally:
            _stop_telling()
        sys.stdout.flush()
    except KeyboardInterrupt:
        return CANCELLED
    except SystemExit as end:  # argparse has printed what was asked for
        return end.code if isinstance(end.code, int) else DONE
    except BrokenPipeError:
        raise
    except OSError as error:
        if error.errno != errno.ENOSPC:
            return _complain(error, options)

        _drop_output()
        print("The output cannot be written: the disk is full.", file=sys.stderr)
        return FAILED
    except Exception as error:  # noqa: BLE001 - a person reads what comes of it
        return _complain(error, options)
    return status


class FirstWait:
    """Waits for the first wait: most commands have none, and need no line that tells of it."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def changed(self) -> None:
        """Tell from now on."""
        from wizard.cli.prompts import may_move  # noqa: PLC0415
        from wizard.cli.status_line import StatusLine  # noqa: PLC0415

        WAIT_TRACKER.listener = StatusLine(moves=may_move(self._options))
        WAIT_TRACKER.listener.changed()

    def hidden(self) -> AbstractContextManager[None]:
        """Nothing is there to be hidden."""
        return nullcontext()

    def close(self) -> None:
        """Nothing is there to be closed."""


def _stop_telling() -> None:
    if WAIT_TRACKER.listener:
        WAIT_TRACKER.listener.close()
        WAIT_TRACKER.listener = None


def _limit(options: Options) -> float:
    """How long a command waits for a byte. Raises `UsageError` for a variable that does not say it."""
    if options.timeout:
        return float(options.timeout)
    text = os.environ.get(TIMEOUT_VARIABLE)
    if not text:
        return DEFAULT_TIMEOUT
    seconds = parse_timeout(text)
    if seconds is None:
        from wizard.support.errors import UsageError  # noqa: PLC0415 - only who fails waits for it

        raise UsageError(
            f"{TIMEOUT_VARIABLE} must be a number of seconds above 0.",
            f"Correct {TIMEOUT_VARIABLE}, or leave it out.",
        )
    return seconds


def _read(arguments: Sequence[str]) -> Options:
    """Give the options; who says nothing waits for no parser."""
    if not arguments:
        return Options()
    from wizard.cli.parser import read_arguments  # noqa: PLC0415

    return read_arguments(arguments)


def _drop_output() -> None:
    """Send what is left of the output nowhere, so that nothing fails again at the very end."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _complain(error: Exception, options: Options) -> int:
    """Say what an error of ours has to say, and give its exit status.

    Any other is a fault of ours: it is named, and raised on in Python's development mode (`-X dev`).
    """
    from wizard.api.errors import ApiError  # noqa: PLC0415 - only who fails waits for them
    from wizard.cli.prompts import is_silenced_by_ci  # noqa: PLC0415
    from wizard.config import ConfigError  # noqa: PLC0415
    from wizard.support.errors import MissingAnswer, NotConfirmed, UserError  # noqa: PLC0415

    if isinstance(error, ApiError | ConfigError | UserError):
        print("\n".join(filter(None, (error.what, error.hint))), file=sys.stderr)
        if isinstance(error, NotConfirmed | MissingAnswer) and is_silenced_by_ci(options):
            print("CI is set, so nothing is asked. With CI=false, cfw asks.", file=sys.stderr)
        return status_of(error)
    import_module("wizard.support.log").log_crash(error)
    if sys.flags.dev_mode:
        raise error
    print(_fault(type(error).__name__), file=sys.stderr)
    return FAILED


def _fault(kind: str) -> str:
    """A fault of the program itself, and the error's name."""
    return (
        f"Something went wrong inside this program ({kind}), and it had to stop.\n"
        "`cfw doctor --report FILE` writes what helps to find out why."
    )
