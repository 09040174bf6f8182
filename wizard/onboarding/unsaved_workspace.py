"""The choice for a token from the environment alone: its workspace is looked up, nothing has to be saved."""

from __future__ import annotations

from wizard.account.account import Account
from wizard.config import Choice, Profile
from wizard.onboarding import lookup
from wizard.onboarding.answers import Answers, Step
from wizard.onboarding.session import Run


async def choose_unsaved(run: Run, account: Account, chosen_by: str) -> Choice:
    """Find the workspace that `run.given` names, or the only one of the account's token.

    Raises `Unanswered` where there are several, `NoMatch`, `Ambiguous` or an `ApiError`.
    """
    answers = Answers(account=account)
    for step in (Step.TEAM, Step.WORKSPACE):
        answered = await lookup.answer(step, answers, run.given)
        if answered is None:
            raise await lookup.must_choose(step, answers)
        answers = answered
    assert answers.team
    assert answers.workspace
    profile = Profile(
        name="",
        token=None,
        team=answers.team,
        workspace=answers.workspace,
        accounts_url=run.hosts.accounts,
        api_url=run.hosts.workspace(answers.workspace.subdomain),
        saved_at=run.now(),
        url_template=run.hosts.to_save,
    )
    return Choice(run.path, profile, chosen_by, account.token)
