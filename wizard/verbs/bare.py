"""Bare `cfw`: the jump list where something is saved, and the wizard where nothing is.

A person waits for the first frame, so nothing is imported here before it that it does not show.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wizard import quick_start
from wizard.config.paths import config_path
from wizard.exits import DONE, LEFT
from wizard.options import Options
from wizard.waits import WAITS

from .talk import Manner, in_ci, is_heard, manner, note

if TYPE_CHECKING:
    from pathlib import Path

    from wizard.app import WizardApp
    from wizard.plain.program import PlainProgram
    from wizard.run import Run


def run(options: Options) -> int:
    """Ask, if there is anybody to be asked."""
    asks = manner(options)
    if asks is Manner.SCREENS:
        quick_start.prepare()
    from . import setup  # noqa: PLC0415
    from .runs import run_of  # noqa: PLC0415

    if asks is None:
        from wizard.errors import Unanswered  # noqa: PLC0415
        from wizard.words import leaving as words  # noqa: PLC0415

        raise Unanswered(*(words.NO_QUESTIONS if in_ci() else words.NO_TERMINAL))
    if not _has_profiles(options) or (options.command is None and _is_pinned_elsewhere(options)):
        return setup.run(options)
    return converse(run_of(options, opens_home=True), asks)


def converse(run: Run, manner: Manner, *, keeps_folder: bool = True) -> int:
    """Run the screens, or ask line by line, and say what came of it, a line for each thing done."""
    program: WizardApp | PlainProgram
    if manner is Manner.SCREENS:
        quick_start.prepare()
        from wizard.app import WizardApp  # noqa: PLC0415

        WAITS.listener = None  # the screens tell of waits themselves
        program = WizardApp(run)
    else:
        from wizard.plain.program import PlainProgram  # noqa: PLC0415

        from .status_line import StatusLine  # noqa: PLC0415

        WAITS.listener = StatusLine(moves=False, tells_of_network=False)
        program = PlainProgram(run, is_heard=is_heard())
    said = program.run()
    if said is None and run.is_demo and not keeps_folder:
        _remove_if_empty(run.path.parent)
    if program.return_code:
        return program.return_code
    outcomes = [*program.changes, *([said] if said else [])]
    for outcome in outcomes:
        print(outcome.line)
        for text in outcome.notes:
            note(text)
    if not outcomes:
        print(run.nothing_done)
    return DONE if outcomes else LEFT


def _remove_if_empty(folder: Path) -> None:
    try:
        folder.rmdir()
    except OSError:
        return


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
    from wizard.config import ConfigError, PinNotSaved, choose  # noqa: PLC0415

    try:
        choose(config_path(options.config_dir), options.profile)
    except PinNotSaved:
        return True
    except ConfigError:
        return False
    return False
