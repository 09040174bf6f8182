"""What one token can access. Everything is loaded once, so going back and forth sends no request twice."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Collection
from functools import partial
from typing import Any, TypeVar

from wizard.account.contact_details import ContactDetails
from wizard.account.response_cache import ResponseCache
from wizard.api.client import HEAVY_READS, ClickFunnels
from wizard.api.contact import Contact, ContactRow, Count, Details, Tag
from wizard.api.contact_list import ContactList, ListedContact
from wizard.api.contact_query import ContactQuery
from wizard.api.errors import NotAllowed, NotFound, Unreadable
from wizard.api.list_names import (
    LIST_OF_CONTACTS,
    LIST_OF_TEAMS,
    segments_of,
    tags_of,
    workspace_in_team,
    workspaces_of,
)
from wizard.api.live_list import LiveList, LoadStatus
from wizard.api.models import Team, TokenGrant, Workspace
from wizard.api.parsing import parse_contact_row
from wizard.api.progress import Progress
from wizard.api.segment import Segment
from wizard.api.segment_rows import SegmentRows, rows_suffice
from wizard.contacts.browsing.packed_rows import PackedRows
from wizard.contacts.browsing.two_ended_list import TwoEndedList
from wizard.contacts.walking.concurrency import DEFAULT_REQUESTS, ConcurrencyLimit
from wizard.support.matching import fold
from wizard.support.secret import Token

T = TypeVar("T", bound=ListedContact)

_CACHE_SIZE = 100
"""Workspaces whose number of contacts is cached."""


class Account:
    """Teams, workspaces and contacts, as lists that load in the background.

    Every asynchronous method may raise an `ApiError`.
    """

    def __init__(self, token: Token, api: ClickFunnels, grant: TokenGrant | None = None) -> None:
        self.token = token
        self.grant = grant
        """How the token was obtained, if it was by signing in with the browser."""
        self.unnamed_teams: set[int] = set()
        """Ids of teams whose names could not be read."""
        self._api = api
        self._workspaces: dict[int, LiveList[Workspace]] = {}
        self._contacts: dict[tuple[int, ContactQuery], TwoEndedList] = {}
        self._rows: dict[tuple[int, ContactQuery], LiveList[ContactRow]] = {}
        self._tags: dict[int, LiveList[Tag]] = {}
        self._segments: dict[int, LiveList[Segment]] = {}
        self.details = ContactDetails(api)
        """Everything about single contacts."""
        self._counts: ResponseCache[int, Count | None] = ResponseCache(_CACHE_SIZE)
        self._prefetched: LiveList[Any] | None = None
        self.teams: LiveList[Team] = LiveList(api.teams, name=LIST_OF_TEAMS)
        """The teams this token can access."""
        self.parallel = DEFAULT_REQUESTS
        """How many requests may load contacts at once."""

    def workspaces(self, team: Team) -> LiveList[Workspace]:
        """The workspaces of `team`."""
        pages = partial(self._api.workspaces, team)
        return self._workspaces.setdefault(team.id, LiveList(pages, name=workspaces_of(team.name)))

    def workspace_statuses(self) -> list[LoadStatus]:
        """How far the lists of workspaces that were requested have loaded."""
        return [workspaces.status for workspaces in self._workspaces.values()]

    def contacts(self, workspace: Workspace, query: ContactQuery) -> TwoEndedList:
        """The contacts of `workspace` that match `query`, in its order, as table rows."""
        reversed_query = query._replace(newest_first=not query.newest_first)
        return self._contacts.setdefault(
            (workspace.id, query),
            TwoEndedList(self._one_end(workspace, query), lambda: self._one_end(workspace, reversed_query)),
        )

    def _one_end(self, workspace: Workspace, query: ContactQuery) -> LiveList[ContactRow]:
        """One end of a list. If it's ordered by id, loading all of it fetches many pages at once."""
        source = self.contact_list(workspace, query, parse_contact_row)
        pages = partial(self._api.contact_pages, workspace, query, parse_contact_row)

        def rest(after: int, progress: Progress) -> AsyncGenerator[list[ContactRow], None]:
            from wizard.contacts.walking.all_contacts import all_contacts  # noqa: PLC0415 - when all are wanted

            return all_contacts(
                source,
                newest_first=query.newest_first,
                after=after,
                progress=progress,
                concurrency=ConcurrencyLimit(HEAVY_READS if query.segment else self.parallel),
            )

        is_by_id = query.sort_property == "id"
        return self._rows.setdefault(
            (workspace.id, query),
            LiveList(pages, PackedRows(), rest if is_by_id else None, name=LIST_OF_CONTACTS),
        )

    def contact_list(
        self, workspace: Workspace, query: ContactQuery, parse: Callable[[object], T]
    ) -> ContactList[T]:
        """The contacts of `workspace` that match the filters of `query`, each converted by `parse`."""
        return ContactList(self._api, workspace, query, parse)

    def tags(self, workspace: Workspace) -> LiveList[Tag]:
        """The contact tags of `workspace`."""
        pages = partial(self._api.tags, workspace)
        return self._tags.setdefault(workspace.id, LiveList(pages, name=tags_of(workspace.name)))

    def segments(self, workspace: Workspace) -> LiveList[Segment]:
        """The segments of `workspace`: the dashboard's saved filters of contacts."""
        pages = partial(self._api.segments, workspace)
        return self._segments.setdefault(workspace.id, LiveList(pages, name=segments_of(workspace.name)))

    def segment_rows(
        self, workspace: Workspace, query: ContactQuery, columns: Collection[str]
    ) -> SegmentRows | None:
        """The contacts that match `query` as rows with these columns; None if only the list has them."""
        if query.segment is None or not rows_suffice(query, columns):
            return None
        return SegmentRows(self._api, workspace, query.segment, columns)

    async def count_segment(self, workspace: Workspace, segment: Segment) -> Count | None:
        """How many contacts `segment` selects; None if ClickFunnels won't say."""
        return await self._api.count_segment(workspace, segment)

    async def find_contact(self, workspace: Workspace, any_id: str) -> Details:
        """Fetch the contact of `workspace` with this id or public id."""
        return await self._api.details(workspace, any_id)

    async def count(self, workspace: Workspace) -> Count | None:
        """How many contacts `workspace` has; None if ClickFunnels won't say."""
        return await self._counts.get(workspace.id, lambda: self._api.count_contacts(workspace))

    def dashboard_url(self, workspace: Workspace, contact: Contact) -> str | None:
        """Where the dashboard shows a contact; None if the API isn't ClickFunnels' own."""
        return self._api.dashboard_url(workspace, contact)

    async def find_team(self, any_id: str) -> Team:
        """Fetch the team with this id or public id."""
        return await self._api.team(any_id)

    async def team_of(self, workspace: Workspace) -> Team:
        """Fetch the team of `workspace`; if the token can't read it, its id takes the place of its name."""
        if workspace.team_id is None:
            raise NotFound(f"team for the workspace {workspace.name} ({workspace.id})", self.token.variable)
        try:
            return await self.find_team(str(workspace.team_id))
        except (NotAllowed, NotFound):
            connected = await self._api.connected_workspace()
            if connected and connected[0].id == workspace.team_id:
                return connected[0]
            self.unnamed_teams.add(workspace.team_id)
            return Team(workspace.team_id, f"Team {workspace.team_id}")

    async def connected_workspace(self) -> tuple[Team, Workspace] | None:
        """Fetch the one workspace the token is for; None if it's for more, or if ClickFunnels won't say."""
        return await self._api.connected_workspace()

    async def workspace(self, any_id: str) -> Workspace:
        """Fetch the workspace with this id or public id, whichever team it belongs to."""
        return await self._api.workspace(any_id)

    async def find_workspace(self, team: Team, typed: str) -> Workspace:
        """Find the workspace of `team` with the id, public id or subdomain `typed`.

        The API only finds ids, so a subdomain is looked up in the team's list.
        """
        try:
            workspace = await self._api.workspace(typed)
        except NotFound:
            if typed.isdecimal():
                raise
            return await self._by_subdomain(team, typed)
        if workspace.team_id not in (team.id, None):
            raise NotFound(workspace_in_team(typed, team.name), self.token.variable)
        return workspace

    async def _by_subdomain(self, team: Team, typed: str) -> Workspace:
        unreadable = 0
        async for page in self._api.workspaces(team):
            unreadable += page.unreadable
            for workspace in page.items:
                if fold(workspace.subdomain) == fold(typed):
                    return workspace
        if unreadable:  # it may be one of those
            raise Unreadable(workspaces_of(team.name), unreadable)
        raise NotFound(workspace_in_team(f"“{typed}”", team.name), self.token.variable)

    def prefetch(self, listing: LiveList[Any] | None) -> None:
        """Load the first page of a list in case it's needed next, and cancel the previous prefetch.

        Prefetches aren't retried, and once ClickFunnels has returned 429 there are none.
        """
        if self._prefetched is not None and self._prefetched is not listing:
            self._prefetched.cancel_prefetch()
        self._prefetched = listing
        if listing is not None and not self._api.was_rate_limited:
            listing.prefetch()

    def stop(self) -> None:
        """Stop loading."""
        for one in (*self._short_lists(), *self._rows.values()):
            one.stop()

    def unreadable_lists(self) -> list[Unreadable]:
        """Which records of teams, workspaces and tags couldn't be read so far."""
        return [error for one in self._short_lists() if (error := one.unreadable_error)]

    def _short_lists(self) -> list[LiveList[Any]]:
        """All lists but those of contacts."""
        return [self.teams, *self._workspaces.values(), *self._tags.values(), *self._segments.values()]
