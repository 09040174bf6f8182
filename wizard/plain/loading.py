"""Wait for ClickFunnels: say what is being loaded, and count down every pause."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from wizard.api.live_list import LiveList, LoadState, LoadStatus
from wizard.plain.dialogue import Dialogue
from wizard.support.wait_tracker import WAIT_TRACKER, wait_notice

_POLL_SECONDS = 0.2
_REPEAT_SECONDS = 10.0
"""Time between two lines of a countdown: a screen reader reads each one out."""


async def wait_until_loaded(
    dialogue: Dialogue,
    listing: LiveList[Any],
    message: str,
    is_enough: Callable[[LoadStatus], bool] = lambda _: False,
) -> LoadStatus:
    """Say the `message` and wait until the list is complete, has failed, or `is_enough`."""

    def is_over(view: LoadStatus) -> bool:
        return view.state is not LoadState.LOADING or is_enough(view)

    if is_over(listing.status):
        return listing.status
    async with pauses_announced(dialogue, message):
        async for view in listing.changes():
            if is_over(view):
                break
    return listing.status


@asynccontextmanager
async def pauses_announced(dialogue: Dialogue, message: str) -> AsyncIterator[None]:
    """Say the `message`, then every pause that happens inside the block."""
    dialogue.say(message)
    announcing = asyncio.create_task(_announce_pauses(dialogue), name="announce pauses")
    try:
        yield
    finally:
        announcing.cancel()


async def _announce_pauses(dialogue: Dialogue) -> None:
    """Say each pause when it starts, and every few seconds how long it still takes."""
    announced, due = None, 0.0
    while True:
        wait, now = WAIT_TRACKER.current(), WAIT_TRACKER.clock()
        if wait and wait.until is not None and (wait is not announced or now >= due):
            dialogue.say(wait_notice())
            announced, due = wait, now + _REPEAT_SECONDS
        await asyncio.sleep(_POLL_SECONDS)
