"""The five steps, and the answers given so far."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from wizard.account.account import Account
from wizard.api.models import Team, Workspace
from wizard.support.pasted_place import NOWHERE, PastedPlace


class Step(IntEnum):
    """The five steps, in order."""

    TOKEN = 0
    TEAM = 1
    WORKSPACE = 2
    CONTACTS = 3
    SAVE = 4


class Answers(NamedTuple):
    """The answers so far. A step that is asked again finds its earlier answer here."""

    account: Account | None = None
    """What the verified token can access."""
    team: Team | None = None
    workspace: Workspace | None = None
    profile_name: str | None = None
    """The profile's name, if it was typed."""
    skipped: frozenset[Step] = frozenset()
    """Steps that weren't asked because there was only one choice."""
    is_by_id: bool = False
    """Whether the first step asked for the workspace's id, because the token can't list anything."""
    place: PastedPlace = NOWHERE
    """What was pasted along with the token."""
    token_command: tuple[str, ...] = ()
    """The password manager's command that printed the token; empty if none did."""

    def with_account(self, account: Account) -> Answers:
        """Keep the later answers only if the token is the same: another one means other teams."""
        is_same = account is self.account
        return self._replace(is_by_id=False) if is_same else Answers(account=account, place=self.place)

    def expects_team(self, team: Team) -> bool:
        """Whether this team was chosen before, or else pasted along with the token."""
        if self.team:
            return team.id == self.team.id
        return self.place.team in (str(team.id), team.public_id)

    def expects_workspace(self, workspace: Workspace) -> bool:
        """Whether this workspace was chosen before, or else pasted along with the token."""
        if self.workspace:
            return workspace.id == self.workspace.id
        if self.place.workspace_id:
            return self.place.workspace_id in (str(workspace.id), workspace.public_id)
        return bool(self.place.subdomain) and workspace.subdomain.lower() == self.place.subdomain

    def with_team(self, team: Team, *, is_only: bool) -> Answers:
        """Keep the workspace only if the team is the same."""
        is_same = self.team is not None and self.team.id == team.id
        fresh = Answers(self.account, place=self.place, token_command=self.token_command)
        kept = self if is_same else fresh
        skipped = _with_or_without(self.skipped, Step.TEAM, is_only=is_only) - {Step.WORKSPACE}
        return kept._replace(team=team, skipped=skipped)

    def with_workspace(self, workspace: Workspace, *, is_only: bool) -> Answers:
        """Keep the profile's name only if the workspace is the same."""
        is_same = self.workspace is not None and self.workspace.id == workspace.id
        return self._replace(
            workspace=workspace,
            profile_name=self.profile_name if is_same else None,
            skipped=_with_or_without(self.skipped, Step.WORKSPACE, is_only=is_only),
        )

    def with_workspace_by_id(self, team: Team, workspace: Workspace) -> Answers:
        """Take a workspace found by its id: there is nothing left to choose."""
        chosen = self.with_team(team, is_only=False).with_workspace(workspace, is_only=False)
        return chosen._replace(is_by_id=True)


def _with_or_without(steps: frozenset[Step], step: Step, *, is_only: bool) -> frozenset[Step]:
    return steps | {step} if is_only else steps - {step}
