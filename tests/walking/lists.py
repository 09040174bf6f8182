"""Lists of contacts as the API serves them, or as a misbehaving server does."""

from __future__ import annotations

import asyncio
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from wizard.api.errors import NotFound
from wizard.api.http_types import OnPause
from wizard.api.pagination import Page

PAGE = 20
_START = datetime(2024, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Person:
    id: int
    created_at: str | None = None
    updated_at: str | None = None


def person(number: int, days: float = 0.0) -> Person:
    """A contact added `number` minutes after the start, and updated days later."""
    created = _START + timedelta(minutes=number)
    return Person(number, created.isoformat(), (created + timedelta(days=days)).isoformat())


def people(
    ids: Iterable[int], days: Callable[[int], float] = lambda number: number * 7919 % 90
) -> list[Person]:
    return [person(number, days(number)) for number in sorted(ids)]


class PagedList:
    """A list in memory that may change between pages. `seen` contains the requested pages, in order.

    A cursor that is no longer listed gets what `lost` says: the right page all the same, the list's
    first page, an empty one, or a 404.
    """

    def __init__(self, persons: Iterable[Person], lost: str = "right") -> None:
        self.persons = sorted(persons, key=lambda one: one.id)
        self.lost = lost
        self.seen: list[tuple[str | None, bool, bool]] = []
        self.guesses: list[list[int]] = []
        """The ids asked for, in order."""
        self.before: Callable[[int], None] = lambda count: None
        """Called before each page with the number of pages served, to change the list."""
        self.dawdle: Callable[[], int] = lambda: 1
        """How many iterations of the event loop a page takes."""
        self.twist: Callable[[Page[Person]], Page[Person]] = lambda page: page

    @property
    def ids(self) -> list[int]:
        return [one.id for one in self.persons]

    async def page(
        self,
        after: str | None,
        *,
        newest_first: bool,
        by_update: bool = False,
        on_pause: OnPause | None = None,
    ) -> Page[Person]:
        for _ in range(self.dawdle()):
            await asyncio.sleep(0)
        self.before(len(self.seen))
        self.seen.append((after, newest_first, by_update))
        return self.twist(self._cut(after, newest_first, by_update))

    async def find(self, ids: Collection[int], on_pause: OnPause | None = None) -> tuple[Person, ...]:
        for _ in range(self.dawdle()):
            await asyncio.sleep(0)
        self.guesses.append(list(ids))
        wanted = set(ids)
        return tuple(one for one in self.persons if one.id in wanted)[:PAGE]

    def _cut(self, after: str | None, newest_first: bool, by_update: bool) -> Page[Person]:
        persons, ids = self.persons, self.ids
        if after is not None and int(after) not in ids:
            if self.lost == "first page":
                after = None
            elif self.lost == "empty page":
                return Page(())
            elif self.lost == "404":
                raise NotFound("contact")
        if by_update:
            ordered = sorted(persons, key=lambda one: (one.updated_at or "", one.id), reverse=newest_first)
            place = next((i for i, one in enumerate(ordered) if str(one.id) == after), len(ordered))
            rest = ordered if after is None else ordered[place + 1 :]
        elif newest_first:
            rest = (persons if after is None else persons[: bisect_left(ids, int(after))])[::-1]
        else:
            rest = persons if after is None else persons[bisect_right(ids, int(after)) :]
        items = tuple(rest[:PAGE])
        return Page(items, str(items[-1].id) if len(rest) > PAGE else None)
