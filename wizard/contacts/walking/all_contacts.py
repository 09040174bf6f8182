"""Loads a whole list: in parallel, and if a page is unexpected, the rest page by page."""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncGenerator
from contextlib import aclosing

from wizard.api.contact_list import ContactList, T
from wizard.api.errors import NothingReadable
from wizard.api.list_names import LIST_OF_CONTACTS
from wizard.api.progress import Progress
from wizard.contacts.walking.concurrency import ConcurrencyLimit
from wizard.contacts.walking.parallel import ParallelWalk
from wizard.contacts.walking.ranges import UnexpectedPage
from wizard.contacts.walking.sequential import RECENT, walk_sequentially


async def all_contacts(
    source: ContactList[T],
    *,
    newest_first: bool,
    after: int | None = None,
    progress: Progress | None = None,
    concurrency: ConcurrencyLimit | None = None,
) -> AsyncGenerator[list[T], None]:
    """Give every contact after the one with the id `after`, in order, in batches as they arrive.

    Raises the `ApiError` that ends it early: `EndlessList` or `Unordered` if pages don't fit together,
    `NothingReadable` if no record can be read.
    """
    progress = progress or Progress()
    recent: deque[int] = deque([] if after is None else [after], maxlen=RECENT)
    given = 0
    walk = ParallelWalk(
        source, newest_first=newest_first, after=after, concurrency=concurrency or ConcurrencyLimit()
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
                    progress.newest = max(progress.newest, batch[0].id, batch[-1].id)
                    yield batch
    except UnexpectedPage as unexpected:
        progress.fallback_reason = str(unexpected)
        progress.count = given
        async for page in walk_sequentially(source, newest_first=newest_first, recent=recent):
            progress.pages += 1
            progress.count += len(page.items)
            progress.unreadable += page.unreadable
            progress.on_change()
            if page.items:
                progress.newest = max(progress.newest, page.items[0].id, page.items[-1].id)
                yield list(page.items)
        if after is None and progress.unreadable and not progress.count:
            raise NothingReadable(LIST_OF_CONTACTS, progress.unreadable) from None
