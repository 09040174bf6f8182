"""How a list is cut into spans, and what has come of each: no requests, only what they brought."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Generic

from wizard.api.pagination import Page
from wizard.contacts.walking.source import T

SMALL = 200
"""Contacts that both parts of a span have to be expected to hold, or it is not split."""
_ONE_PAGE = 30
"""Contacts expected up to which one end of a span is enough."""


class UnexpectedPage(Exception):
    """A page that does not fit the list's documented order."""


@dataclass(eq=False, slots=True)
class RangeEnd(Generic[T]):
    """One end of a span, and how far the walk from it has come."""

    reached: int
    """The position of the last contact it has come to, or of the one it starts at."""
    is_forward: bool
    moment: float | None = None
    """When the contact reached was added, in seconds since the epoch."""
    items: list[T] = field(default_factory=list)
    is_busy: bool = False
    """Whether a request is under way."""
    is_promised: bool = False
    """Whether a page said that more follows where the walk stands."""


@dataclass(eq=False, slots=True)
class Range(Generic[T]):
    """What lies between two contacts of the list, or between one and the list's end."""

    forward: RangeEnd[T]
    backward: RangeEnd[T] | None = None
    last: T | None = None
    """The contact that ends it, and belongs to it; with the list's end there is none."""
    is_whole: bool = False

    @property
    def room(self) -> float:
        """How many positions are still unknown."""
        return self.backward.reached - self.forward.reached - 1 if self.backward else math.inf


class Ranges(Generic[T]):
    """The list from one contact on, cut into spans in its order.

    A position is an id, negative where the newest come first, so that positions always grow.
    """

    def __init__(self, first: Sequence[T], sign: int, moment: float | None = None) -> None:
        """Begin after the list's `first` contacts; `moment` is when the last of them was added."""
        reached = sign * first[-1].id
        self._sign = sign
        self._spans: deque[Range[T]] = deque(
            [Range(RangeEnd(reached, is_forward=True, moment=moment, is_promised=True))]
        )
        self._covered = reached - sign * first[0].id
        self._count = len(first) - 1
        self.waiting = 0
        """Contacts that have come and are not yet taken."""

    @property
    def is_done(self) -> bool:
        """Whether everything has been taken."""
        return not self._spans

    def open(self) -> Iterator[Range[T]]:
        """Give the spans of which something is missing, in order."""
        return (span for span in self._spans if not span.is_whole)

    def lanes(self, front: int) -> Iterator[RangeEnd[T]]:
        """Give the lanes of the first `front` spans that a request could move on, in order."""
        for span in islice(self.open(), front):
            is_short = self.expected(span) <= _ONE_PAGE
            lanes = [lane for lane in (span.forward, span.backward) if lane]
            if not (is_short and any(lane.is_busy for lane in lanes)):
                yield from [lane for lane in lanes if not lane.is_busy][: 1 if is_short else 2]

    def expected(self, span: Range[T]) -> float:
        """How many contacts a span may still hold, judged by how far apart the known ones are."""
        if not span.backward:
            return 0
        return span.room * (self._count / self._covered) if self._covered else span.room

    def close(self, last: T, moment: float | None) -> RangeEnd[T] | None:
        """Let the open end begin after the list's last contact; gives the lane back from there.

        None where the walk has come as far already.
        """
        span = self._spans[-1]
        position = self._sign * last.id
        if span.is_whole or position <= span.forward.reached:
            return None
        span.backward, span.last = RangeEnd(position, is_forward=False, moment=moment), last
        self._spans.append(Range(RangeEnd(position, is_forward=True, moment=moment)))
        self.waiting += 1
        return span.backward

    def split(self, record: T, moment: float | None) -> bool:
        """Cut a span at a contact that was found in it; not where little would be won."""
        position = self._sign * record.id
        for index, span in enumerate(self._spans):
            if span.is_whole or not span.backward or position >= span.backward.reached:
                continue
            if position <= span.forward.reached:
                return False
            each = self.expected(span) / max(1, span.room)
            smaller = min(position - span.forward.reached, span.backward.reached - position)
            if smaller * each < SMALL:
                return False
            rest = Range(RangeEnd(position, is_forward=True, moment=moment), span.backward, span.last)
            span.backward, span.last = RangeEnd(position, is_forward=False, moment=moment), record
            self._spans.insert(index + 1, rest)
            self.waiting += 1
            return True
        return False

    def receive(self, lane: RangeEnd[T], page: Page[T], moment: float | None) -> None:
        """Take the page that moved a lane on. Raises `UnexpectedPage`."""
        lane.is_busy = False
        span = next((one for one in self.open() if lane in (one.forward, one.backward)), None)
        if span is None:
            return
        check(page, lane.reached, self._sign if lane.is_forward else -self._sign, self._sign)
        check_whole(page)
        other = span.backward if lane.is_forward else span.forward
        fresh = [item for item in page.items if other is None or self._lies_before(item, other)]
        lane.items += fresh
        self.waiting += len(fresh)
        if len(fresh) < len(page.items):
            span.is_whole = True
        elif page.next_cursor is None:
            if other is not None or (lane.is_promised and not page.items):
                raise UnexpectedPage("a walk ended before its end was reached")
            span.is_whole = True
        if fresh:
            reached = self._sign * fresh[-1].id
            self._covered += abs(reached - lane.reached)
            self._count += len(fresh)
            lane.reached, lane.moment, lane.is_promised = reached, moment, True
        if span.room <= 0:
            span.is_whole = True

    def take(self) -> list[T]:
        """Give what is next in the list's order, as far as it has come."""
        taken: list[T] = []
        while self._spans:
            span = self._spans[0]
            taken += span.forward.items
            span.forward.items = []
            if not span.is_whole:
                break
            if span.backward:
                taken += reversed(span.backward.items)
            if span.last is not None:
                taken.append(span.last)
            self._spans.popleft()
        self.waiting -= len(taken)
        return taken

    def _lies_before(self, item: T, other: RangeEnd[T]) -> bool:
        position = self._sign * item.id
        return position > other.reached if other.is_forward else position < other.reached


def check(page: Page[T], after: float, step: int, sign: int) -> None:
    """Check that a page keeps to its order, beyond the position it was asked after. Raises `UnexpectedPage`.

    `step` is 1 where ids have to grow, -1 where they have to shrink; `sign` makes an id a position.
    """
    before = after * sign
    for item in page.items:
        if (item.id - before) * step <= 0:
            raise UnexpectedPage("a page is out of order")
        before = item.id


def check_whole(page: Page[T]) -> None:
    """Check that every record could be read, and that the last one is the next page's cursor.

    Raises `UnexpectedPage`: nobody can tell where in the list an unreadable record belongs.
    """
    if page.unreadable:
        raise UnexpectedPage("a page has records that could not be read")
    if page.next_cursor is not None and not page.ends_at_cursor:
        raise UnexpectedPage("a page ends with another contact than it says")
