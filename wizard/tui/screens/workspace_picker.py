"""Step 3: the workspace."""

from __future__ import annotations

from textual.content import Content

from wizard.api.contact import ContactRow
from wizard.api.contact_query import NEWEST_FIRST
from wizard.api.live_list import LiveList
from wizard.api.models import Workspace
from wizard.onboarding import step_texts
from wizard.onboarding.answers import Answers, Step
from wizard.tui.screens.picker import PickerScreen
from wizard.tui.widgets.columns import Column, muted
from wizard.words import key_names as key_names_words

_WORKSPACES = ("workspace", "workspaces")
"""One, and several."""
_WORKSPACE_INTRODUCTION = "The workspaces of "
"""Before the team's name."""

_WORKSPACE_COLUMNS: tuple[Column[Workspace], ...] = (
    Column("Name", lambda workspace: workspace.name, width=22, grow=2),
    Column("Subdomain", lambda workspace: workspace.subdomain, width=16, grow=1),
    Column("Id", muted(lambda workspace: str(workspace.id)), width=8, rank=1),
    Column("Public id", muted(lambda workspace: workspace.public_id or ""), width=10, rank=2),
)


class WorkspaceScreen(PickerScreen[Workspace]):
    """Choose a workspace."""

    HELP = (
        f"{step_texts.WORKSPACE} "
        "Type part of a name, a subdomain or an id to filter. If the list can't be loaded, type the "
        "workspace's id and press Enter."
    )

    STEP = Step.WORKSPACE
    NOUNS = _WORKSPACES

    def __init__(self, answers: Answers, *, takes_single: bool) -> None:
        assert answers.account
        assert answers.team
        self._team = answers.team
        super().__init__(
            answers,
            answers.account.workspaces(self._team),
            _WORKSPACE_COLUMNS,
            chosen=answers.workspace,
            takes_single=takes_single,
        )

    def title_text(self) -> Content:
        """The question."""
        return Content("Choose a workspace")

    def introduction(self) -> Content:
        """Whose workspaces are listed."""
        end = _after_team(is_only=Step.TEAM in self.answers.skipped)
        return Content.assemble(_WORKSPACE_INTRODUCTION, (self._team.name, "bold"), end)

    def empty(self) -> tuple[str, str]:
        """The team has nothing to choose from."""
        return _no_workspace()

    def texts(self, choice: Workspace) -> tuple[str, ...]:
        """Name, subdomain and ids."""
        return (choice.name, choice.subdomain, str(choice.id), choice.public_id or "")

    def answer(self, choice: Workspace, *, is_only: bool) -> Answers:
        """The answers with this workspace in them."""
        return self.answers.with_workspace(choice, is_only=is_only)

    async def find(self, typed: str) -> Workspace:
        """Fetch a workspace by its id, or find its subdomain."""
        return await self._account.find_workspace(self._team, typed)

    def follows(self, choice: Workspace) -> LiveList[ContactRow]:
        """The workspace's contacts."""
        return self._account.contacts(choice, NEWEST_FIRST).head


def _no_workspace() -> tuple[str, str]:
    """The list of workspaces is empty, and what to do."""
    return (
        "This team has no workspace yet.",
        (
            f"Create one in the ClickFunnels dashboard, or press {key_names_words.key('go_back')} and "
            f"choose another team."
        ),
    )


def _after_team(*, is_only: bool) -> str:
    """What follows the team's name in the introduction."""
    return ", the only team of this token." if is_only else "."
