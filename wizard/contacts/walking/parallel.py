"""Loads many pages at once: ranges of the list from both of their ends, split where they're long."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from functools import partial
from itertools import islice
from typing import Generic

from wizard.api.contact_list import ContactList, T
from wizard.api.errors import BadRequest, NotFound
from wizard.api.pagination import Page
from wizard.contacts.walking.concurrency import ConcurrencyLimit
from wizard.contacts.walking.ranges import (
    IdRanges,
    RangeEnd,
    UnexpectedPage,
    check_order,
    check_readable,
)
from wizard.contacts.walking.split_points import SplitPoints, timestamp

_LONG = 800
"""Expected contacts from which on a range is worth splitting."""
_MAX_SEARCHES = 4
"""Requests at once that may look for split points."""
_FRONT = 16
"""Ranges, from the first on, that are loaded at the same time."""
_MAX_WAITING = 100_000
"""Contacts that may wait for those before them; with more, only the first few ranges are loaded."""
_SHORT_FRONT = 4

Received = tuple[Callable[[Page[T]], None], Page[T]]


class ParallelWalk(Generic[T]):
    """Loads a list after the id `after`, or from its start. Used once."""

    def __init__(
        self,
        source: ContactList[T],
        *,
        newest_first: bool,
        after: int | None,
        concurrency: ConcurrencyLimit,
    ) -> None:
        self._source = source
        self._newest_first = newest_first
        self._sign = -1 if newest_first else 1
        self._after = after
        self._concurrency = concurrency
        self._split_points = SplitPoints()
        self._searches = 0
        self._tasks: set[asyncio.Task[Received[T]]] = set()
        self._finished: asyncio.Queue[asyncio.Task[Received[T]]] = asyncio.Queue()
        self._paused_until = 0.0
        self.pages = 0
        """Pages fetched so far."""
        self.waiting = 0
        """Contacts that have arrived and wait for those before them."""

    async def batches(self) -> AsyncGenerator[list[T], None]:
        """Give the contacts in order, as they arrive. A batch is empty if all of it waits for others.

        Raises `UnexpectedPage`, and the first `ApiError`.
        """
        after = None if self._after is None else str(self._after)
        first = await self._fetch(after, newest_first=self._newest_first)
        start = -math.inf if self._after is None else self._sign * self._after
        check_order(first, start, self._sign, self._sign)
        check_readable(first)
        if after and not first.items:
            raise UnexpectedPage("nothing follows the contact to continue from")
        yield list(first.items)
        if first.next_cursor is None:
            return
        self._split_points.add(first.items)
        ranges = IdRanges(first.items, self._sign, timestamp(first.items[-1].created_at))
        try:
            fetch_last = partial(self._fetch, None, newest_first=not self._newest_first)
            self._start(fetch_last, partial(self._close, ranges))
            while not ranges.is_done:
                self._start_requests(ranges)
                task = await self._finished.get()
                self._tasks.discard(task)
                receive, page = task.result()
                receive(page)
                taken = ranges.take()
                self.waiting = ranges.waiting
                yield taken
        finally:
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    def _start_requests(self, ranges: IdRanges[T]) -> None:
        """Send as many requests as allowed: for the first ranges, then for split points."""
        free = self._concurrency.allowed - len(self._tasks)
        if free <= 0 or (self._tasks and time.monotonic() < self._paused_until):
            return
        front = _SHORT_FRONT if ranges.waiting > _MAX_WAITING else _FRONT
        ends = list(islice(ranges.idle_ends(front), free))
        for end in ends:
            end.is_busy = True
            after, newest_first = str(self._sign * end.position), self._newest_first == end.is_forward
            fetch = partial(self._fetch, after, newest_first=newest_first)
            self._start(fetch, partial(self._extend, ranges, end))
        for _ in range(min(free - len(ends), _MAX_SEARCHES - self._searches)):
            longest = max(islice(ranges.incomplete(), front), key=ranges.expected, default=None)
            if longest is None or ranges.expected(longest) < _LONG:
                return
            cursor = self._split_points.choose(longest, self.pages)
            if cursor is not None:
                self._searches += 1
                self._start(partial(self._search, cursor), partial(self._split, ranges))

    def _start(self, fetch: Callable[[], Awaitable[Page[T]]], receive: Callable[[Page[T]], None]) -> None:
        async def run() -> Received[T]:
            return receive, await fetch()

        task = asyncio.create_task(run(), name="load a page")
        self._tasks.add(task)
        task.add_done_callback(self._finished.put_nowait)

    def _close(self, ranges: IdRanges[T], page: Page[T]) -> None:
        """Receive the list's last page."""
        if not page.items:
            return
        check_order(page, math.inf, -self._sign, self._sign)
        check_readable(page)
        last = page.items[0]
        end = ranges.close(last, timestamp(last.created_at))
        if end and len(page.items) > 1:
            self._extend(ranges, end, Page(page.items[1:], page.next_cursor))

    def _extend(self, ranges: IdRanges[T], end: RangeEnd[T], page: Page[T]) -> None:
        """Receive the next page of one end of a range."""
        self._split_points.add(page.items)
        ranges.receive(end, page, timestamp(page.items[-1].created_at) if page.items else None)

    def _split(self, ranges: IdRanges[T], page: Page[T]) -> None:
        """Receive contacts from the middle of the list."""
        self._searches -= 1
        splits = sum(ranges.split(item, timestamp(item.created_at)) for item in page.items)
        self._split_points.report(splits, self.pages)

    async def _search(self, cursor: int) -> Page[T]:
        """Fetch a page ordered by update; it's empty if the contact is gone."""
        try:
            return await self._fetch(str(cursor), newest_first=self._newest_first, by_update=True)
        except UnexpectedPage:
            return Page(())

    async def _fetch(self, after: str | None, *, newest_first: bool, by_update: bool = False) -> Page[T]:
        started = time.monotonic()
        has_paused = False

        def on_pause(seconds: float) -> None:
            nonlocal has_paused
            has_paused = True
            now = time.monotonic()
            if now >= self._paused_until:
                self._concurrency.failed()
            self._paused_until = max(self._paused_until, now + seconds)

        try:
            page = await self._source.page(
                after, newest_first=newest_first, by_update=by_update, on_pause=on_pause
            )
        except (NotFound, BadRequest) as error:
            if after is None:
                raise
            raise UnexpectedPage("a contact that was listed no longer exists") from error
        if not (has_paused or page.is_known):
            self._concurrency.succeeded(time.monotonic() - started)
        self.pages += 1
        return page
