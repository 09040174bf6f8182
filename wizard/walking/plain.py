"""The walk page by page, which finds its way again where the contact it stands at is gone."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import AsyncIterator

from wizard.api.errors import BadRequest, EndlessList, NotFound, Unordered
from wizard.api.http import OnWait
from wizard.api.pages import Page

from .source import Source, T
from .spans import Surprise, check

RECENT = 400
"""How many of the last contacts to keep, for one of them to still be there."""
_ASKED_AT_ONCE = 20
_TRIES = 3
"""How often in a row a page may be useless."""


async def plain(
    source: Source[T], *, newest_first: bool, recent: deque[int], on_wait: OnWait | None = None
) -> AsyncIterator[Page[T]]:
    """Give the rest of the list after the last of the `recent` ids, each page without what came before.

    What comes is added to `recent`. A contact that was deleted may be no cursor any more: then the walk
    goes on from the last one that is still listed, or from the list's beginning, and skips what it has.

    Raises `Unordered` where the pages keep to no order at all, `EndlessList` where they repeat, and the
    `ApiError` that a page raises.
    """
    sign = -1 if newest_first else 1
    cursor = str(recent[-1]) if recent else None
    useless = 0
    while True:
        page = await _usable(source, cursor, sign, on_wait)
        last = sign * recent[-1] if recent else -math.inf
        if page is None or (not page.items and cursor and await _more_follow(source, last, sign, on_wait)):
            useless += 1
            if useless == _TRIES:
                raise Unordered
            cursor = await _still_listed(source, recent, cursor)
            continue
        useless = 0
        fresh = tuple(item for item in page.items if sign * item.id > last)
        recent.extend(item.id for item in fresh)
        yield Page(fresh, page.next_cursor, page.broken)
        if page.next_cursor is None or not (page.items or page.broken):
            return
        if page.next_cursor == cursor:
            raise EndlessList
        cursor = page.next_cursor


async def _usable(source: Source[T], cursor: str | None, sign: int, on_wait: OnWait | None) -> Page[T] | None:
    """The page after the cursor, if there is one and it is in order, beyond the cursor."""
    try:
        page = await source.page(cursor, newest_first=sign < 0, on_wait=on_wait)
    except (NotFound, BadRequest):
        if cursor is None:
            raise
        return None
    after = sign * int(cursor) if cursor and cursor.isdecimal() else -math.inf
    try:
        check(page, after, sign, sign)
    except Surprise:
        return None
    return page


async def _more_follow(source: Source[T], last: float, sign: int, on_wait: OnWait | None) -> bool:
    """Whether the list's other end lies further on than the last contact that came."""
    page = await source.page(None, newest_first=sign > 0, on_wait=on_wait)
    return any(sign * item.id > last for item in page.items)


async def _still_listed(source: Source[T], recent: deque[int], cursor: str | None) -> str | None:
    """The last of the recent contacts that is still listed, and is not the cursor that led nowhere."""
    ids = [number for number in reversed(recent) if str(number) != cursor]
    for start in range(0, len(ids), _ASKED_AT_ONCE):
        asked = ids[start : start + _ASKED_AT_ONCE]
        there = await source.those(asked)
        found = next((number for number in asked if number in there), None)
        if found is not None:
            return str(found)
    return None
