"""The contacts of a workspace as one list that can be read from anywhere, in either order."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Generic, Protocol, TypeVar

from wizard.api.client import ClickFunnels
from wizard.api.contact_query import ContactQuery
from wizard.api.http_types import OnPause
from wizard.api.models import Workspace
from wizard.api.pagination import Page


class ListedContact(Protocol):
    """A contact in a list: its id is its position, and its times tell where others may be."""

    @property
    def id(self) -> int:
        """The API's numeric id."""

    @property
    def created_at(self) -> str | None:
        """When it was added: ISO 8601, in UTC."""

    @property
    def updated_at(self) -> str | None:
        """When it was last updated: ISO 8601, in UTC."""


T = TypeVar("T", bound=ListedContact)


class ContactList(Generic[T]):
    """The contacts that match the filters of `query`, each converted from JSON by `parse`.

    The query's order doesn't matter: every page is requested in an order of its own. Every method may raise
    an `ApiError`.
    """

    def __init__(
        self, api: ClickFunnels, workspace: Workspace, query: ContactQuery, parse: Callable[[object], T]
    ) -> None:
        self._api = api
        self._workspace = workspace
        self._query = query
        self._parse = parse

    async def page(
        self,
        after: str | None,
        *,
        newest_first: bool,
        by_update: bool = False,
        on_pause: OnPause | None = None,
    ) -> Page[T]:
        """Fetch the page after the contact with this id, ordered by id or by the last update."""
        query = replace(
            self._query, newest_first=newest_first, sort_property="updated_at" if by_update else "id"
        )
        return await self._api.contact_page(self._workspace, query, after, self._parse, on_pause)

    async def existing(self, ids: Collection[int]) -> set[int]:
        """Say which of these ids, 20 at most, are in the list."""
        wanted = set(ids) & set(self._query.ids) if self._query.ids else set(ids)
        if not wanted:
            return set()
        query = replace(self._query, ids=tuple(sorted(wanted)))
        page = await self._api.contact_page(self._workspace, query, None, self._parse)
        return {item.id for item in page.items}
