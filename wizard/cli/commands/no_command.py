"""Bare `cfw`: the jump list where something is saved, and the wizard where nothing is.

A person waits for the first frame, so nothing is imported here before it that it does not show.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wizard.cli.options import Options
from wizard.cli.prompts import in_ci, interface
from wizard.config.paths import config_path

if TYPE_CHECKING:
    pass

_NO_TERMINAL = (
    "The wizard needs a terminal to draw on; run cfw in one.",
    "Without one, `cfw setup` takes its answers as arguments, `cfw switch NAME` switches, and "
    "`cfw --plain` asks line by line through a pipe.",
)
_NO_QUESTIONS = (
    "Without arguments cfw asks questions, and it can't ask any here.",
    "`cfw setup` takes its answers as arguments, and `cfw switch NAME` switches.",
)


def run(options: Options) -> int:
    """Ask, if there is anybody to be asked."""
    asks = interface(options)
    from wizard.cli.commands import setup  # noqa: PLC0415
    from wizard.cli.conversation import converse  # noqa: PLC0415
    from wizard.cli.session_factory import create_session  # noqa: PLC0415

    if asks is None:
        from wizard.support.errors import MissingAnswer  # noqa: PLC0415

        raise MissingAnswer(*(_NO_QUESTIONS if in_ci() else _NO_TERMINAL))
    if not _has_profiles(options) or (options.command is None and _is_pinned_elsewhere(options)):
        return setup.run(options)
    return converse(create_session(options, opens_home=True), asks)


def _has_profiles(options: Options) -> bool:
    """Whether there is a profile to jump to; a file that cannot be used is the wizard's first question."""
    if options.demo and options.config_dir is None:
        return False
    path = config_path(options.config_dir)
    if not path.exists():
        return False
    from wizard.config import ConfigError, read  # noqa: PLC0415

    try:
        return bool(read(path).profiles)
    except ConfigError:
        return False


def _is_pinned_elsewhere(options: Options) -> bool:
    """Whether this directory asks for a workspace that nobody has set up here yet."""
    from wizard.config import ConfigError, PinNotSaved, choose_profile  # noqa: PLC0415

    try:
        choose_profile(config_path(options.config_dir), options.profile)
    except PinNotSaved:
        return True
    except ConfigError:
        return False
    return False
