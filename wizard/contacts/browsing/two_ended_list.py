"""A list that is known from both of its ends: what has come of it, with the gap in between."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import overload

from wizard.api.contact import ContactRow
from wizard.api.live_list import LiveList, LoadState, LoadStatus

AHEAD = 100
"""PackedRows to have beyond those in sight."""


class TwoEndedList(Sequence[ContactRow | None]):
    """The rows of a list in its order; None stands for those in between that are not loaded.

    The head is loaded from the list's beginning. The tail is the same list in the other order, loaded once
    somebody has asked for the end; its rows stand at the end, in the list's order.
    """

    def __init__(self, head: LiveList[ContactRow], make_tail: Callable[[], LiveList[ContactRow]]) -> None:
        self.head = head
        self.tail: LiveList[ContactRow] | None = None
        self._make_tail = make_tail
        self._met: tuple[int, int] | None = None
        self._seen = (0, 0)

    @property
    def is_complete(self) -> bool:
        """Whether every row has come."""
        return self._met is not None or self.head.status.state is LoadState.COMPLETE

    @property
    def counts(self) -> tuple[int, int]:
        """How many rows of the head, and of the tail, there are to show."""
        if self._met:
            return self._met
        if self.tail is None or self.head.status.state is LoadState.COMPLETE:
            return len(self.head.items), 0
        return len(self.head.items), len(self.tail.items)

    @property
    def gap(self) -> int | None:
        """The place of the gap."""
        head, tail = self.counts
        return head if tail and not self._met else None

    @property
    def loaded(self) -> int:
        """How many contacts there are to show."""
        return sum(self.counts)

    @property
    def unreadable(self) -> int:
        """How many records could not be read."""
        tail = self.tail if self.head.status.state is not LoadState.COMPLETE else None
        return self.head.status.unreadable + (tail.status.unreadable if tail else 0)

    @property
    def status(self) -> LoadStatus:
        """How the loading stands: that of the end that is being loaded, or that has failed."""
        views = [self.head.status] + ([self.tail.status] if self.tail and not self.is_complete else [])
        for state in (LoadState.FAILED, LoadState.LOADING):
            for view in views:
                if view.state is state and not self._met:
                    return view
        return self.head.status

    def ask_for_end(self) -> None:
        """Load the last rows, if they are not there."""
        if not self.is_complete:
            self.tail = self.tail or self._make_tail()
            self.tail.load(1)

    def want_around(self, first: int, last: int) -> None:
        """Load what is missing next to the rows from `first` to `last`, and some beyond.

        Where loading failed, it waits for `retry`.
        """
        if self.is_complete or self.status.state is LoadState.FAILED:
            return
        head, tail = self.counts
        if last + AHEAD >= head and first <= head:
            self.head.load(min(last, head) + 1 + AHEAD)
        if self.tail and tail and first - AHEAD <= head < last:
            self.tail.load(len(self) - max(first, head) + AHEAD)

    def want_all(self) -> None:
        """Load everything."""
        if not self.is_complete:
            self.head.load()

    def retry(self) -> None:
        """Go on where loading failed."""
        for end in (self.head, self.tail):
            if end and end.status.state is LoadState.FAILED:
                end.load(len(end.items) + 1)

    def stop(self) -> None:
        """Give up what is under way; what has come stays."""
        self.head.stop()
        if self.tail:
            self.tail.stop()

    def update(self) -> None:
        """Find out whether the head and the tail have met; call it when either has grown."""
        if self.tail is None or self._met:
            return
        head, tail = self._seen
        self._seen = len(self.head.items), len(self.tail.items)
        met = any(self.tail.has(self.head.items[place].id) for place in range(head, self._seen[0])) or any(
            self.head.has(self.tail.items[place].id) for place in range(tail, self._seen[1])
        )
        if met:
            self._met = bisect_left(range(self._seen[0]), True, key=self._is_in_tail), self._seen[1]

    def _is_in_tail(self, place: int) -> bool:
        """Whether the head's row at this place is one of the tail's: from the first on, all are."""
        return self.tail is not None and self.tail.has(self.head.items[place].id)

    def __len__(self) -> int:
        return self.loaded + (self.gap is not None)

    @overload
    def __getitem__(self, place: int) -> ContactRow | None: ...

    @overload
    def __getitem__(self, place: slice) -> list[ContactRow | None]: ...

    def __getitem__(self, place: int | slice) -> ContactRow | list[ContactRow | None] | None:
        """Give one row, or several."""
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        if not 0 <= place < len(self):
            raise IndexError(place)
        head, _ = self.counts
        if place < head:
            return self.head.items[place]
        if place == self.gap:
            return None
        return self.tail_row(len(self) - 1 - place)

    def tail_row(self, from_end: int) -> ContactRow:
        """Give a row by how many follow it."""
        assert self.tail
        return self.tail.items[from_end]
