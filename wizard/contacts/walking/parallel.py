"""The walk of many pages at once: spans moved on from both ends, and split where they prove long."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from functools import partial
from itertools import islice
from typing import Generic

from wizard.api.errors import BadRequest, NotFound
from wizard.api.http_client import OnWait
from wizard.api.pagination import Page
from wizard.api.retry import Wait
from wizard.contacts.walking.concurrency import ConcurrencyLimit
from wizard.contacts.walking.ranges import RangeEnd, Ranges, UnexpectedPage, check, check_whole
from wizard.contacts.walking.source import Source, T
from wizard.contacts.walking.split_points import SplitPoints, moment

_LONG = 800
"""Contacts expected from which on a span is worth splitting."""
_PROBES = 4
"""Pages at once that may be spent on finding out where to split."""
_FRONT = 16
"""Ranges, from the front on, that are worked on at the same time."""
_MOST_WAITING = 100_000
"""Contacts that may wait for those before them; beyond that only the very front is moved on."""
_VERY_FRONT = 4

Arrived = tuple[Callable[[Page[T]], None], Page[T]]


class ParallelWalk(Generic[T]):
    """Walks a list from `after` on, or from its beginning. Used once."""

    def __init__(
        self,
        source: Source[T],
        *,
        newest_first: bool,
        after: int | None,
        pace: ConcurrencyLimit,
        on_wait: OnWait,
    ) -> None:
        self._source = source
        self._newest_first = newest_first
        self._sign = -1 if newest_first else 1
        self._after = after
        self._pace = pace
        self._on_wait = on_wait
        self._probes = SplitPoints()
        self._probing = 0
        self._tasks: set[asyncio.Task[Arrived[T]]] = set()
        self._arrived: asyncio.Queue[asyncio.Task[Arrived[T]]] = asyncio.Queue()
        self._paused_until = 0.0
        self.pages = 0
        """Pages fetched so far."""
        self.waiting = 0
        """Contacts that have come, and wait for those before them."""

    async def batches(self) -> AsyncGenerator[list[T], None]:
        """Give the contacts in order, as they come: none where they wait for others.

        Raises `UnexpectedPage`, and the first `ApiError`.
        """
        after = None if self._after is None else str(self._after)
        first = await self._fetch(after, newest_first=self._newest_first)
        start = -math.inf if self._after is None else self._sign * self._after
        check(first, start, self._sign, self._sign)
        check_whole(first)
        if after and not first.items:
            raise UnexpectedPage("nothing follows the contact to go on from")
        yield list(first.items)
        if first.next_cursor is None:
            return
        self._probes.learn(first.items)
        last = first.items[-1]
        spans: Ranges[T] = Ranges(first.items, self._sign, moment(last.created_at))
        try:
            self._ask(partial(self._fetch, None, newest_first=not self._newest_first), self._close(spans))
            while not spans.is_done:
                self._fill(spans)
                task = await self._arrived.get()
                self._tasks.discard(task)
                use, page = task.result()
                use(page)
                taken = spans.take()
                self.waiting = spans.waiting
                yield taken
        finally:
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    def _fill(self, spans: Ranges[T]) -> None:
        """Start as many requests as the pace allows: the front first, then probes, if lanes run out."""
        free = self._pace.allowed - len(self._tasks)
        if free <= 0 or (self._tasks and time.monotonic() < self._paused_until):
            return
        front = _VERY_FRONT if spans.waiting > _MOST_WAITING else _FRONT
        lanes = list(islice(spans.lanes(front), free))
        for lane in lanes:
            lane.is_busy = True
            after, newest_first = str(self._sign * lane.reached), self._newest_first == lane.is_forward
            self._ask(partial(self._fetch, after, newest_first=newest_first), self._move(spans, lane))
        for _ in range(min(free - len(lanes), _PROBES - self._probing)):
            cursor = self._choose(spans, front)
            if cursor is not None:
                self._probing += 1
                self._ask(partial(self._probe, cursor), self._split(spans))

    def _choose(self, spans: Ranges[T], front: int) -> int | None:
        longest = max(islice(spans.open(), front), key=spans.expected, default=None)
        if longest is None or spans.expected(longest) < _LONG:
            return None
        return self._probes.choose(longest, self.pages)

    def _close(self, spans: Ranges[T]) -> Callable[[Page[T]], None]:
        def use(page: Page[T]) -> None:
            if not page.items:
                return
            check(page, math.inf, -self._sign, self._sign)
            check_whole(page)
            last = page.items[0]
            lane = spans.close(last, moment(last.created_at))
            if lane:
                rest = Page(page.items[1:], page.next_cursor)
                if rest.items:
                    self._move(spans, lane)(rest)

        return use

    def _move(self, spans: Ranges[T], lane: RangeEnd[T]) -> Callable[[Page[T]], None]:
        def use(page: Page[T]) -> None:
            self._probes.learn(page.items)
            spans.receive(lane, page, moment(page.items[-1].created_at) if page.items else None)

        return use

    def _split(self, spans: Ranges[T]) -> Callable[[Page[T]], None]:
        def use(page: Page[T]) -> None:
            self._probing -= 1
            splits = sum(spans.split(item, moment(item.created_at)) for item in page.items)
            self._probes.found(splits, self.pages)

        return use

    def _ask(self, request: Callable[[], Awaitable[Page[T]]], use: Callable[[Page[T]], None]) -> None:
        async def answer() -> Arrived[T]:
            return use, await request()

        task = asyncio.create_task(answer(), name="walk")
        self._tasks.add(task)
        task.add_done_callback(self._arrived.put_nowait)

    async def _probe(self, cursor: int) -> Page[T]:
        """A page in the order of updates; where the contact is gone, or the order unknown, it is empty."""
        try:
            return await self._fetch(str(cursor), newest_first=self._newest_first, by_update=True)
        except UnexpectedPage:
            return Page(())

    async def _fetch(self, after: str | None, *, newest_first: bool, by_update: bool = False) -> Page[T]:
        started = time.monotonic()
        has_waited = False

        def on_wait(wait: Wait | None) -> None:
            nonlocal has_waited
            has_waited = True
            now = time.monotonic()
            if wait and now >= self._paused_until:
                self._pace.stumbled()
            if wait:
                self._paused_until = max(self._paused_until, now + wait.seconds)
            self._on_wait(wait)

        try:
            page = await self._source.page(
                after, newest_first=newest_first, by_update=by_update, on_wait=on_wait
            )
        except (NotFound, BadRequest) as error:
            if after is None:
                raise
            raise UnexpectedPage("a contact that was listed is no longer known") from error
        if not has_waited:
            self._pace.answered(time.monotonic() - started)
        self.pages += 1
        return page
