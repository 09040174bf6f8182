"""Step 2: the team."""

from __future__ import annotations

from textual.content import Content

from wizard.api.live_list import LiveList
from wizard.api.models import Team, Workspace
from wizard.onboarding import step_texts
from wizard.onboarding.answers import Answers, Step
from wizard.tui.screens.picker import PickerScreen
from wizard.tui.widgets.columns import Column, muted
from wizard.words import key_names as key_names_words

_TEAMS = ("team", "teams")

_TEAM_COLUMNS: tuple[Column[Team], ...] = (
    Column("Name", lambda team: team.name, width=24, grow=1),
    Column("Id", muted(lambda team: str(team.id)), width=8, rank=1),
    Column("Public id", muted(lambda team: team.public_id or ""), width=10, rank=2),
)


class TeamScreen(PickerScreen[Team]):
    """Choose a team."""

    HELP = (
        f"{step_texts.TEAM} "
        "Type part of a name or an id to filter. If the list can't be loaded, type the team's id "
        "and press Enter."
    )

    STEP = Step.TEAM
    NOUNS = _TEAMS

    def __init__(self, answers: Answers, *, takes_single: bool) -> None:
        assert answers.account
        super().__init__(
            answers, answers.account.teams, _TEAM_COLUMNS, chosen=answers.team, takes_single=takes_single
        )

    def title_text(self) -> Content:
        """The question."""
        return Content("Choose a team")

    def introduction(self) -> Content:
        """What is listed."""
        return Content("The teams that your token reaches.")

    def empty(self) -> tuple[str, str]:
        """The token reaches nothing."""
        return _no_team()

    def texts(self, choice: Team) -> tuple[str, ...]:
        """Name and ids."""
        return (choice.name, str(choice.id), choice.public_id or "")

    def answer(self, choice: Team, *, is_only: bool) -> Answers:
        """The answers with this team in them."""
        return self.answers.with_team(choice, is_only=is_only)

    async def find(self, typed: str) -> Team:
        """Fetch a team by its id."""
        return await self._account.find_team(typed)

    def follows(self, choice: Team) -> LiveList[Workspace]:
        """The team's workspaces."""
        return self._account.workspaces(choice)


def _no_team() -> tuple[str, str]:
    """The list of teams is empty, and what to do."""
    return (
        "This token reaches no team.",
        (
            f"Press {key_names_words.key('go_back')} and paste a token of a platform application that "
            f"belongs to your team."
        ),
    )
