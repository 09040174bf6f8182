"""Run the wizard for a person, with screens or line by line, and print what was done."""

from __future__ import annotations

import shutil

from wizard.cli.prompts import Interface
from wizard.cli.status_line import StatusLine
from wizard.cli.terminal import is_line_based, note
from wizard.onboarding.exit_status import CANCELLED, DONE
from wizard.onboarding.next_steps import aligned
from wizard.onboarding.session import Outcome, Session
from wizard.support.wait_tracker import WAIT_TRACKER
from wizard.tui import terminal


def converse(session: Session, interface: Interface) -> int:
    """Run the wizard, print a line for each thing done and what to do next, and give the exit status."""
    run = _run_screens if interface is Interface.SCREENS else _run_lines
    return_code, outcomes = run(session)
    if session.is_temporary:
        shutil.rmtree(session.path.parent, ignore_errors=True)
    if return_code:
        return return_code
    for outcome in outcomes:
        print(outcome.line)
        note(*outcome.notes)
    if outcomes and (steps := outcomes[-1].next_steps):
        width = shutil.get_terminal_size().columns - 2
        note("Next:", *(f"  {line}" for line in aligned(steps, width)))
    if not outcomes:
        print(session.cancelled_message)
    return DONE if outcomes else CANCELLED


def _run_screens(session: Session) -> tuple[int | None, list[Outcome]]:
    terminal.prepare()
    from wizard.tui.app import WizardApp  # noqa: PLC0415 - Textual is only for screens

    WAIT_TRACKER.listener = None  # the screens show waits themselves
    app = WizardApp(session)
    last = app.run(mouse=terminal.has_mouse())
    return app.return_code, [*app.changes, *([last] if last else [])]


def _run_lines(session: Session) -> tuple[int | None, list[Outcome]]:
    from wizard.plain.program import PlainProgram  # noqa: PLC0415 - only lines need it

    program = PlainProgram(session, wraps=not is_line_based())
    with StatusLine(redraws=False, shows_network=False):
        outcome = program.run()
    return program.return_code, [outcome] if outcome else []
