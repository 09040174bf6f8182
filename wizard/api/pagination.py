"""Cursor pagination: pages of a list up to its end, with protection from lists that never end."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Generic, NamedTuple, Protocol, TypeVar

from wizard.api.errors import EndlessList

_SHOWN_OF_CURSOR = 40
"""Characters of a cursor that messages show: it can be any text."""


class Record(Protocol):
    """Anything that is listed has an id."""

    @property
    def id(self) -> int:
        """The API's numeric id."""


T = TypeVar("T", bound=Record)


class Page(NamedTuple, Generic[T]):
    """Up to 20 records of a list."""

    items: tuple[T, ...]
    next_cursor: str | None = None
    """None at the end of the list."""
    unreadable: int = 0
    """How many records of the page couldn't be read and are left out."""

    @property
    def ends_at_cursor(self) -> bool:
        """Whether there are more pages, and the cursor is the last record's id, as documented."""
        return bool(self.items) and self.next_cursor == str(self.items[-1].id)

    @property
    def is_empty(self) -> bool:
        """Whether it has no records, readable or not."""
        return not (self.items or self.unreadable)

    @property
    def is_last(self) -> bool:
        """Whether the list ends here: it has no cursor, or it's empty."""
        return self.next_cursor is None or self.is_empty


class Cursors:
    """The cursors used so far, each allowed once."""

    _MAX_UNREADABLE_PAGES = 20
    """Pages in a row on which no record could be read."""

    def __init__(self, name: str, after: str | None = None) -> None:
        """Start at the cursor `after`; `name` is the list's name in error messages."""
        self._name = name
        self._used = {after}
        self._unreadable: list[int] = []
        """How many records couldn't be read on each of the last pages, if they had no others."""

    def next(self, page: Page[T]) -> str | None:
        """Give the cursor of the next page, or None at the end.

        Raises `EndlessList` if the cursor was used before, or if page after page can't be read.
        """
        cursor = page.next_cursor
        if cursor is None or page.is_last:
            return None
        self._unreadable = [] if page.items else [*self._unreadable, page.unreadable]
        if len(self._unreadable) == self._MAX_UNREADABLE_PAGES:
            raise EndlessList(
                f"Gave up on the {self._name}: {sum(self._unreadable):,} records in a row could not be read."
            )
        if cursor in self._used:
            shown = cursor[:_SHOWN_OF_CURSOR]
            raise EndlessList(f"{_repeats(self._name)}: it returned the cursor {shown} twice.")
        self._used.add(cursor)
        return cursor


async def paginate(
    fetch: Callable[[str | None], Awaitable[Page[T]]],
    after: str | None = None,
    *,
    name: str = "list",
    may_repeat: bool = False,
) -> AsyncIterator[Page[T]]:
    """Give the pages that `fetch` returns for one cursor after another, with each record only once.

    `after` is the cursor to start from, to continue a list. `name` is the list's name in error messages.
    Set `may_repeat` for lists ordered by update: a record updated meanwhile appears again, and may be the
    only one on the last page.

    Raises `EndlessList`, after the last new records, if a cursor comes twice or a page contains nothing new,
    and whatever `fetch` raises.
    """
    cursors = Cursors(name, after)
    ids: set[int] = set()
    cursor = after
    while True:
        page = await fetch(cursor)
        new = {item.id: item for item in page.items if item.id not in ids}
        if page.items and not new and not (may_repeat and page.is_last):
            raise nothing_new(name, cursor)
        ids.update(new)
        yield Page(tuple(new.values()), page.next_cursor, page.unreadable)
        cursor = cursors.next(page)
        if cursor is None:
            return


def nothing_new(name: str, cursor: str | None) -> EndlessList:
    """Give the error for a page after `cursor` that contains only records of earlier pages."""
    page = "the first page" if cursor is None else f"the page after {cursor[:_SHOWN_OF_CURSOR]}"
    return EndlessList(f"{_repeats(name)}: {page} contained nothing new.")


def _repeats(name: str) -> str:
    return f"ClickFunnels keeps sending the same page of the {name}"
