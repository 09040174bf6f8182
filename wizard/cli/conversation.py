"""Ask a person: with screens, or line by line; then say what was done."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from wizard.cli.prompts import Interface, is_heard, note
from wizard.onboarding.exit_status import CANCELLED, DONE
from wizard.support.wait_tracker import WAIT_TRACKER
from wizard.tui import terminal

if TYPE_CHECKING:
    from wizard.onboarding.session import Session
    from wizard.plain.program import PlainProgram
    from wizard.tui.app import WizardApp


def converse(session: Session, interface: Interface, *, keeps_folder: bool = True) -> int:
    """Run the screens, or ask line by line, and say what came of it, a line for each thing done."""
    program: WizardApp | PlainProgram
    if interface is Interface.SCREENS:
        terminal.prepare()
        from wizard.tui.app import WizardApp  # noqa: PLC0415

        WAIT_TRACKER.listener = None  # the screens tell of waits themselves
        program = WizardApp(session)
        said = program.run(mouse=terminal.has_mouse())
    else:
        from wizard.cli.status_line import StatusLine  # noqa: PLC0415
        from wizard.plain.program import PlainProgram  # noqa: PLC0415

        WAIT_TRACKER.listener = StatusLine(moves=False, tells_of_network=False)
        program = PlainProgram(session, is_heard=is_heard())
        said = program.run()
    if said is None and session.is_demo and not keeps_folder:
        _remove_if_empty(session.path.parent)
    if program.return_code:
        return program.return_code
    outcomes = [*program.changes, *([said] if said else [])]
    for outcome in outcomes:
        print(outcome.line)
        for text in outcome.notes:
            note(text)
    if not outcomes:
        print(session.cancelled_message)
    return DONE if outcomes else CANCELLED


def _remove_if_empty(folder: Path) -> None:
    try:
        folder.rmdir()
    except OSError:
        return
