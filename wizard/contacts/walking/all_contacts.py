"""A whole list: by the fast walk, and where that meets a surprise, by the plain one."""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing

from wizard.api.errors import NothingReadable
from wizard.api.http_client import OnWait
from wizard.api.list_names import LIST_OF_CONTACTS
from wizard.api.progress import Progress
from wizard.api.retry import Wait
from wizard.contacts.walking.concurrency import ConcurrencyLimit
from wizard.contacts.walking.parallel import ParallelWalk
from wizard.contacts.walking.ranges import UnexpectedPage
from wizard.contacts.walking.sequential import RECENT, plain
from wizard.contacts.walking.source import Source, T


async def whole(
    source: Source[T],
    *,
    newest_first: bool,
    after: int | None = None,
    progress: Progress | None = None,
    pace: ConcurrencyLimit | None = None,
) -> AsyncGenerator[list[T], None]:
    """Give every contact of the list in order, from the one after `after` on, in batches as they come.

    Raises the `ApiError` that ends it early: `EndlessList` and `Unordered` where pages don't fit together,
    `NothingReadable` where there are only records that can't be read.
    """
    progress = progress or Progress()
    recent: deque[int] = deque([] if after is None else [after], maxlen=RECENT)
    given = 0

    def on_wait(wait: Wait | None) -> None:
        progress.wait = wait
        progress.on_change()

    walk = ParallelWalk(
        source, newest_first=newest_first, after=after, pace=pace or ConcurrencyLimit(), on_wait=on_wait
    )
    try:
        async with aclosing(walk.batches()) as batches:
            async for batch in batches:
                given += len(batch)
                recent.extend(item.id for item in batch[-RECENT:])
                progress.pages = walk.pages
                progress.count = given + walk.waiting
                progress.on_change()
                if batch:
                    yield batch
    except UnexpectedPage as surprise:
        progress.surprise = str(surprise)
        progress.count = given
        async for batch in _plainly(source, newest_first, recent, progress, on_wait):
            yield batch
        if after is None and progress.unreadable and not progress.count:
            raise NothingReadable(LIST_OF_CONTACTS, progress.unreadable) from None


async def _plainly(
    source: Source[T], newest_first: bool, recent: deque[int], progress: Progress, on_wait: OnWait
) -> AsyncIterator[list[T]]:
    async for page in plain(source, newest_first=newest_first, recent=recent, on_wait=on_wait):
        progress.pages += 1
        progress.count += len(page.items)
        progress.unreadable += page.unreadable
        progress.on_change()
        if page.items:
            yield list(page.items)
