"""Lists walked page by page, to their very end and no further."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from wizard.api.errors import EndlessList


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
    unreadable: int = 0
    """How many records of the page could not be read, and are left out."""

    @property
    def ends_at_cursor(self) -> bool:
        """Whether more follows, and the cursor is the last record's id, as documented."""
        return bool(self.items) and self.next_cursor == str(self.items[-1].id)

    @property
    def is_empty(self) -> bool:
        """Whether there is no record on it, readable or not."""
        return not (self.items or self.unreadable)

    @property
    def is_last(self) -> bool:
        """Whether the list ends here: no next page is named, or the page is empty."""
        return self.next_cursor is None or self.is_empty


_SHOWN_OF_CURSOR = 40
"""Characters of a cursor that messages show: it can be any text."""


class CursorTrail:
    """The cursors of one walk, each good for one page, and how long nothing could be read."""

    _MOST_UNREADABLE = 20
    """Pages in a row with nothing but unreadable records."""

    def __init__(self, name: str, after: str | None = None) -> None:
        self._name = name
        self._cursors = {after}
        self._unreadable: list[int] = []
        """How many records could not be read on each of the last pages, which had no others."""

    def follow(self, page: Page[T]) -> str | None:
        """Give the cursor of the next page, None at the end.

        Raises `EndlessList` for a cursor that was used before, and where page after page can't be read.
        """
        cursor = page.next_cursor
        if cursor is None or page.is_last:
            return None
        self._unreadable = [] if page.items else [*self._unreadable, page.unreadable]
        if len(self._unreadable) == self._MOST_UNREADABLE:
            raise EndlessList(
                f"{sum(self._unreadable):,} records in a row in the {self._name} could not be "
                f"read, so the list ends here."
            )
        if cursor in self._cursors:
            raise EndlessList(
                f"{_repeats(self._name)}: it gave the cursor {cursor[:_SHOWN_OF_CURSOR]} for the second time."
            )
        self._cursors.add(cursor)
        return cursor


async def walk(
    fetch: Callable[[str | None], Awaitable[Page[T]]],
    after: str | None = None,
    *,
    name: str = "list",
    may_repeat: bool = False,
) -> AsyncIterator[Page[T]]:
    """Give the pages that `fetch` brings for one cursor after another, each record once.

    `after` is the cursor to begin at, for a walk that goes on where another one broke off. `name` is the
    list's, for errors. A list that `may_repeat` is in the order of updates: a record that is updated during
    the walk comes again, and can be all that is left for the last page.

    Raises `EndlessList`, after the last new records, for a cursor used before and for a page that brings
    nothing new; whatever `fetch` raises passes through.
    """
    trail = CursorTrail(name, after)
    ids: set[int] = set()
    cursor = after
    while True:
        page = await fetch(cursor)
        fresh = {item.id: item for item in page.items if item.id not in ids}
        if page.items and not fresh and not (may_repeat and page.is_last):
            raise nothing_new(name, cursor)
        ids.update(fresh)
        yield Page(tuple(fresh.values()), page.next_cursor, page.unreadable)
        cursor = trail.follow(page)
        if cursor is None:
            return


def nothing_new(name: str, cursor: str | None) -> EndlessList:
    """Give the error for a page that contains nothing but what came before."""
    page = "the first page" if cursor is None else f"the page after {cursor[:_SHOWN_OF_CURSOR]}"
    return EndlessList(f"{_repeats(name)}: {page} brought nothing new.")


def _repeats(name: str) -> str:
    return f"In the {name}, ClickFunnels sends the same page again and again"
