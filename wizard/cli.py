"""From arguments to an exit status. Each command's module is imported only when it is run."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module

from wizard.arguments import read_arguments
from wizard.exits import FAILED, LEFT, status_of


def run_command(arguments: Sequence[str]) -> int:
    """Run what the arguments ask for and give the exit status."""
    options = read_arguments(arguments)
    if options.no_color:
        os.environ["NO_COLOR"] = "1"
    module, _, function = options.run.partition(":")
    try:
        status: int = getattr(import_module(f"wizard.verbs.{module}"), function or "run")(options)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return LEFT
    except BrokenPipeError:  # the reader of a pipe has what it wanted
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except Exception as error:  # noqa: BLE001 - what is not ours is raised on
        return _complain(error)
    return status


def _complain(error: Exception) -> int:
    """Say what an error of ours has to say, and give its exit status; any other is raised on."""
    from wizard.api.errors import ApiError  # noqa: PLC0415 - only who fails waits for them
    from wizard.config import ConfigError  # noqa: PLC0415
    from wizard.errors import Refusal  # noqa: PLC0415

    if not isinstance(error, ApiError | ConfigError | Refusal):
        raise error
    print(f"{error.what}\n{error.hint}", file=sys.stderr)
    return status_of(error)
