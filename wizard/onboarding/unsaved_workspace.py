"""Find the workspace for a token from the environment when no profile is used."""

from __future__ import annotations

from wizard.account.account import Account
from wizard.config.active_profile import ActiveProfile
from wizard.onboarding.answers import Answers, Step
from wizard.onboarding.resolve import require_step
from wizard.onboarding.session import Session


async def choose_unsaved(session: Session, account: Account, chosen_by: str) -> ActiveProfile:
    """Give the workspace that `session.presets` names, or the only one the token can access.

    Raises `MissingAnswer` if there are several, `NoMatch`, `Ambiguous` or an `ApiError`.
    """
    answers = Answers(account=account)
    for step in (Step.TEAM, Step.WORKSPACE):
        answers = await require_step(step, answers, session.presets)
    assert answers.team
    assert answers.workspace
    profile = session.profile("", answers.team, answers.workspace)
    return ActiveProfile(session.path, profile, chosen_by, account.token)
