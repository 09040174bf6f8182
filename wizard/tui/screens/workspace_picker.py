"""Step 3: choose a workspace."""

from __future__ import annotations

from functools import partial

from textual.content import Content

from wizard.api.contact_query import NEWEST_FIRST
from wizard.api.models import Workspace
from wizard.onboarding.answers import Answers, Step
from wizard.onboarding.session import Session
from wizard.tui.screens.picker import Choices, PickerScreen
from wizard.tui.widgets.columns import Column, muted

_COLUMNS: tuple[Column[Workspace], ...] = (
    Column("Name", lambda workspace: workspace.name, width=22, grow=2),
    Column("Subdomain", lambda workspace: workspace.subdomain, width=16, grow=1),
    Column("Id", muted(lambda workspace: str(workspace.id)), width=8, rank=1),
    Column("Public id", muted(lambda workspace: workspace.public_id or ""), width=10, rank=2),
)


def workspace_picker(answers: Answers, session: Session, *, takes_single: bool) -> PickerScreen[Workspace]:
    """Make the screen with the workspaces of the team in `answers`."""
    account, team = answers.account, answers.team
    assert account
    assert team
    is_only_team = Step.TEAM in answers.skipped
    choices = Choices(
        step=Step.WORKSPACE,
        introduction=Content.assemble(
            "Workspaces in ",
            (team.name, "bold"),
            ", the only team this token can access." if is_only_team else ".",
        ),
        noun="workspace",
        if_empty=(
            "This team has no workspaces yet.",
            "choose another team, or create a workspace in the ClickFunnels dashboard",
        ),
        columns=_COLUMNS,
        records=account.workspaces(team),
        is_expected=answers.expects_workspace,
        texts=lambda workspace: (
            workspace.name,
            workspace.subdomain,
            str(workspace.id),
            workspace.public_id or "",
        ),
        answer=lambda workspace, is_only: answers.with_workspace(workspace, is_only=is_only),
        find=partial(account.find_workspace, team),
        next_list=lambda workspace: account.contacts(workspace, NEWEST_FIRST).head,
    )
    return PickerScreen(answers, session, choices, takes_single=takes_single)
