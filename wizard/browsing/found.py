"""The loaded rows that hold what somebody types."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from typing import overload

from wizard.contact import ContactRow
from wizard.matching import fold, fold_once

from .both_ends import BothEnds
from .rows import Rows

SLICE = 4_000
"""Rows to look through in one go: a few milliseconds."""


class Found(Sequence[ContactRow]):
    """Rows of which every word typed is part: of the name, the email, the phone number or a tag.

    Case and accents do not matter. `look` has to be called until everything has been looked through, and
    again when more has come.
    """

    def __init__(self, contacts: BothEnds, typed: str) -> None:
        self._contacts = contacts
        self._words = fold(typed).split()
        self._head = array("L")
        self._tail = array("L")
        self._seen_head = 0
        self._seen_tail = 0

    def look(self) -> bool:
        """Look through one slice of what has not been; whether there is more to look through."""
        contacts = self._contacts
        self._seen_head = self._look_through(contacts.head.items, self._seen_head, self._head)
        if contacts.tail:
            self._seen_tail = self._look_through(contacts.tail.items, self._seen_tail, self._tail)
        tail_is_left = contacts.tail is not None and self._seen_tail < len(contacts.tail.items)
        return tail_is_left or self._seen_head < len(contacts.head.items)

    def __len__(self) -> int:
        head, tail = self._counts()
        return head + tail

    @overload
    def __getitem__(self, place: int) -> ContactRow: ...

    @overload
    def __getitem__(self, place: slice) -> list[ContactRow]: ...

    def __getitem__(self, place: int | slice) -> ContactRow | list[ContactRow]:
        """Give one row, or several."""
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        head, tail = self._counts()
        if not 0 <= place < head + tail:
            raise IndexError(place)
        if place < head:
            return self._contacts.head.items[self._head[place]]
        return self._contacts.tail_row(self._tail[head + tail - 1 - place])

    def _counts(self) -> tuple[int, int]:
        head, tail = self._contacts.counts
        return bisect_left(self._head, head), bisect_left(self._tail, tail)

    def _look_through(self, items: object, seen: int, places: array[int]) -> int:
        assert isinstance(items, Rows)
        stop = min(seen + SLICE, len(items))
        places.extend(items.matches(seen, stop, self._fits))
        return stop

    def _fits(self, text: str) -> bool:
        folded = fold_once(text)
        return all(word in folded for word in self._words)
