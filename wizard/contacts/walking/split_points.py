"""Where to look for contacts in the middle of a list, of which only the ends are known."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence
from datetime import datetime

from wizard.contacts.walking.ranges import Range
from wizard.contacts.walking.source import Listed, T

_GOLDEN = 0.618
"""Steps of this part of a whole fall evenly on all of it."""
_TRIES = 4


def moment(text: str | None) -> float | None:
    """Give an ISO 8601 time as seconds since the epoch."""
    try:
        return datetime.fromisoformat(text).timestamp() if text else None
    except (ValueError, OverflowError):
        return None


class SplitPoints:
    """Chooses contacts after which to ask for a page in the order of updates.

    Such a page holds contacts from all over the list, above all those added shortly before that time.
    So for a span whose contacts were added between two times, a known contact is chosen that was
    updated in between. Where that brings nothing new, ever fewer pages are spent on it.
    """

    def __init__(self) -> None:
        self._known: list[tuple[float, int]] = []
        self._asked = 0
        self._in_vain = 0
        self._not_before = 0

    def learn(self, items: Sequence[Listed]) -> None:
        """Keep the contacts of a page that may serve: all of the first, of others two extremes."""
        updates = [(when, item.id) for item in items if (when := moment(item.updated_at)) is not None]
        if self._known and updates:
            updates = [min(updates), max(updates)]
        for update in updates:
            insort(self._known, update)

    def choose(self, span: Range[T], pages: int) -> int | None:
        """Give the id after which to ask, for contacts within the span; `pages` have come so far."""
        if not self._known or span.backward is None or pages < self._not_before:
            return None
        first, last = span.forward.moment, span.backward.moment
        if first is None or last is None:
            return None
        self._asked += 1
        wanted = first + (last - first) * (self._asked * _GOLDEN % 1)
        place = bisect_left(self._known, (wanted, 0))
        near = [one for one in (place - 1, place) if 0 <= one < len(self._known)]
        return self._known.pop(min(near, key=lambda one: abs(self._known[one][0] - wanted)))[1]

    def found(self, splits: int, pages: int) -> None:
        """Learn whether a page was worth it: into how many spans more it cut the list."""
        self._in_vain = 0 if splits else self._in_vain + 1
        if self._in_vain >= _TRIES:
            self._in_vain, self._not_before = 0, pages * 2
