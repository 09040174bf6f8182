"""Step 2: choose a team."""

from __future__ import annotations

from textual.content import Content

from wizard.api.models import Team
from wizard.onboarding.answers import Answers, Step
from wizard.onboarding.session import Session
from wizard.tui.screens.picker import Choices, PickerScreen
from wizard.tui.widgets.columns import Column, muted

_COLUMNS: tuple[Column[Team], ...] = (
    Column("Name", lambda team: team.name, width=24, grow=1),
    Column("Id", muted(lambda team: str(team.id)), width=8, rank=1),
    Column("Public id", muted(lambda team: team.public_id or ""), width=10, rank=2),
)


def team_picker(answers: Answers, session: Session, *, takes_single: bool) -> PickerScreen[Team]:
    """Make the screen with the teams that the token in `answers` can access."""
    account = answers.account
    assert account
    choices = Choices(
        step=Step.TEAM,
        introduction=Content("Teams this token can access."),
        noun="team",
        if_empty=(
            "This token can't access any team.",
            "paste a token from a platform application of your team",
        ),
        columns=_COLUMNS,
        records=account.teams,
        is_expected=answers.expects_team,
        texts=lambda team: (team.name, str(team.id), team.public_id or ""),
        answer=lambda team, is_only: answers.with_team(team, is_only=is_only),
        find=account.find_team,
        next_list=account.workspaces,
    )
    return PickerScreen(answers, session, choices, takes_single=takes_single)
