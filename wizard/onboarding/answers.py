"""The five steps, and what has been answered so far."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from wizard.account.account import Account
    from wizard.api.models import Team, Workspace
    from wizard.config.saving import Saved


class Step(IntEnum):
    """The five steps, in their order."""

    TOKEN = 0
    TEAM = 1
    WORKSPACE = 2
    CONTACTS = 3
    SAVE = 4


class Answers(NamedTuple):
    """What has been answered so far; a step that is asked again finds its answer here."""

    account: Account | None = None
    """What the verified token reaches."""
    team: Team | None = None
    workspace: Workspace | None = None
    profile_name: str | None = None
    """The profile's name, where it was typed."""
    skipped: frozenset[Step] = frozenset()
    """Steps that answered themselves, there being one choice only."""
    is_by_id: bool = False
    """Whether the workspace's id was typed in the first step, as the token can't list anything."""
    saved: Saved | None = None
    command: str = ""
    """What does the same without a screen."""

    def with_account(self, account: Account) -> Answers:
        """Another token means other teams; the same one keeps every later answer."""
        is_same = account is self.account
        return self._replace(is_by_id=False) if is_same else Answers(account=account)

    def with_team(self, team: Team, *, is_only: bool) -> Answers:
        """Another team means other workspaces."""
        kept = self if self.team and self.team.id == team.id else Answers(account=self.account)
        return kept._replace(team=team, skipped=_marked(self.skipped, Step.TEAM, is_only) - {Step.WORKSPACE})

    def with_workspace(self, workspace: Workspace, *, is_only: bool) -> Answers:
        """Another workspace means another name for the profile."""
        is_same = self.workspace is not None and self.workspace.id == workspace.id
        return self._replace(
            workspace=workspace,
            profile_name=self.profile_name if is_same else None,
            skipped=_marked(self.skipped, Step.WORKSPACE, is_only),
        )

    def with_workspace_by_id(self, team: Team, workspace: Workspace) -> Answers:
        """The workspace that was typed with the token, so that nothing is left to choose."""
        return (
            self.with_team(team, is_only=False)
            .with_workspace(workspace, is_only=False)
            ._replace(is_by_id=True)
        )

    def with_saved(self, saved: Saved, profile_name: str, command: str) -> Answers:
        """The end: what was written, and the command that would do the same."""
        return self._replace(profile_name=profile_name, saved=saved, command=command)


class Back(NamedTuple):
    """Return to the step before, with what has been answered or typed kept."""

    answers: Answers


class Leave(NamedTuple):
    """Stop here, with nothing saved."""


Reply = Answers | Back | Leave
"""To a question: the answers with its own added, or where to go instead."""


def _marked(steps: frozenset[Step], step: Step, is_only: bool) -> frozenset[Step]:
    return steps | {step} if is_only else steps - {step}
