"""The contacts of a workspace as one list, to be walked from anywhere and in either order."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Generic, TypeVar

from wizard.api.client import ClickFunnels
from wizard.api.contact_query import ContactQuery
from wizard.api.http_client import OnWait
from wizard.api.models import Workspace
from wizard.api.pagination import Page, Record

T = TypeVar("T", bound=Record)


class ContactList(Generic[T]):
    """The contacts that `query` filters, each as `make` makes it of the API's JSON.

    The query's order does not matter here: each page is asked for in an order of its own.
    """

    def __init__(
        self, api: ClickFunnels, workspace: Workspace, query: ContactQuery, make: Callable[[object], T]
    ) -> None:
        self._api = api
        self._workspace = workspace
        self._query = query
        self._make = make

    async def page(
        self, after: str | None, *, newest_first: bool, by_update: bool = False, on_wait: OnWait | None = None
    ) -> Page[T]:
        """Fetch the page after the contact with this id, ordered by id or by the last update."""
        query = replace(
            self._query, newest_first=newest_first, sort_property="updated_at" if by_update else "id"
        )
        return await self._api.contact_page(self._workspace, query, after, self._make, on_wait)

    async def existing(self, ids: Collection[int]) -> set[int]:
        """Tell which of these ids, twenty at most, are in the list."""
        asked = set(ids) & set(self._query.ids) if self._query.ids else set(ids)
        if not asked:
            return set()
        query = replace(self._query, ids=tuple(sorted(asked)))
        page = await self._api.contact_page(self._workspace, query, None, self._make)
        return {item.id for item in page.items}
