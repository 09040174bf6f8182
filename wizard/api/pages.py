"""Lists walked page by page, to their very end and no further."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from .errors import EndlessList


class Record(Protocol):
    """Anything listed has an id of its own."""

    @property
    def id(self) -> int:
        """The API's numeric id."""


T = TypeVar("T", bound=Record)


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Up to 20 records of a list."""

    items: tuple[T, ...]
    next_cursor: str | None = None
    """None where the list ends."""
    broken: int = 0
    """How many records of the page could not be read, and are left out."""


async def walk(
    fetch: Callable[[str | None], Awaitable[Page[T]]], after: str | None = None
) -> AsyncIterator[Page[T]]:
    """Give the pages that `fetch` brings for one cursor after another, each record once.

    `after` is the cursor to begin at, for a walk that goes on where another one broke off.

    Raises `EndlessList`, after the last new records, where the cursor does not move on or a
    page before the last brings nothing that was not seen before; whatever `fetch` raises passes through.
    """
    cursors = {after}
    ids: set[int] = set()
    cursor = after
    while True:
        page = await fetch(cursor)
        fresh = {item.id: item for item in page.items if item.id not in ids}
        if page.items and not fresh and page.next_cursor:
            raise EndlessList
        ids.update(fresh)
        yield Page(tuple(fresh.values()), page.next_cursor, page.broken)
        cursor = page.next_cursor
        if cursor is None or not (page.items or page.broken):
            return
        if cursor in cursors:
            raise EndlessList
        cursors.add(cursor)
