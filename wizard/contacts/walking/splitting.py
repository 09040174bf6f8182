"""Splits long ranges of a list at contacts in their middle, which are found by guessing ids."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Generic

from wizard.api.contact_list import ContactList, T
from wizard.api.errors import ApiError, RateLimited
from wizard.api.pagination import Page
from wizard.contacts.walking.ranges import IdRange, IdRanges, RangeEnd

Receive = Callable[[Page[T]], None]
Request = tuple[Callable[[], Awaitable[Page[T]]], Receive[T]]
"""Fetches a page, and receives it."""

_LONG = 800
"""Expected contacts from which on a range is worth splitting."""
_FREE_SEARCHES, _CONTACTS_PER_SEARCH = 4, 400
"""Searches to send in any case, and expected contacts for which one more is worth it if none finds any."""
_MAX_IDS, _MAX_CHARACTERS = 240, 3_600
"""The most ids in one request, and their length in a URL, where each comma takes three characters."""
_WINDOWS, _HITS = 6, 3
"""Windows of consecutive ids in one request, and contacts to expect in each: all must fit on a page."""
_GOLDEN_RATIO = 0.618
"""Multiples of it, modulo 1, are spread evenly from 0 to 1."""


class Splitter(Generic[T]):
    """Asks for a few small windows of ids, spread evenly over a range. Whatever exists splits it.

    Where ids are too rare for that, every third search asks for the contacts that were updated just after or
    before one end of the range, which may be contacts from anywhere.

    ClickFunnels doesn't document how many ids it accepts, so each rejection halves them. There is one search
    at a time, because it may not allow many filtered requests at once.
    """

    def __init__(self, source: ContactList[T], ranges: IdRanges[T]) -> None:
        self._source = source
        self._ranges = ranges
        self._max_ids = _MAX_IDS
        self._sent = 0
        self._expected = 0.0
        """How many contacts the list may have."""
        self._is_searching = False

    def search(self, spans: Sequence[IdRange[T]]) -> Request[T] | None:
        """Prepare a search in the first long range; None if it isn't worth it."""
        if self._is_searching:
            return None
        self._expected = max(self._expected, sum(map(self._ranges.expected, spans)))
        if self._sent >= _FREE_SEARCHES + self._expected / _CONTACTS_PER_SEARCH:
            return None
        long = (span for span in spans if self._ranges.expected(span) >= _LONG)
        span = min(long, key=lambda span: span.searches, default=None)
        if span is None or span.backward is None:
            return None
        self._is_searching = True
        self._sent += 1
        if span.searches % 3 == 2 or self._max_ids < _WINDOWS:
            fetch = partial(self._fetch_updated, span.backward if span.searches % 2 else span.forward)
        else:
            fetch = partial(self._fetch_guessed, self._guess(span))
        return fetch, partial(self._split, span)

    def _guess(self, span: IdRange[T]) -> list[int]:
        first, gap = span.forward.position + 1, int(span.gap)
        most = min(self._max_ids, _MAX_CHARACTERS // (len(str(abs(first))) + 3)) // _WINDOWS
        width = min(most, int(_HITS * gap / self._ranges.expected(span)) + 1)
        shift = span.searches * _GOLDEN_RATIO % 1
        starts = (first + int(gap * (place + shift) / (_WINDOWS + 1)) for place in range(1, _WINDOWS + 1))
        return [abs(start + step) for start in starts for step in range(width)]

    async def _fetch_guessed(self, ids: Sequence[int]) -> Page[T]:
        try:
            found = await self._source.find(ids, on_pause=lambda _: True)
        except RateLimited:
            return Page(())
        except ApiError:
            self._max_ids //= 2
            return Page(())
        if not {item.id for item in found} <= set(ids):  # the server ignores the filter
            self._max_ids = 0
            return Page(())
        return Page(found)

    async def _fetch_updated(self, end: RangeEnd[T]) -> Page[T]:
        try:
            return await self._source.page(
                str(abs(end.position)),
                newest_first=not end.is_forward,
                by_update=True,
                on_pause=lambda _: True,
            )
        except ApiError:
            return Page(())

    def _split(self, span: IdRange[T], page: Page[T]) -> None:
        self._is_searching = False
        splits = [self._ranges.split(item) for item in page.items]
        span.searches = 0 if any(splits) else span.searches + 1
