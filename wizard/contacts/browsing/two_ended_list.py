"""A list of contacts that loads from both of its ends, so that its last rows show at once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import overload

from wizard.api.contact import ContactRow
from wizard.api.live_list import LiveList, LoadState, LoadStatus, Store
from wizard.contacts.browsing.summary import Summary

AHEAD = 100
"""Rows to load beyond the visible ones."""


@dataclass(frozen=True, slots=True)
class Loaded(Sequence[ContactRow | None]):
    """The rows loaded at one moment, in the list's order. None stands for the gap between the two ends.

    It costs nothing to make: rows are only ever added at the end of `head` and `tail`, so two counts tell
    which of them are meant.
    """

    head: Store[ContactRow]
    """The list's first rows."""
    tail: Store[ContactRow]
    """The list's last rows, the very last one first."""
    head_count: int
    tail_count: int
    is_complete: bool
    """Whether this is every row of the list."""
    status: LoadStatus
    """How loading goes at the end that is being loaded, or has failed."""
    unreadable: int
    """How many records could not be read."""

    @property
    def contact_count(self) -> int:
        """How many contacts are loaded."""
        return self.head_count + self.tail_count

    @property
    def gap(self) -> int | None:
        """The row of the gap."""
        return self.head_count if self.tail_count and not self.is_complete else None

    @property
    def has_end(self) -> bool:
        """Whether the last row is the list's last."""
        return self.is_complete or self.gap is not None

    def moved_since(self, before: Loaded) -> tuple[int, int] | None:
        """Return a row of `before` and how many rows further down it and all below it are now, if any."""
        return None if before.gap is None else (before.gap + 1, len(self) - len(before))

    def __len__(self) -> int:
        return self.contact_count + (self.gap is not None)

    @overload
    def __getitem__(self, place: int) -> ContactRow | None: ...

    @overload
    def __getitem__(self, place: slice) -> list[ContactRow | None]: ...

    def __getitem__(self, place: int | slice) -> ContactRow | list[ContactRow | None] | None:
        """Return one row, or several."""
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        if not 0 <= place < len(self):
            raise IndexError(place)
        if place < self.head_count:
            return self.head[place]
        return None if place == self.gap else self.tail[len(self) - 1 - place]


class TwoEndedList:
    """The contacts of one query, in its order.

    `head` loads from the beginning. `tail` is the same list in the other order, and loads once the end has
    been asked for.
    """

    def __init__(self, head: LiveList[ContactRow], make_tail: Callable[[], LiveList[ContactRow]]) -> None:
        self.head = head
        self.tail: LiveList[ContactRow] | None = None
        self._make_tail = make_tail
        self._met: tuple[int, int] | None = None
        """How many rows of the head and of the tail make the whole list, once the two have met."""
        self._compared = (0, 0)
        self._summary = Summary()

    @property
    def loaded(self) -> Loaded:
        """What is loaded now."""
        if self.tail is None:
            head_count, tail_count = len(self.head.items), 0
        else:
            head_count, tail_count = self._counts(self.tail)
        is_complete = self._met is not None or self.head.status.state is LoadState.COMPLETE
        tail = None if self.head.status.state is LoadState.COMPLETE else self.tail
        return Loaded(
            self.head.items,
            [] if self.tail is None else self.tail.items,
            head_count,
            tail_count,
            is_complete,
            self._status(None if is_complete else tail),
            self.head.status.unreadable + (tail.status.unreadable if tail else 0),
        )

    @property
    def summary(self) -> Summary:
        """A summary of the rows of the head. Only those that are new since the last time cost anything."""
        self._summary.add(self.head.items[self._summary.count :])
        return self._summary

    def load_end(self) -> None:
        """Load the last rows, unless they are loaded."""
        if not self.loaded.is_complete:
            self.tail = self.tail or self._make_tail()
            self.tail.load(1)

    def load_around(self, first: int, last: int) -> None:
        """Load missing rows near those from `first` to `last`. After a failure, wait for `retry`."""
        loaded = self.loaded
        if loaded.is_complete or loaded.status.state is LoadState.FAILED:
            return
        head = loaded.head_count
        if last + AHEAD >= head and first <= head:
            self.head.load(min(last, head) + 1 + AHEAD)
        if self.tail and loaded.tail_count and first - AHEAD <= head < last:
            self.tail.load(len(loaded) - max(first, head) + AHEAD)

    def load_all(self) -> None:
        """Load every row."""
        if not self.loaded.is_complete:
            self.head.load()

    def retry(self) -> None:
        """Continue loading where it failed."""
        for end in (self.head, self.tail):
            if end and end.status.state is LoadState.FAILED:
                end.load(len(end.items) + 1)

    def stop(self) -> None:
        """Stop loading; loaded rows stay."""
        self.head.stop()
        if self.tail:
            self.tail.stop()

    def _status(self, tail: LiveList[ContactRow] | None) -> LoadStatus:
        if self._met:
            return self.head.status
        views = [self.head.status] + ([tail.status] if tail else [])
        for state in (LoadState.FAILED, LoadState.LOADING):
            for view in views:
                if view.state is state:
                    return view
        return self.head.status

    def _counts(self, tail: LiveList[ContactRow]) -> tuple[int, int]:
        """Return how many rows of each end to show: none twice, once the two have met."""
        if self._met is None and self.head.status.state is LoadState.COMPLETE:
            return len(self.head.items), 0
        counts = len(self.head.items), len(tail.items)
        if self._met is None and counts != self._compared:
            new_in_head = [self.head.items[place].id for place in range(self._compared[0], counts[0])]
            new_in_tail = [tail.items[place].id for place in range(self._compared[1], counts[1])]
            self._compared = counts
            if any(map(tail.has, new_in_head)) or any(map(self.head.has, new_in_tail)):
                first_in_both = bisect_left(
                    range(counts[0]), True, key=lambda place: tail.has(self.head.items[place].id)
                )
                self._met = first_in_both, counts[1]
        return self._met or counts
