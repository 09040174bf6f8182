"""The loaded rows that hold what somebody types."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from typing import overload

from wizard.api.contact import ContactRow
from wizard.contacts.browsing.packed_rows import PackedRows
from wizard.contacts.browsing.two_ended_list import TwoEndedList
from wizard.support.matching import fold

SLICE = 4_000
"""PackedRows to look through in one go: about two milliseconds."""


def filter_contacts(contacts: TwoEndedList, typed: str, before: Matches | None = None) -> Matches | None:
    """Give the rows that hold what is typed; None where nothing is.

    `before` is what was found for what was typed before: if the same is found now, or had been before a
    letter came, it is given again, and where less is, only that is looked through.
    """
    words = _words(typed)
    if not words:
        return None
    while before is not None and not before.has_all(contacts, words):
        before = before.within
    if before is not None and before.words == words:
        return before
    return Matches(contacts, words, before)


def _words(typed: str) -> frozenset[str]:
    """Give the words typed without those that are part of another one."""
    words = set(fold(typed).split())
    return frozenset(word for word in words if not any(word in other for other in words - {word}))


class Matches(Sequence[ContactRow]):
    """PackedRows of which every one of the words is part: of the name, the email, the phone number or a tag.

    `within` are the rows found for fewer of these words, or for parts of them. `look` has to be called until
    everything has been looked through, and again when more has come.
    """

    def __init__(self, contacts: TwoEndedList, words: frozenset[str], within: Matches | None) -> None:
        self.words = words
        """Without case and accents."""
        self.within = within
        self._contacts = contacts
        self._head: _End = _End(None if within is None else within._head)
        self._tail: _End = _End(None if within is None else within._tail)

    def has_all(self, contacts: TwoEndedList, words: frozenset[str]) -> bool:
        """Whether every contact that holds these words is among the ones here, once they have been found."""
        return contacts is self._contacts and all(any(one in word for word in words) for one in self.words)

    @property
    def is_done(self) -> bool:
        """Whether all that has come has been looked through."""
        head, tail = self._contacts.head, self._contacts.tail
        return self._head.seen == len(head.items) and (tail is None or self._tail.seen == len(tail.items))

    def look(self) -> None:
        """Look through one slice of what has not been."""
        self._head.look_through(self._contacts.head.items, self.words)
        if self._contacts.tail:
            self._tail.look_through(self._contacts.tail.items, self.words)

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
            return self._contacts.head.items[self._head.places[place]]
        return self._contacts.tail_row(self._tail.places[head + tail - 1 - place])

    def _counts(self) -> tuple[int, int]:
        head, tail = self._contacts.counts
        return bisect_left(self._head.places, head), bisect_left(self._tail.places, tail)


class _End:
    """What was found from one end of the list."""

    def __init__(self, within: _End | None) -> None:
        self.places = array("L")
        """Of the rows found, in their order."""
        self.seen = 0
        """PackedRows looked through so far."""
        self._within = within

    def look_through(self, rows: object, words: frozenset[str]) -> None:
        """Look through a slice of the rows after those seen; of those that `within` has seen, only at its."""
        assert isinstance(rows, PackedRows)
        within = self._within
        places: Sequence[int]
        if within is not None and self.seen < within.seen:
            first = bisect_left(within.places, self.seen)
            places = within.places[first : first + SLICE]
            stop = within.seen if first + SLICE >= len(within.places) else places[-1] + 1
        else:
            stop = min(self.seen + SLICE, len(rows))
            places = range(self.seen, stop)
        self.places.extend(rows.holding(words, places))
        self.seen = stop
