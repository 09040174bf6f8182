"""The ClickFunnels API client: what it offers to one token, and no HTTP of its own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import nullcontext
from typing import TypeVar
from urllib.parse import quote

from wizard.api.contact import Contact, Count, Details, Tag
from wizard.api.contact_query import ALL_CONTACTS, ContactQuery
from wizard.api.errors import BadRequest, NotAllowed, NotAnId, NotFound, NotJson, UnexpectedShape
from wizard.api.hosts import Hosts
from wizard.api.http_types import ApiResponse, Http, OnPause, Params
from wizard.api.list_names import LIST_OF_CONTACTS, LIST_OF_TEAMS, segments_of, tags_of, workspaces_of
from wizard.api.models import Team, Workspace, could_be_id
from wizard.api.pagination import Page, Record, paginate
from wizard.api.parsing import (
    UnreadableRecord,
    parse_connected_workspace,
    parse_contact,
    parse_count,
    parse_details,
    parse_each,
    parse_segment,
    parse_segments,
    parse_tag,
    parse_team,
    parse_time_zone,
    parse_workspace,
)
from wizard.api.segment import Segment
from wizard.api.segment_check import checked
from wizard.support.secret import Token

_WORKSPACE_WITH_THIS_ID = "workspace with this id"
_COUNT_CONTACTS = {"resource": "contact", "count": "true"}

HEAVY_READS = 2
"""Requests for a segment's contacts at once. ClickFunnels refuses more of one token and workspace."""
_SELECTS_A_SEGMENT = frozenset({"stored_filter_id", "results[fields][]"})
"""Parameters of these requests."""

T = TypeVar("T")
Listed = TypeVar("Listed", bound=Record)


class ClickFunnels:
    """The API as one token sees it.

    Lists arrive page by page, from the cursor `after` on if it's given. Every method raises an `ApiError`,
    one class per cause. `on_pause` is called before each pause between retries.
    """

    def __init__(self, http: Http, hosts: Hosts, token: Token) -> None:
        self._http = http
        self._hosts = hosts
        self._token = token
        self._heavy_reads = asyncio.Semaphore(HEAVY_READS)

    @property
    def was_rate_limited(self) -> bool:
        """Whether ClickFunnels has returned 429."""
        return self._http.was_rate_limited

    def teams(self, after: str | None = None, on_pause: OnPause | None = None) -> AsyncIterator[Page[Team]]:
        """List the teams this token can access."""
        url = f"{self._hosts.accounts}/teams"
        return self._list(url, parse_team, LIST_OF_TEAMS, LIST_OF_TEAMS, after, on_pause)

    def workspaces(
        self, team: Team, after: str | None = None, on_pause: OnPause | None = None
    ) -> AsyncIterator[Page[Workspace]]:
        """List the workspaces of `team`."""
        url = f"{self._hosts.accounts}/teams/{team.id}/workspaces"
        return self._list(
            url, parse_workspace, workspaces_of(team.name), "team with this id", after, on_pause
        )

    def contacts(
        self,
        workspace: Workspace,
        query: ContactQuery = ALL_CONTACTS,
        after: str | None = None,
        on_pause: OnPause | None = None,
    ) -> AsyncIterator[Page[Contact]]:
        """List the contacts of `workspace`: the identified ones, oldest first unless `query` differs."""
        return self.contact_pages(workspace, query, parse_contact, after, on_pause)

    def contact_pages(
        self,
        workspace: Workspace,
        query: ContactQuery,
        parse: Callable[[object], Listed],
        after: str | None = None,
        on_pause: OnPause | None = None,
    ) -> AsyncIterator[Page[Listed]]:
        """List the contacts of `workspace` as `contacts` does, each converted from JSON by `parse`."""
        return self._list(
            self._contacts_url(workspace),
            checked(parse, query.segment),
            LIST_OF_CONTACTS,
            _WORKSPACE_WITH_THIS_ID,
            after,
            on_pause,
            query.params(),
            may_repeat=query.sort_property == "updated_at",
        )

    async def contact_page(
        self,
        workspace: Workspace,
        query: ContactQuery,
        after: str | None,
        parse: Callable[[object], Listed],
        on_pause: OnPause | None = None,
    ) -> Page[Listed]:
        """Fetch one page of the contacts of `workspace`, each converted from JSON by `parse`."""
        params = query.params() | ({"after": after} if after else {})
        response = await self._get(
            self._contacts_url(workspace), _WORKSPACE_WITH_THIS_ID, params, on_pause=on_pause
        )
        return _parse_page(response, checked(parse, query.segment))

    def tags(
        self, workspace: Workspace, after: str | None = None, on_pause: OnPause | None = None
    ) -> AsyncIterator[Page[Tag]]:
        """List the contact tags of `workspace`."""
        url = f"{self._contacts_url(workspace)}/tags"
        return self._list(url, parse_tag, tags_of(workspace.name), _WORKSPACE_WITH_THIS_ID, after, on_pause)

    async def segments(
        self,
        workspace: Workspace,
        after: str | None = None,  # noqa: ARG002 - the first page is all
        on_pause: OnPause | None = None,
    ) -> AsyncIterator[Page[Segment]]:
        """List the segments of `workspace`: its saved filters of contacts, all on one page."""
        url = f"{self._hosts.workspace(workspace.subdomain)}/workspaces/{workspace.id}/refine_filters"
        response = await self._get(url, segments_of(workspace.name), on_pause=on_pause)
        try:
            saved = parse_segments(response.json)
        except UnreadableRecord as error:
            raise UnexpectedShape(response.host, "it isn't a list of saved filters") from error
        segments = tuple(parse_each(parse_segment, saved))
        yield Page(segments, unreadable=len(saved) - len(segments))

    async def segment_results(
        self, workspace: Workspace, segment: Segment, params: Params, on_pause: OnPause | None = None
    ) -> object:
        """Fetch the matches of `segment` in the form that `params` ask for; None if there are none in it."""
        url = self._segment_url(workspace, segment)
        response = await self._get(url, segments_of(workspace.name), params, on_pause=on_pause)
        return response.json.get("results") if isinstance(response.json, dict) else None

    async def team(self, any_id: str) -> Team:
        """Fetch one team by its id or public id."""
        return await self._one(f"{self._hosts.accounts}/teams", any_id, parse_team, "team")

    async def workspace(self, any_id: str) -> Workspace:
        """Fetch one workspace by its id or public id."""
        return await self._one(f"{self._hosts.accounts}/workspaces", any_id, parse_workspace, "workspace")

    async def connected_workspace(self) -> tuple[Team, Workspace] | None:
        """Fetch the one workspace this token is for; None if it's for more, or if ClickFunnels won't say.

        Source: ``GET /me``, which older servers don't have.
        """
        try:
            response = await self._get(f"{self._hosts.accounts}/me", "user")
            connected = parse_connected_workspace(response.json)
            if connected is None:
                return None
            return connected[0], await self.workspace(str(connected[1]))
        except (NotAllowed, NotFound, BadRequest, UnexpectedShape, NotJson, UnreadableRecord):
            return None

    async def time_zone(self, team_id: int) -> str | None:
        """Fetch the name that Ruby on Rails gives to the time zone of a team and its workspaces."""
        return await self._one(f"{self._hosts.accounts}/teams", str(team_id), parse_time_zone, "team")

    async def details(self, workspace: Workspace, any_id: str, *, with_engagement: bool = False) -> Details:
        """Fetch everything about one contact of `workspace`, by its id or public id.

        `with_engagement` adds when emails were last sent, opened and clicked. Source: ClickFunnels' guide to
        expanding.
        """
        url = f"{self._hosts.workspace(workspace.subdomain)}/contacts"
        params = {"expand[]": "email_engagement"} if with_engagement else None
        return await self._one(url, any_id, parse_details, "contact", params)

    def dashboard_url(self, workspace: Workspace, contact: Contact) -> str | None:
        """Where the dashboard shows a contact; None if the API isn't ClickFunnels' own.

        ClickFunnels doesn't document this address. It's the dashboard's contact list followed by an id, as in
        the dashboard's other addresses.
        """
        dashboard = self._hosts.dashboard(workspace.subdomain)
        return f"{dashboard}/contacts/{contact.public_id or contact.id}" if dashboard else None

    async def count_contacts(self, workspace: Workspace) -> Count | None:
        """Ask how many contacts `workspace` has; None if ClickFunnels won't say.

        Source: the stats endpoint, a closed beta that most workspaces can't use.
        """
        return await self._count(self._stats_url(workspace), _COUNT_CONTACTS)

    async def count_segment(self, workspace: Workspace, segment: Segment) -> Count | None:
        """Ask how many contacts `segment` selects; None if ClickFunnels won't say."""
        url = self._segment_url(workspace, segment)
        params = {"results[fields][]": "id", "results[limit]": "1", "results[count]": "true"}
        return await self._count(url, params) or await self._count(
            self._stats_url(workspace), {**_COUNT_CONTACTS, "stored_filter_id": str(segment.id)}
        )

    async def _count(self, url: str, params: Params) -> Count | None:
        try:
            return parse_count((await self._get(url, _WORKSPACE_WITH_THIS_ID, params)).json)
        except (NotAllowed, NotFound, BadRequest, UnexpectedShape, NotJson, UnreadableRecord):
            return None

    def _stats_url(self, workspace: Workspace) -> str:
        return f"{self._hosts.workspace(workspace.subdomain)}/workspaces/{workspace.id}/stats"

    def _segment_url(self, workspace: Workspace, segment: Segment) -> str:
        return f"{self._hosts.workspace(workspace.subdomain)}/refine_filters/{segment.id}"

    def _contacts_url(self, workspace: Workspace) -> str:
        return f"{self._hosts.workspace(workspace.subdomain)}/workspaces/{workspace.id}/contacts"

    async def _get(
        self,
        url: str,
        thing: str,
        params: Params | None = None,
        *,
        on_pause: OnPause | None = None,
    ) -> ApiResponse:
        is_heavy = not _SELECTS_A_SEGMENT.isdisjoint(params or ())
        async with self._heavy_reads if is_heavy else nullcontext():
            return await self._http.get(url, self._token, thing=thing, params=params, on_pause=on_pause)

    async def _one(
        self,
        url: str,
        any_id: str,
        parse: Callable[[object], T],
        thing: str,
        params: Params | None = None,
    ) -> T:
        if not could_be_id(any_id):  # it may be a token, which must not get into a URL
            raise NotAnId(thing)
        response = await self._get(f"{url}/{quote(any_id)}", thing, params)
        try:
            return parse(response.json)
        except (UnreadableRecord, RecursionError) as error:
            raise UnexpectedShape(response.host, f"it isn't a {thing}") from error

    def _list(
        self,
        url: str,
        parse: Callable[[object], Listed],
        name: str,
        thing: str,
        after: str | None,
        on_pause: OnPause | None,
        params: Params | None = None,
        *,
        may_repeat: bool = False,
    ) -> AsyncIterator[Page[Listed]]:
        async def fetch(cursor: str | None) -> Page[Listed]:
            page_params = {**(params or {}), **({"after": cursor} if cursor else {})}
            return _parse_page(await self._get(url, thing, page_params, on_pause=on_pause), parse)

        return paginate(fetch, after, name=name, may_repeat=may_repeat)


def _parse_page(response: ApiResponse, parse: Callable[[object], Listed]) -> Page[Listed]:
    if not isinstance(response.json, list):
        raise UnexpectedShape(response.host, "it isn't a list")
    items = tuple(parse_each(parse, response.json))
    return Page(items, response.next_cursor, unreadable=len(response.json) - len(items))
