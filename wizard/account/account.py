"""What one access token reaches, loaded once a run: going back and forth asks for nothing twice."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from wizard.account.response_cache import ResponseCache
from wizard.api.contact import Contact, ContactRow, Count, Details, Tag
from wizard.api.contact_query import ContactQuery
from wizard.api.errors import NotAllowed, NotFound, Unreadable
from wizard.api.list_names import LIST_OF_CONTACTS, LIST_OF_TEAMS, tags_of, workspace_in_team, workspaces_of
from wizard.api.live_list import LiveList, LoadStatus
from wizard.api.models import Team, Workspace
from wizard.contacts.browsing.packed_rows import PackedRows
from wizard.contacts.browsing.two_ended_list import TwoEndedList
from wizard.support.matching import fold
from wizard.support.secret import Token

if TYPE_CHECKING:
    from wizard.api.client import ClickFunnels
    from wizard.api.contact_list import ContactList
    from wizard.api.http_client import OnWait
    from wizard.api.pagination import Page, Record
    from wizard.api.progress import Progress


T = TypeVar("T", bound="Record")

_REMEMBERED = 100
"""Contacts whose details are kept, and workspaces whose number of contacts is."""


class Account:
    """Teams, their workspaces and their contacts, as lists that fill up in the background."""

    def __init__(self, token: Token, api: ClickFunnels) -> None:
        self.token = token
        self.unnamed_teams: set[int] = set()
        """Ids of teams whose names could not be read."""
        self._api = api
        self._workspaces: dict[int, LiveList[Workspace]] = {}
        self._contacts: dict[tuple[int, ContactQuery], TwoEndedList] = {}
        self._rows: dict[tuple[int, ContactQuery], LiveList[ContactRow]] = {}
        self._details: ResponseCache[tuple[int, int], Details] = ResponseCache(_REMEMBERED)
        self._tags: dict[int, LiveList[Tag]] = {}
        self._counts: ResponseCache[int, Count | None] = ResponseCache(_REMEMBERED)
        self._ahead: LiveList[Any] | None = None
        self.teams: LiveList[Team] = LiveList(api.teams, name=LIST_OF_TEAMS)
        """The teams that the token reaches."""

    def workspaces(self, team: Team) -> LiveList[Workspace]:
        """The workspaces of `team`."""
        return self._workspaces.setdefault(
            team.id,
            LiveList(
                lambda after, on_wait: self._api.workspaces(team, after, on_wait),
                name=workspaces_of(team.name),
            ),
        )

    def workspace_statuses(self) -> list[LoadStatus]:
        """How the lists of workspaces stand that were asked for."""
        return [listing.status for listing in self._workspaces.values()]

    def contacts(self, workspace: Workspace, query: ContactQuery) -> TwoEndedList:
        """The contacts of `workspace` that `query` asks for, in its order, as rows to look at."""
        turned = replace(query, newest_first=not query.newest_first)
        return self._contacts.setdefault(
            (workspace.id, query),
            TwoEndedList(self._one_end(workspace, query), lambda: self._one_end(workspace, turned)),
        )

    def _one_end(self, workspace: Workspace, query: ContactQuery) -> LiveList[ContactRow]:
        """One end of a list; all of it at once is asked for many pages at a time, where ids are its order."""
        from wizard.api.parsing import parse_contact_row  # noqa: PLC0415

        source = self.contact_list(workspace, query, parse_contact_row)

        def pages(after: str | None, on_wait: OnWait) -> AsyncIterator[Page[ContactRow]]:
            return self._api.contact_pages(workspace, query, parse_contact_row, after, on_wait)

        def rest(after: int, progress: Progress) -> AsyncGenerator[list[ContactRow], None]:
            from wizard.contacts.walking.all_contacts import whole  # noqa: PLC0415

            return whole(source, newest_first=query.newest_first, after=after, progress=progress)

        is_by_id = query.sort_property == "id"
        return self._rows.setdefault(
            (workspace.id, query),
            LiveList(pages, PackedRows(), rest if is_by_id else None, name=LIST_OF_CONTACTS),
        )

    async def contact(self, workspace: Workspace, number: int) -> Details:
        """Everything about one contact; the last few are remembered. Raises an `ApiError`."""
        key = (workspace.id, number)
        return await self._details.get(key, lambda: self._api.details(workspace, str(number)))

    async def find_team(self, typed: str) -> Team:
        """The team with the id or public id `typed`; raises an `ApiError` where there is none."""
        return await self._api.team(typed)

    async def team_of(self, workspace: Workspace) -> Team:
        """The team of `workspace`; where the token can't read it, with its id in place of its name.

        Raises an `ApiError`.
        """
        if workspace.team_id is None:
            raise NotFound(f"team for the workspace {workspace.name} ({workspace.id})", self.token.variable)
        try:
            return await self.find_team(str(workspace.team_id))
        except (NotAllowed, NotFound):
            self.unnamed_teams.add(workspace.team_id)
            return Team(workspace.team_id, f"Team {workspace.team_id}")

    async def find_workspace(self, team: Team, typed: str) -> Workspace:
        """The workspace of `team` with the id, public id or subdomain `typed`.

        The API finds ids only, so a subdomain is looked for in the team's list. Raises an
        `ApiError` where there is none.
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

    async def workspace(self, any_id: str) -> Workspace:
        """The workspace with this id or public id, of any team; raises an `ApiError` where there is none."""
        return await self._api.workspace(any_id)

    async def find_contact(self, workspace: Workspace, any_id: str) -> Details:
        """The contact of `workspace` with this id or public id; raises an `ApiError` where there is none."""
        return await self._api.details(workspace, any_id)

    def dashboard_url(self, workspace: Workspace, contact: Contact) -> str | None:
        """Where ClickFunnels' dashboard shows a contact; None where the API is not ClickFunnels' own."""
        return self._api.dashboard_url(workspace, contact)

    def contact_list(
        self, workspace: Workspace, query: ContactQuery, make: Callable[[object], T]
    ) -> ContactList[T]:
        """The contacts of `workspace` that `query` filters, to be walked; `make` makes each of its JSON."""
        from wizard.api.contact_list import ContactList  # noqa: PLC0415

        return ContactList(self._api, workspace, query, make)

    def tags(self, workspace: Workspace) -> LiveList[Tag]:
        """The contact tags of `workspace`."""
        return self._tags.setdefault(
            workspace.id,
            LiveList(
                lambda after, on_wait: self._api.tags(workspace, after, on_wait),
                name=tags_of(workspace.name),
            ),
        )

    async def count(self, workspace: Workspace) -> Count | None:
        """How many contacts `workspace` has, where ClickFunnels tells; raises an `ApiError`."""
        return await self._counts.get(workspace.id, lambda: self._api.count_contacts(workspace))

    def prefetch(self, listing: LiveList[Any] | None) -> None:
        """Ask for the first page of a list that may be wanted next, in place of the one asked for before.

        So it is one request at a time, and none for a list that is left again before it came; what has come
        is kept. Nothing is tried again, and once ClickFunnels has asked to slow down (429), nothing more is
        fetched ahead in this run.
        """
        if self._ahead is not None and self._ahead is not listing:
            self._ahead.cancel_prefetch()
        self._ahead = listing
        if listing is not None and not self._api.was_rate_limited:
            listing.prefetch()

    def stop(self) -> None:
        """Give up every request under way."""
        self.teams.stop()
        for workspaces in self._workspaces.values():
            workspaces.stop()
        for tags in self._tags.values():
            tags.stop()
        for rows in self._rows.values():
            rows.stop()

    def unreadable_lists(self) -> list[Unreadable]:
        """Which records of the lists to choose from could not be read, so far as they have been loaded."""
        lists: list[LiveList[Any]] = [self.teams, *self._workspaces.values(), *self._tags.values()]
        return [error for one in lists if (error := one.unreadable_error)]

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
