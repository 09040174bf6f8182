"""What a platform holds: teams, their workspaces, the contacts in them, and who may see what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from wizard.sandbox.record import Record
from wizard.sandbox.update_order import UpdateOrder

_FOUNDED = "2023-01-15T08:00:00.000Z"


@dataclass(frozen=True)
class SandboxWorkspace:
    """A workspace; its contacts and tags are records in the order of their ids."""

    id: int
    name: str
    subdomain: str
    public_id: str | None = None
    contacts: Sequence[Record] = ()
    tags: Sequence[Record] = ()
    has_stats: bool = False
    """Whether the closed beta of the stats endpoint reaches it."""

    @property
    def contacts_by_update(self) -> UpdateOrder:
        """The contacts, those updated longest ago first; those of a list may have changed meanwhile."""
        return UpdateOrder(self.contacts) if isinstance(self.contacts, list) else self._lasting_order

    @cached_property
    def _lasting_order(self) -> UpdateOrder:
        return UpdateOrder(self.contacts)

    def to_json(self, team_id: int) -> Record:
        """Give the record that the API shows."""
        return {
            "id": self.id,
            "public_id": self.public_id,
            "team_id": team_id,
            "name": self.name,
            "subdomain": self.subdomain,
            "created_at": _FOUNDED,
            "updated_at": _FOUNDED,
        }


@dataclass(frozen=True)
class SandboxTeam:
    """A team and its workspaces, in the order of their ids."""

    id: int
    name: str
    public_id: str | None = None
    workspaces: Sequence[SandboxWorkspace] = ()

    def to_json(self) -> Record:
        """Give the record that the API shows."""
        return {
            "id": self.id,
            "public_id": self.public_id,
            "name": self.name,
            "time_zone": "Pacific Time (US & Canada)",
            "locale": "en",
            "created_at": _FOUNDED,
            "updated_at": _FOUNDED,
            "memberships": [],
        }


@dataclass(frozen=True)
class Access:
    """What a token opens."""

    team_ids: frozenset[int] | None = None
    """None means every team, as with a token that came from OAuth."""
    has_plan: bool = True
    """Without a plan that includes the API, every call is refused."""
    workspace_ids: frozenset[int] | None = None
    """The only workspaces of a token that can't list teams or workspaces; None for any other token."""
    categories: frozenset[str] | None = None
    """The categories, such as Contacts, that the token can read; None means all."""

    def can_read(self, category: str | None) -> bool:
        """Whether the token can read `category`; None stands for what every token can read."""
        return category is None or self.categories is None or category in self.categories


@dataclass(frozen=True)
class Platform:
    """Everything there is, teams in the order of their ids."""

    teams: Sequence[SandboxTeam]
    tokens: Mapping[str, Access] = field(repr=False)

    def teams_for(self, access: Access) -> list[SandboxTeam]:
        """The teams that the access opens."""
        return [team for team in self.teams if access.team_ids is None or team.id in access.team_ids]

    def workspaces_for(self, access: Access) -> Iterator[tuple[SandboxTeam, SandboxWorkspace]]:
        """The workspaces that the access opens, each with its team."""
        for team in self.teams_for(access):
            for workspace in team.workspaces:
                if access.workspace_ids is None or workspace.id in access.workspace_ids:
                    yield team, workspace
