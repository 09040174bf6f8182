"""Where to look for contacts in the middle of a list, of which only the ends are known."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence
from datetime import datetime

from wizard.api.contact_list import ListedContact, T
from wizard.contacts.walking.ranges import IdRange

_GOLDEN_RATIO = 0.618
"""Multiples of it, modulo 1, are spread evenly from 0 to 1."""
_MAX_FAILURES = 4


def timestamp(text: str | None) -> float | None:
    """Give an ISO 8601 time as seconds since the epoch."""
    try:
        return datetime.fromisoformat(text).timestamp() if text else None
    except (ValueError, OverflowError):
        return None


class SplitPoints:
    """Chooses contacts after which to fetch a page in the order of updates.

    Such a page contains contacts from all over the list, mostly those added shortly before that time. So for
    a range of contacts added between two times, it chooses a known contact that was updated in between.
    While that finds nothing new, it's done less and less often.
    """

    def __init__(self) -> None:
        self._known: list[tuple[float, int]] = []
        """Update times and ids, in that order."""
        self._chosen = 0
        self._failures = 0
        self._not_before = 0

    def add(self, items: Sequence[ListedContact]) -> None:
        """Remember useful contacts of a page: all of the first page, the two extremes of any other."""
        updates = [(when, item.id) for item in items if (when := timestamp(item.updated_at)) is not None]
        if self._known and updates:
            updates = [min(updates), max(updates)]
        for update in updates:
            insort(self._known, update)

    def choose(self, span: IdRange[T], pages: int) -> int | None:
        """Give the id after which to look for contacts inside a range, after `pages` pages so far."""
        if not self._known or span.backward is None or pages < self._not_before:
            return None
        first, last = span.forward.added_at, span.backward.added_at
        if first is None or last is None:
            return None
        self._chosen += 1
        wanted = first + (last - first) * (self._chosen * _GOLDEN_RATIO % 1)
        index = bisect_left(self._known, (wanted, 0))
        near = [i for i in (index - 1, index) if 0 <= i < len(self._known)]
        return self._known.pop(min(near, key=lambda i: abs(self._known[i][0] - wanted)))[1]

    def report(self, splits: int, pages: int) -> None:
        """Learn how many times a page split the list."""
        self._failures = 0 if splits else self._failures + 1
        if self._failures >= _MAX_FAILURES:
            self._failures, self._not_before = 0, pages * 2
