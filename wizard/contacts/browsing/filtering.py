"""Filter the loaded contacts by what is typed."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import overload

from wizard.api.contact import ContactRow
from wizard.contacts.browsing.packed_rows import PackedRows
from wizard.contacts.browsing.two_ended_list import Loaded, TwoEndedList
from wizard.support.matching import fold

SLICE = 4_000
"""Rows to search at once: about two milliseconds."""


@dataclass(frozen=True, slots=True)
class MatchingRows(Sequence[ContactRow]):
    """The loaded rows that were found to match at one moment."""

    filter: Filter
    loaded: Loaded
    head_count: int
    tail_count: int
    is_finished: bool
    """Whether every loaded row had been searched."""

    def __len__(self) -> int:
        return self.head_count + self.tail_count

    @overload
    def __getitem__(self, place: int) -> ContactRow: ...

    @overload
    def __getitem__(self, place: slice) -> list[ContactRow]: ...

    def __getitem__(self, place: int | slice) -> ContactRow | list[ContactRow]:
        """Return one row, or several."""
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        if not 0 <= place < len(self):
            raise IndexError(place)
        if place < self.head_count:
            return self.loaded.head[self.filter.head.matches[place]]
        return self.loaded.tail[self.filter.tail.matches[len(self) - 1 - place]]


def filter_contacts(contacts: TwoEndedList, typed: str, before: Filter | None = None) -> Filter | None:
    """Return a filter for what is typed, or None if nothing is.

    `before` is the filter for what was typed before. If the same words match, it is returned again, as is the
    filter it narrowed down when a letter is taken back. If more is typed, only its matches are searched.
    """
    words = _words(typed)
    if not words:
        return None
    while before is not None and not before.includes(contacts, words):
        before = before.within
    if before is not None and before.words == words:
        return before
    return Filter(contacts, words, before)


def _words(typed: str) -> frozenset[str]:
    """Return the words typed, without those that are part of another one."""
    words = set(fold(typed).split())
    return frozenset(word for word in words if not any(word in other for other in words - {word}))


class Filter:
    """Finds rows with every word somewhere in the name, email, phone number or tags.

    `within` is the filter for fewer of these words, or for parts of them. Call `search` until `rows` says it
    is finished, and again whenever more rows are loaded.
    """

    def __init__(self, contacts: TwoEndedList, words: frozenset[str], within: Filter | None) -> None:
        self.words = words
        """Without case and accents."""
        self.within = within
        self._contacts = contacts
        self.head: Searched = Searched(None if within is None else within.head)
        self.tail: Searched = Searched(None if within is None else within.tail)

    def includes(self, contacts: TwoEndedList, words: frozenset[str]) -> bool:
        """Return whether every contact with these words matches this filter too."""
        return contacts is self._contacts and all(any(one in word for word in words) for one in self.words)

    def search(self) -> None:
        """Search one more slice of each end of the list."""
        self.head.search(self._contacts.head.items, self.words)
        if self._contacts.tail:
            self.tail.search(self._contacts.tail.items, self.words)

    @property
    def rows(self) -> MatchingRows:
        """The matches found so far."""
        head, tail, loaded = self._contacts.head, self._contacts.tail, self._contacts.loaded
        return MatchingRows(
            self,
            loaded,
            bisect_left(self.head.matches, loaded.head_count),
            bisect_left(self.tail.matches, loaded.tail_count),
            self.head.count == len(head.items) and (tail is None or self.tail.count == len(tail.items)),
        )


class Searched:
    """What has been found in one end of the list so far."""

    def __init__(self, within: Searched | None) -> None:
        self.matches = array("L")
        """The places of the matching rows, in order."""
        self.count = 0
        """Rows searched so far."""
        self._within = within

    def search(self, rows: object, words: frozenset[str]) -> None:
        """Search the next slice; where `within` has searched already, only its matches."""
        assert isinstance(rows, PackedRows)
        within = self._within
        places: Sequence[int]
        if within is not None and self.count < within.count:
            first = bisect_left(within.matches, self.count)
            places = within.matches[first : first + SLICE]
            stop = within.count if first + SLICE >= len(within.matches) else places[-1] + 1
        else:
            stop = min(self.count + SLICE, len(rows))
            places = range(self.count, stop)
        self.matches.extend(rows.matching(words, places))
        self.count = stop
