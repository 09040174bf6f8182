"""Waiting for ClickFunnels, said once."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import Protocol

from wizard.listing import State, View
from wizard.waiting import seconds
from wizard.words import plain as words

from .dialogue import Dialogue


class Watched(Protocol):
    """A list while it is being loaded."""

    @property
    def view(self) -> View:
        """How it stands."""

    def views(self) -> AsyncIterator[View]:
        """Give how it stands, now and after each change."""


async def wait_for(
    dialogue: Dialogue, listing: Watched, busy: str, enough: Callable[[View], bool] | None = None
) -> View:
    """Wait until the list is complete, failed, or far `enough`; what takes time is said once."""

    def is_over(view: View) -> bool:
        return view.state is not State.LOADING or (enough is not None and enough(view))

    if is_over(listing.view):
        return listing.view
    dialogue.say(busy)
    told = None
    async for view in listing.views():
        if is_over(view):
            break
        if view.wait and view.wait is not told:
            told = view.wait
            dialogue.say(words.trying_again(told.reason, seconds(told)))
    return listing.view
