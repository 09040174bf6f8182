"""A list split into ranges of ids, and what has arrived of each. It sends no requests itself."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Generic

from wizard.api.contact_list import T
from wizard.api.pagination import Page

MIN_CONTACTS = 100
"""Contacts that both parts must be expected to contain, or a range isn't split."""
_ONE_PAGE = 30
"""Up to this many expected contacts, a range is loaded from one end only."""


class UnexpectedPage(Exception):
    """A page that doesn't fit the list's documented order."""


@dataclass(eq=False, slots=True)
class RangeEnd(Generic[T]):
    """One end of a range, and how far loading from there has come."""

    position: int
    """The position of the last contact loaded from this end, or of the one it starts at."""
    is_forward: bool
    items: list[T] = field(default_factory=list)
    is_busy: bool = False
    """Whether a request is in flight."""
    has_more: bool = False
    """Whether a page said that there are more contacts after `position`."""


@dataclass(eq=False, slots=True)
class IdRange(Generic[T]):
    """What lies between two contacts of the list, or between one and the end of the list."""

    forward: RangeEnd[T]
    backward: RangeEnd[T] | None = None
    last: T | None = None
    """The contact that ends it, which belongs to it; None at the end of the list."""
    is_complete: bool = False
    searches: int = 0
    """How many searches in a row found nothing to split it at."""

    @property
    def gap(self) -> float:
        """How many positions are still unknown."""
        return self.backward.position - self.forward.position - 1 if self.backward else math.inf


class IdRanges(Generic[T]):
    """The list after some contact, split into ranges in the list's order.

    A position is an id, or its negative if the newest come first, so that positions always grow.
    """

    def __init__(self, first: Sequence[T], sign: int) -> None:
        """Start after the list's `first` contacts."""
        position = sign * first[-1].id
        self._sign = sign
        self._ranges: deque[IdRange[T]] = deque([IdRange(RangeEnd(position, is_forward=True, has_more=True))])
        self._covered = position - sign * first[0].id
        self._count = len(first) - 1
        self.waiting = 0
        """Contacts that have arrived but haven't been taken."""

    @property
    def is_done(self) -> bool:
        """Whether everything has been taken."""
        return not self._ranges

    def incomplete(self) -> Iterator[IdRange[T]]:
        """Give the ranges that aren't complete, in order."""
        return (span for span in self._ranges if not span.is_complete)

    def idle_ends(self, front: int) -> Iterator[RangeEnd[T]]:
        """Give the ends of the first `front` incomplete ranges that are ready for a request, in order."""
        for span in islice(self.incomplete(), front):
            is_short = self.expected(span) <= _ONE_PAGE
            ends = [end for end in (span.forward, span.backward) if end]
            if not (is_short and any(end.is_busy for end in ends)):
                yield from [end for end in ends if not end.is_busy][: 1 if is_short else 2]

    def expected(self, span: IdRange[T]) -> float:
        """Estimate how many contacts a range still contains, from how far apart the known ones are."""
        if not span.backward:
            return 0
        return span.gap * (self._count / self._covered) if self._covered else span.gap

    def close(self, last: T) -> RangeEnd[T] | None:
        """End the open range at the list's last contact, and give its new backward end.

        None if loading has come that far already.
        """
        span = self._ranges[-1]
        position = self._sign * last.id
        if span.is_complete or position <= span.forward.position:
            return None
        span.backward, span.last = RangeEnd(position, is_forward=False), last
        self._ranges.append(IdRange(RangeEnd(position, is_forward=True)))
        self.waiting += 1
        return span.backward

    def split(self, record: T) -> bool:
        """Split a range at a contact found inside it, unless one part would be small."""
        position = self._sign * record.id
        for index, span in enumerate(self._ranges):
            if span.is_complete or not span.backward or position >= span.backward.position:
                continue
            if position <= span.forward.position:
                return False
            density = self.expected(span) / max(1, span.gap)
            smaller = min(position - span.forward.position, span.backward.position - position)
            if smaller * density < MIN_CONTACTS:
                return False
            start = RangeEnd[T](position, is_forward=True)
            rest = IdRange(start, span.backward, span.last)
            span.backward, span.last = RangeEnd(position, is_forward=False), record
            self._ranges.insert(index + 1, rest)
            self.waiting += 1
            return True
        return False

    def receive(self, end: RangeEnd[T], page: Page[T]) -> None:
        """Add the page after one end of a range. Raises `UnexpectedPage`."""
        end.is_busy = False
        span = next((one for one in self.incomplete() if end in (one.forward, one.backward)), None)
        if span is None:
            return
        check_order(page, end.position, self._sign if end.is_forward else -self._sign, self._sign)
        check_readable(page)
        other = span.backward if end.is_forward else span.forward
        new = [item for item in page.items if other is None or self._is_before(item, other)]
        end.items += new
        self.waiting += len(new)
        if len(new) < len(page.items):
            span.is_complete = True
        elif page.next_cursor is None:
            if other is not None or (end.has_more and not page.items):
                raise UnexpectedPage("the pages ended before the end of the range")
            span.is_complete = True
        if new:
            position = self._sign * new[-1].id
            self._covered += abs(position - end.position)
            self._count += len(new)
            end.position, end.has_more = position, True
        if span.gap <= 0:
            span.is_complete = True

    def take(self) -> list[T]:
        """Give what comes next in the list, as far as it has arrived."""
        taken: list[T] = []
        while self._ranges:
            span = self._ranges[0]
            taken += span.forward.items
            span.forward.items = []
            if not span.is_complete:
                break
            if span.backward:
                taken += reversed(span.backward.items)
            if span.last is not None:
                taken.append(span.last)
            self._ranges.popleft()
        self.waiting -= len(taken)
        return taken

    def _is_before(self, item: T, other: RangeEnd[T]) -> bool:
        position = self._sign * item.id
        return position > other.position if other.is_forward else position < other.position


def check_order(page: Page[T], after: float, step: int, sign: int) -> None:
    """Check that a page is in order and starts beyond the position `after`. Raises `UnexpectedPage`.

    `step` is 1 if ids must grow and -1 if they must shrink; an id times `sign` is a position.
    """
    before = after * sign
    for item in page.items:
        if (item.id - before) * step <= 0:
            raise UnexpectedPage("a page is out of order")
        before = item.id


def check_readable(page: Page[T]) -> None:
    """Check that every record could be read and that the cursor is the last one's id.

    Raises `UnexpectedPage`, because the position of an unreadable record is unknown.
    """
    if page.unreadable:
        raise UnexpectedPage("a page has records that could not be read")
    if page.next_cursor is not None and not page.ends_at_cursor:
        raise UnexpectedPage("a page ends with another contact than its cursor")
