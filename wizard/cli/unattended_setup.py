"""Set up a profile from options and the environment alone."""

from __future__ import annotations

from wizard.cli.session_factory import run_in_session
from wizard.cli.terminal import note
from wizard.config.reading import read
from wizard.onboarding.exit_status import DONE
from wizard.onboarding.flow import Completed, onboard
from wizard.onboarding.session import Session
from wizard.onboarding.unattended import Unattended


def set_up(session: Session) -> int:
    """Save a profile without a question, say what was done, and give the exit status."""
    read(session.path)  # a damaged file should be reported before ClickFunnels is asked
    completed = run_in_session(session, save_profile(session))
    print(completed.line)
    if completed.other_tokens:
        note(
            f"Other profiles of this team have another token: {', '.join(completed.other_tokens)}. "
            "--replace-token gives them this one."
        )
    return DONE


async def save_profile(session: Session) -> Completed:
    """Save a profile from the session's presets, and say what people should know about it."""
    questions = Unattended(session)
    try:
        completed = await onboard(questions)
    finally:
        note(*questions.warnings())
    assert completed
    note(*completed.saved.notes)
    return completed
