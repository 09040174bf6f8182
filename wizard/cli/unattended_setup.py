"""Set up a profile from options and the environment alone."""

from __future__ import annotations

from wizard.cli.terminal import note
from wizard.config.reading import read
from wizard.onboarding.exit_status import DONE
from wizard.onboarding.flow import Completed, onboard
from wizard.onboarding.session import Session
from wizard.onboarding.unattended import Unattended
from wizard.support import event_loop


def set_up(session: Session) -> int:
    """Save a profile without a question, say what was done, and give the exit status."""
    completed = event_loop.run(_onboard(session))
    assert completed
    note(*completed.saved.notes)
    print(completed.line)
    if completed.other_tokens:
        note(
            f"Other profiles of this team have another token: {', '.join(completed.other_tokens)}. "
            "--replace-token gives them this one."
        )
    return DONE


async def _onboard(session: Session) -> Completed | None:
    read(session.path)  # a damaged file should be reported before ClickFunnels is asked
    questions = Unattended(session)
    try:
        return await onboard(questions)
    finally:
        note(*questions.warnings())
        await session.connect.close()
