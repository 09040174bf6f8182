"""The contacts of a workspace as one list that can be read from anywhere, in either order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Generic, Literal, Protocol, TypeVar

from wizard.api.client import ClickFunnels
from wizard.api.contact_query import ContactQuery
from wizard.api.errors import BadRequest, NotFound
from wizard.api.http_types import OnPause
from wizard.api.models import Workspace
from wizard.api.pagination import Page


class ListedContact(Protocol):
    """A contact in a list: its id is its position."""

    @property
    def id(self) -> int:
        """The API's numeric id."""


T = TypeVar("T", bound=ListedContact)


class PageStore(Protocol[T]):
    """Keeps the pages of a list, and gives them when they are asked for again."""

    def find(self, after: str | None, *, newest_first: bool) -> Page[T] | None:
        """Give the page after a cursor, of any length, if it's known."""

    def add(self, after: str | None, page: Page[T], *, newest_first: bool) -> None:
        """Keep the page after a cursor; an empty one if there's none."""

    def add_found(self, items: Iterable[T]) -> None:
        """Keep contacts from anywhere in the list."""


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
        self._store: PageStore[T] | None = None

    def keeping(self, store: PageStore[T]) -> ContactList[T]:
        """Give the same list, with its pages kept in `store`, and not asked for if they are there."""
        kept = ContactList(self._api, self._workspace, self._query, self._parse)
        kept._store = store
        return kept

    def keep(self, after: str | None, items: tuple[T, ...]) -> None:
        """Keep contacts that came another way: those after a cursor, oldest first."""
        if self._store:
            self._store.add(after, Page(items, str(items[-1].id)), newest_first=False)

    async def page(
        self,
        after: str | None,
        *,
        newest_first: bool,
        by_update: bool = False,
        on_pause: OnPause | None = None,
    ) -> Page[T]:
        """Fetch the page after the contact with this id, ordered by id or by the last update."""
        store = self._store
        if store and not by_update and (known := store.find(after, newest_first=newest_first)):
            return known
        order: Literal["id", "updated_at"] = "updated_at" if by_update else "id"
        query = self._query._replace(newest_first=newest_first, sort_property=order)
        try:
            page = await self._api.contact_page(self._workspace, query, after, self._parse, on_pause)
        except (NotFound, BadRequest):
            if store and not by_update:
                store.add(after, Page(()), newest_first=newest_first)
            raise
        if store and by_update:
            store.add_found(page.items)
        elif store:
            store.add(after, page, newest_first=newest_first)
        return page

    async def find(self, ids: Collection[int], on_pause: OnPause | None = None) -> tuple[T, ...]:
        """Fetch the contacts that have one of these ids, 20 at most."""
        wanted = set(ids) & set(self._query.ids) if self._query.ids else set(ids)
        if not wanted:
            return ()
        query = self._query._replace(ids=tuple(sorted(wanted)), sort_property="id")
        page = await self._api.contact_page(self._workspace, query, None, self._parse, on_pause)
        if self._store:
            self._store.add_found(page.items)
        return page.items
