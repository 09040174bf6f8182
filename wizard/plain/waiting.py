"""Waiting for ClickFunnels: what is asked is said at once, and every pause with a countdown."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Protocol

from wizard.api.live_list import LoadState, LoadStatus
from wizard.plain.dialogue import Dialogue
from wizard.support.wait_tracker import WAIT_TRACKER, wait_notice

_LOOK = 0.2
_SAID_EVERY = 10.0
"""Seconds between two lines of a countdown: each is heard in full."""


class Watched(Protocol):
    """A list while it is being loaded."""

    @property
    def status(self) -> LoadStatus:
        """How it stands."""

    def changes(self) -> AsyncIterator[LoadStatus]:
        """Give how it stands, now and after each change."""


async def wait_for(
    dialogue: Dialogue, listing: Watched, busy: str, enough: Callable[[LoadStatus], bool] | None = None
) -> LoadStatus:
    """Say that the list is `busy`, and wait until it is complete, failed, or far `enough`."""

    def is_over(view: LoadStatus) -> bool:
        return view.state is not LoadState.LOADING or (enough is not None and enough(view))

    if is_over(listing.status):
        return listing.status
    async with pauses_told(dialogue, busy):
        async for view in listing.changes():
            if is_over(view):
                break
    return listing.status


@asynccontextmanager
async def pauses_told(dialogue: Dialogue, busy: str) -> AsyncIterator[None]:
    """Say what is `busy`, and every pause that it makes."""
    dialogue.say(busy)
    telling = asyncio.create_task(_tell(dialogue), name="tell of pauses")
    try:
        yield
    finally:
        telling.cancel()


async def _tell(dialogue: Dialogue) -> None:
    """Say each pause when it begins, and every few seconds how long it still lasts."""
    told, due = None, 0.0
    while True:
        wait, now = WAIT_TRACKER.current(), WAIT_TRACKER.clock()
        if wait and wait.until is not None and (wait is not told or now >= due):
            dialogue.say(wait_notice())
            told, due = wait, now + _SAID_EVERY
        await asyncio.sleep(_LOOK)
