"""What ClickFunnels offers to one token: teams, workspaces, contacts and their tags."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from typing import TypeVar
from urllib.parse import quote

from wizard.api import parsing
from wizard.api.contact import Contact, Count, Details, Tag
from wizard.api.contact_query import ALL_CONTACTS, ContactQuery
from wizard.api.errors import BadRequest, NotAllowed, NotAnId, NotFound, NotJson, UnexpectedShape
from wizard.api.hosts import Hosts
from wizard.api.http_client import HttpClient, OnWait
from wizard.api.list_names import LIST_OF_CONTACTS, LIST_OF_TEAMS, tags_of, workspaces_of
from wizard.api.models import Team, Workspace, could_be_id
from wizard.api.pagination import Page, Record, walk
from wizard.api.responses import Answer
from wizard.support.secret import Token

_CONTACT = "contact"
_WORKSPACE_WITH_THIS_ID = "workspace with this id"

T = TypeVar("T")
Listed = TypeVar("Listed", bound=Record)


class ClickFunnels:
    """The API as one token sees it.

    Lists come page by page as they arrive, from the cursor `after` if one is given. Every method
    raises an `ApiError`, one type a cause, and tells `on_wait` of pauses before further tries.
    """

    def __init__(self, http: HttpClient, hosts: Hosts, token: Token) -> None:
        self._http = http
        self._hosts = hosts
        self._token = token

    @property
    def was_rate_limited(self) -> bool:
        """Whether ClickFunnels has asked to slow down in this run."""
        return self._http.was_rate_limited

    def teams(self, after: str | None = None, on_wait: OnWait | None = None) -> AsyncIterator[Page[Team]]:
        """List the teams that the token reaches."""
        url = f"{self._hosts.accounts}/teams"
        return self._list(url, parsing.parse_team, LIST_OF_TEAMS, LIST_OF_TEAMS, after, on_wait)

    def workspaces(
        self, team: Team, after: str | None = None, on_wait: OnWait | None = None
    ) -> AsyncIterator[Page[Workspace]]:
        """List the workspaces of `team`."""
        url = f"{self._hosts.accounts}/teams/{team.id}/workspaces"
        name = workspaces_of(team.name)
        return self._list(url, parsing.parse_workspace, name, "team with this id", after, on_wait)

    def contacts(
        self,
        workspace: Workspace,
        query: ContactQuery = ALL_CONTACTS,
        after: str | None = None,
        on_wait: OnWait | None = None,
    ) -> AsyncIterator[Page[Contact]]:
        """List the contacts of `workspace`: the identified ones, oldest first unless asked otherwise."""
        return self.contact_pages(workspace, query, parsing.parse_contact, after, on_wait)

    def contact_pages(
        self,
        workspace: Workspace,
        query: ContactQuery,
        make: Callable[[object], Listed],
        after: str | None = None,
        on_wait: OnWait | None = None,
    ) -> AsyncIterator[Page[Listed]]:
        """List the contacts of `workspace` as `contacts` does, each as `make` makes it."""
        url = self._contacts_url(workspace)
        name, thing = LIST_OF_CONTACTS, _WORKSPACE_WITH_THIS_ID
        by_update = query.sort_property == "updated_at"
        return self._list(url, make, name, thing, after, on_wait, query.params(), may_repeat=by_update)

    def tags(
        self, workspace: Workspace, after: str | None = None, on_wait: OnWait | None = None
    ) -> AsyncIterator[Page[Tag]]:
        """List the contact tags of `workspace`."""
        url = f"{self._contacts_url(workspace)}/tags"
        name = tags_of(workspace.name)
        return self._list(url, parsing.parse_tag, name, _WORKSPACE_WITH_THIS_ID, after, on_wait)

    async def team(self, any_id: str, on_wait: OnWait | None = None) -> Team:
        """Fetch one team by its id or public id."""
        return await self._one(f"{self._hosts.accounts}/teams", any_id, parsing.parse_team, "team", on_wait)

    async def workspace(self, any_id: str, on_wait: OnWait | None = None) -> Workspace:
        """Fetch one workspace by its id or public id."""
        url = f"{self._hosts.accounts}/workspaces"
        return await self._one(url, any_id, parsing.parse_workspace, "workspace", on_wait)

    async def contact(self, workspace: Workspace, any_id: str, on_wait: OnWait | None = None) -> Contact:
        """Fetch one contact of `workspace` by its id or public id."""
        url = f"{self._hosts.workspace(workspace.subdomain)}/contacts"
        return await self._one(url, any_id, parsing.parse_contact, _CONTACT, on_wait)

    async def contact_page(
        self,
        workspace: Workspace,
        query: ContactQuery,
        after: str | None,
        make: Callable[[object], Listed],
        on_wait: OnWait | None = None,
    ) -> Page[Listed]:
        """Fetch one page of the contacts of `workspace`, each as `make` makes it."""
        params = query.params() | ({"after": after} if after else {})
        answer = await self._http.get(
            self._contacts_url(workspace),
            self._token,
            thing=_WORKSPACE_WITH_THIS_ID,
            params=params,
            on_wait=on_wait,
        )
        return _page(answer, make)

    async def details(self, workspace: Workspace, any_id: str, on_wait: OnWait | None = None) -> Details:
        """Fetch everything about one contact of `workspace`, by its id or public id."""
        url = f"{self._hosts.workspace(workspace.subdomain)}/contacts"
        return await self._one(url, any_id, parsing.parse_details, _CONTACT, on_wait)

    def dashboard_url(self, workspace: Workspace, contact: Contact) -> str | None:
        """Where the dashboard shows a contact; None where the API is not ClickFunnels' own.

        ClickFunnels describes this address nowhere: it is that of the dashboard's list, with the id that the
        dashboard uses for other parsing.
        """
        dashboard = self._hosts.dashboard(workspace.subdomain)
        return f"{dashboard}/contacts/{contact.public_id or contact.id}" if dashboard else None

    async def count_contacts(self, workspace: Workspace, on_wait: OnWait | None = None) -> Count | None:
        """Ask how many contacts `workspace` has; None where it is not told.

        Source: the stats endpoint, a closed beta that most workspaces refuse.
        """
        url = f"{self._hosts.workspace(workspace.subdomain)}/workspaces/{workspace.id}/stats"
        params = {"resource": "contact", "count": "true"}
        try:
            answer = await self._http.get(
                url, self._token, thing=_WORKSPACE_WITH_THIS_ID, params=params, on_wait=on_wait
            )
            return parsing.parse_count(answer.json)
        except (NotAllowed, NotFound, BadRequest, UnexpectedShape, NotJson, parsing.UnreadableRecord):
            return None

    def _contacts_url(self, workspace: Workspace) -> str:
        return f"{self._hosts.workspace(workspace.subdomain)}/workspaces/{workspace.id}/contacts"

    async def _one(
        self, url: str, any_id: str, make: Callable[[object], T], thing: str, on_wait: OnWait | None
    ) -> T:
        if not could_be_id(any_id):  # it may be a token, which must not get into an address
            raise NotAnId(thing)
        answer = await self._http.get(f"{url}/{quote(any_id)}", self._token, thing=thing, on_wait=on_wait)
        try:
            return make(answer.json)
        except (parsing.UnreadableRecord, RecursionError) as error:
            raise UnexpectedShape(answer.host, f"it is no {thing}") from error

    def _list(
        self,
        url: str,
        make: Callable[[object], Listed],
        name: str,
        thing: str,
        after: str | None,
        on_wait: OnWait | None,
        params: Mapping[str, str] | None = None,
        *,
        may_repeat: bool = False,
    ) -> AsyncIterator[Page[Listed]]:
        async def fetch(cursor: str | None) -> Page[Listed]:
            asked = {**(params or {}), **({"after": cursor} if cursor else {})}
            answer = await self._http.get(url, self._token, thing=thing, params=asked, on_wait=on_wait)
            return _page(answer, make)

        return walk(fetch, after, name=name, may_repeat=may_repeat)


def _page(answer: Answer, make: Callable[[object], Listed]) -> Page[Listed]:
    if not isinstance(answer.json, list):
        raise UnexpectedShape(answer.host, "it is no list")
    items = tuple(parsing.parse_each(make, answer.json))
    return Page(items, answer.next_cursor, unreadable=len(answer.json) - len(items))
