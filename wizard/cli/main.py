"""Run a command line and give its exit status. A command's module is imported when the command runs."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from importlib import import_module

from wizard.cli.options import Options
from wizard.cli.parser import read_arguments
from wizard.cli.status_line import StatusLine
from wizard.cli.terminal import is_silenced_by_ci, may_redraw
from wizard.onboarding.exit_status import BROKEN_PIPE, CANCELLED, DONE, FAILED, status_of
from wizard.support.errors import ExplainedError, MissingAnswer, NotConfirmed, UsageError
from wizard.support.wait_tracker import DEFAULT_TIMEOUT, TIMEOUT_VARIABLE, WAIT_TRACKER, parse_timeout


def run_command(arguments: Sequence[str]) -> int:
    """Run the command that the arguments name and give the exit status."""
    try:
        status = _run(arguments)
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:  # the reader of a pipe has seen enough
        _drop_output()
        return BROKEN_PIPE
    return status


def _run(arguments: Sequence[str]) -> int:
    """Run the command and report its errors. Raises `BrokenPipeError`, and in development mode any fault."""
    options = Options()
    try:
        options = read_arguments(arguments)
        if options.no_color:
            os.environ["NO_COLOR"] = "1"
        if options.debug:
            from wizard.cli import debug_log  # noqa: PLC0415 - only this option needs it

            debug_log.start(options.debug)
        WAIT_TRACKER.timeout = _timeout(options)
        with nullcontext() if options.quiet else StatusLine(redraws=may_redraw(options)):
            command = (options.command or "no_command").replace("-", "_")
            status: int | None = import_module(f"wizard.cli.commands.{command}").run(options)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return CANCELLED
    except SystemExit as end:  # argparse has printed what was asked for
        return end.code if isinstance(end.code, int) else DONE
    except BrokenPipeError:
        raise
    except OSError as error:
        if error.errno != errno.ENOSPC:
            return _report(error, options)
        _drop_output()
        print("The output cannot be written: the disk is full.", file=sys.stderr)
        return FAILED
    except Exception as error:  # noqa: BLE001 - the top level: whatever it is, a person reads it
        return _report(error, options)
    return status or DONE


def _timeout(options: Options) -> float:
    """Give the seconds of silence after which a command gives up. Raises `UsageError` for a bad variable."""
    if options.timeout:
        return options.timeout
    text = os.environ.get(TIMEOUT_VARIABLE)
    if not text:
        return DEFAULT_TIMEOUT
    seconds = parse_timeout(text)
    if seconds is None:
        raise UsageError(
            f"{TIMEOUT_VARIABLE} must be a number of seconds above 0.",
            f"Correct {TIMEOUT_VARIABLE}, or leave it out.",
        )
    return seconds


def _drop_output() -> None:
    """Discard output that can't be written, so that Python doesn't fail again when it exits."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _report(error: Exception, options: Options) -> int:
    """Print the message of an expected error and give its exit status.

    Any other error is a bug: only its class is named, unless Python's development mode (`-X dev`) is on.
    """
    if isinstance(error, ExplainedError):
        print("\n".join(filter(None, (error.what, error.hint))), file=sys.stderr)
        if isinstance(error, NotConfirmed | MissingAnswer) and is_silenced_by_ci(options):
            print("CI is set, so nothing is asked. With CI=false, cfw asks.", file=sys.stderr)
        return status_of(error)
    from wizard.support.log import log_crash  # noqa: PLC0415 - logging takes long to import

    log_crash(error)
    if sys.flags.dev_mode:
        raise error
    print(
        f"Something went wrong inside this program ({type(error).__name__}), and it had to stop.\n"
        "`cfw doctor --report FILE` writes a report that helps to find out why.",
        file=sys.stderr,
    )
    return FAILED
