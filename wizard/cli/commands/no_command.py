"""`cfw` without a command: everything to switch to, or the wizard if nothing is saved."""

from __future__ import annotations

from wizard.cli.commands import setup
from wizard.cli.conversation import converse
from wizard.cli.options import Options
from wizard.cli.prompts import interface
from wizard.cli.session_factory import create_session
from wizard.cli.terminal import in_ci
from wizard.config.active_profile import choose_profile
from wizard.config.errors import ConfigError, PinNotSaved
from wizard.config.paths import config_path
from wizard.config.reading import read
from wizard.support.errors import MissingAnswer

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
    """Ask, if there is anybody to ask. Raises `MissingAnswer` if there isn't."""
    how = interface(options)
    if how is None:
        raise MissingAnswer(*(_NO_QUESTIONS if in_ci() else _NO_TERMINAL))
    if not _has_profiles(options) or (options.command is None and _is_pinned_to_unsaved(options)):
        return setup.run(options)
    return converse(create_session(options, opens_home=True), how)


def _has_profiles(options: Options) -> bool:
    """Whether there is a profile to switch to. The wizard deals with a file that can't be read."""
    if options.demo and options.config_dir is None:
        return False
    try:
        return bool(read(config_path(options.config_dir)).profiles)
    except ConfigError:
        return False


def _is_pinned_to_unsaved(options: Options) -> bool:
    """Whether this directory's pin file names a workspace that no profile is for."""
    try:
        choose_profile(config_path(options.config_dir), options.profile)
    except PinNotSaved:
        return True
    except ConfigError:
        return False
    return False
