"""A platform's data: teams, their workspaces and contacts, and what each token can access."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from wizard.sandbox.lists import Test, find
from wizard.sandbox.record import Record
from wizard.sandbox.segments import contacts_test
from wizard.sandbox.update_order import UpdateOrder

_FOUNDED = "2023-01-15T08:00:00.000Z"


@dataclass(frozen=True)
class SandboxWorkspace:
    """A workspace. Its contacts and tags are records sorted by id."""

    id: int
    name: str
    subdomain: str
    public_id: str | None = None
    contacts: Sequence[Record] = ()
    tags: Sequence[Record] = ()
    segments: Sequence[Record] = ()
    """All saved filters; those whose `filter_class` is `ContactsFilter` select contacts."""
    unlisted: Sequence[Record] = ()
    """Anonymous and redacted contacts. The list of contacts leaves them out."""
    has_stats: bool = False
    """Whether it is in the closed beta of the stats endpoint."""

    def segment_test(self, any_id: str) -> Test:
        """A test for the contacts in the segment with this id or public id.

        Raises `InvalidSegment` if there's none for contacts, and `TooSlow`.
        """
        return contacts_test(find(self.segments, any_id), len(self.contacts))

    @property
    def contacts_by_update(self) -> UpdateOrder:
        """The contacts, least recently updated first. Cached unless they are a list, which may change."""
        return UpdateOrder(self.contacts) if isinstance(self.contacts, list) else self._cached_order

    @cached_property
    def _cached_order(self) -> UpdateOrder:
        return UpdateOrder(self.contacts)

    def to_json(self, team_id: int) -> Record:
        """Give the record as the API shows it."""
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
    """A team and its workspaces, sorted by id."""

    id: int
    name: str
    public_id: str | None = None
    workspaces: Sequence[SandboxWorkspace] = ()

    def to_json(self) -> Record:
        """Give the record as the API shows it."""
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
    """What a token can access."""

    team_ids: frozenset[int] | None = None
    """None means every team, as for an OAuth token."""
    has_plan: bool = True
    """If the plan doesn't include the API, every request is refused."""
    workspace_ids: frozenset[int] | None = None
    """The only workspaces of a token that can't list teams or workspaces; None for any other token."""
    categories: frozenset[str] | None = None
    """The categories, such as Contacts, that the token can read; None means all."""
    is_signed_in: bool = False
    """Whether someone signed in with the browser for it, and chose the one workspace."""

    def can_read(self, category: str | None) -> bool:
        """Whether the token can read `category`; None stands for what every token can read."""
        return category is None or self.categories is None or category in self.categories


@dataclass(frozen=True)
class Platform:
    """All teams, sorted by id, and all tokens."""

    teams: Sequence[SandboxTeam]
    tokens: Mapping[str, Access] = field(repr=False)
    limits_every_filter: bool = False
    """Whether contacts filtered by id or tag count as heavy reads, as those of a segment do."""
    heavy_read_seconds: float = 0.0
    """How long a heavy read takes at least."""

    def teams_for(self, access: Access) -> list[SandboxTeam]:
        """The teams that `access` includes."""
        return [team for team in self.teams if access.team_ids is None or team.id in access.team_ids]

    def workspaces_for(self, access: Access) -> Iterator[tuple[SandboxTeam, SandboxWorkspace]]:
        """The workspaces that `access` includes, each with its team."""
        for team in self.teams_for(access):
            for workspace in team.workspaces:
                if access.workspace_ids is None or workspace.id in access.workspace_ids:
                    yield team, workspace
