"""Loads many pages at once: ranges of the list from both of their ends, split where they're long."""

from __future__ import annotations

import asyncio
import math
import time
from collections import deque
from collections.abc import AsyncGenerator
from functools import partial
from itertools import islice
from typing import Generic

from wizard.api.contact_list import ContactList, T
from wizard.api.errors import BadRequest, NotFound, RateLimited, ServiceTrouble
from wizard.api.pagination import Page
from wizard.contacts.walking.concurrency import ConcurrencyLimit
from wizard.contacts.walking.ranges import (
    IdRanges,
    UnexpectedPage,
    check_order,
    check_readable,
)
from wizard.contacts.walking.splitting import Receive, Request, Splitter

_MAX_WAITING = 100_000
"""Contacts that may wait for those before them; with more, only the first few ranges are loaded."""
_SHORT_FRONT = 4


class _Postponed(Exception):
    """The server was busy while other requests were in flight; the pause it needs is over."""


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
        self._tasks: set[asyncio.Task[tuple[Receive[T], Page[T]]]] = set()
        self._finished: asyncio.Queue[asyncio.Task[tuple[Receive[T], Page[T]]]] = asyncio.Queue()
        self._postponed: deque[Request[T]] = deque()
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
        ranges = IdRanges(first.items, self._sign)
        splitter = Splitter(self._source, ranges)
        try:
            fetch_last = partial(self._fetch, None, newest_first=not self._newest_first)
            self._start((fetch_last, partial(self._close, ranges)))
            while not ranges.is_done:
                self._start_requests(ranges, splitter)
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

    def _start_requests(self, ranges: IdRanges[T], splitter: Splitter[T]) -> None:
        """Send as many requests as allowed: for split points while there are few ranges, then for pages."""
        allowed = self._concurrency.allowed
        if self._tasks and time.monotonic() < self._paused_until:
            return
        while self._postponed and len(self._tasks) < allowed:
            self._start(self._postponed.popleft())
        front = list(islice(ranges.incomplete(), _SHORT_FRONT if ranges.waiting > _MAX_WAITING else allowed))
        if len(self._tasks) < allowed and len(front) < allowed:
            search = splitter.search(front)
            if search:
                self._start(search)
        ends = islice(ranges.idle_ends(len(front)), max(0, allowed - len(self._tasks)))
        for end in list(ends):
            end.is_busy = True
            after, newest_first = str(self._sign * end.position), self._newest_first == end.is_forward
            fetch = partial(self._fetch, after, newest_first=newest_first)
            self._start((fetch, partial(ranges.receive, end)))

    def _start(self, request: Request[T]) -> None:
        fetch, receive = request

        async def run() -> tuple[Receive[T], Page[T]]:
            try:
                return receive, await fetch()
            except _Postponed:
                return lambda _: self._postponed.append(request), Page(())

        task = asyncio.create_task(run(), name="load a page")
        self._tasks.add(task)
        task.add_done_callback(self._finished.put_nowait)

    def _close(self, ranges: IdRanges[T], page: Page[T]) -> None:
        """Receive the list's last page."""
        if not page.items:
            return
        check_order(page, math.inf, -self._sign, self._sign)
        check_readable(page)
        end = ranges.close(page.items[0])
        if end and len(page.items) > 1:
            ranges.receive(end, Page(page.items[1:], page.next_cursor))

    async def _fetch(self, after: str | None, *, newest_first: bool) -> Page[T]:
        is_postponed = False

        def on_pause(seconds: float) -> bool:
            nonlocal is_postponed
            now = time.monotonic()
            if now >= self._paused_until:
                self._concurrency.failed()
            self._paused_until = max(self._paused_until, now + seconds)
            is_postponed = len(self._tasks) > 1
            return is_postponed

        try:
            page = await self._source.page(after, newest_first=newest_first, on_pause=on_pause)
        except (NotFound, BadRequest) as error:
            if after is None:
                raise
            raise UnexpectedPage("a contact that was listed no longer exists") from error
        except (RateLimited, ServiceTrouble) as error:
            if is_postponed:
                raise _Postponed from error
            raise
        self._concurrency.succeeded()
        self.pages += 1
        return page
