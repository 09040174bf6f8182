"""The walk page by page, which finds its way again where the contact it stands at is gone."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import AsyncIterator

from wizard.api.errors import ApiError, BadRequest, NotFound, Unordered
from wizard.api.http_client import OnWait
from wizard.api.list_names import LIST_OF_CONTACTS
from wizard.api.pagination import CursorTrail, Page, nothing_new
from wizard.contacts.walking.ranges import UnexpectedPage, check
from wizard.contacts.walking.source import Source, T

RECENT = 400
"""How many of the last contacts to keep, for one of them to still be there."""
_ASKED_AT_ONCE = 20
_TRIES = 5
"""How often the walk may lose its way before it brings another contact."""
_NAME = LIST_OF_CONTACTS


async def plain(
    source: Source[T], *, newest_first: bool, recent: deque[int], on_wait: OnWait | None = None
) -> AsyncIterator[Page[T]]:
    """Give the rest of the list after the last of the `recent` ids, each page without what came before.

    What comes is added to `recent`. A contact that was deleted may be no cursor any more: then the walk
    goes on from the last one that is still listed, or from the list's beginning, and skips what it has.

    Raises `EndlessList` where the pages repeat, `Unordered` where they keep to no order at all, and the
    `ApiError` that a page raises.
    """
    sign = -1 if newest_first else 1
    cursor = str(recent[-1]) if recent else None
    furthest = _position(cursor, sign)
    trail, is_contact, tries = CursorTrail(_NAME, cursor), True, 0
    while True:
        last = sign * recent[-1] if recent else -math.inf
        try:
            page = await _usable(source, cursor, sign, last, on_wait)
        except _Lost as lost:
            tries += 1
            if tries == _TRIES or (lost.is_by_page and not is_contact):
                raise lost.error from None
            cursor = await _still_listed(source, recent, cursor)
            furthest = _position(cursor, sign)
            trail, is_contact = CursorTrail(_NAME, cursor), True
            continue
        if page.items and sign * page.items[-1].id <= furthest:
            raise nothing_new(_NAME, cursor)
        fresh = tuple(item for item in page.items if sign * item.id > last)
        recent.extend(item.id for item in fresh)
        yield Page(fresh, page.next_cursor, page.unreadable)
        if page.items:
            furthest = sign * page.items[-1].id
        tries = 0 if fresh else tries
        is_contact = page.ends_at_cursor
        cursor = trail.follow(page)
        if cursor is None:
            return


class _Lost(Exception):
    """The walk does not get on from its cursor; `error` tells why, if it never finds its way again."""

    def __init__(self, error: ApiError, *, is_by_page: bool = False) -> None:
        super().__init__()
        self.error = error
        self.is_by_page = is_by_page
        """Whether a page came, of other contacts than those after the cursor."""


def _position(cursor: str | None, sign: int) -> float:
    """Where in the list a cursor is; the beginning where it is none, or no id."""
    return sign * int(cursor) if cursor and cursor.isdecimal() else -math.inf


async def _usable(
    source: Source[T], cursor: str | None, sign: int, last: float, on_wait: OnWait | None
) -> Page[T]:
    """The page after the cursor. Raises `_Lost` where it isn't in order, or isn't what follows the cursor."""
    try:
        page = await source.page(cursor, newest_first=sign < 0, on_wait=on_wait)
    except (NotFound, BadRequest):
        if cursor is None:
            raise
        raise _Lost(Unordered(_NAME)) from None
    try:
        check(page, _position(cursor, sign), sign, sign)
    except UnexpectedPage:
        has_come = all(sign * item.id <= last for item in page.items)
        repeats = nothing_new(_NAME, cursor)
        raise _Lost(repeats if has_come else Unordered(_NAME), is_by_page=True) from None
    if page.is_empty and cursor and await _more_follow(source, last, sign, on_wait):
        raise _Lost(Unordered(_NAME))
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
        there = await source.existing(asked)
        found = next((number for number in asked if number in there), None)
        if found is not None:
            return str(found)
    return None
