"""Loads a list page by page, and finds a new cursor if the contact it stands at was deleted."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import AsyncIterator

from wizard.api.contact_list import ContactList, T
from wizard.api.errors import ApiError, BadRequest, EndlessList, NotFound, Unordered
from wizard.api.list_names import LIST_OF_CONTACTS
from wizard.api.pagination import Cursors, Page, nothing_new
from wizard.contacts.walking.ranges import UnexpectedPage, check_order

RECENT = 400
"""How many of the last contacts to remember, in the hope that one of them still exists."""
_IDS_PER_REQUEST = 20
_MAX_RESTARTS = 5
"""How often the walk may look for a new cursor before it gets another contact."""


async def walk_sequentially(
    source: ContactList[T], *, newest_first: bool, recent: deque[int]
) -> AsyncIterator[Page[T]]:
    """Give the rest of the list after the last of the `recent` ids, without contacts given before.

    New ids are added to `recent`. A deleted contact may no longer work as a cursor. The walk then continues
    from the last contact that still exists, or from the start of the list, and skips what it has.

    Raises `EndlessList` if pages repeat, `Unordered` if they aren't in order, and the `ApiError` of a page.
    """
    sign = -1 if newest_first else 1
    cursor = str(recent[-1]) if recent else None
    furthest = _position(cursor, sign)
    cursors, is_contact, restarts = Cursors(LIST_OF_CONTACTS, cursor), True, 0
    while True:
        last = sign * recent[-1] if recent else -math.inf
        try:
            page = await _fetch(source, cursor, sign, last)
        except _Lost as lost:
            restarts += 1
            if restarts == _MAX_RESTARTS or (lost.has_page and not is_contact):
                raise lost.error from None
            cursor = await _last_existing(source, recent, cursor)
            furthest = _position(cursor, sign)
            cursors, is_contact = Cursors(LIST_OF_CONTACTS, cursor), True
            continue
        if page.items and sign * page.items[-1].id <= furthest:
            raise nothing_new(LIST_OF_CONTACTS, cursor)
        new = tuple(item for item in page.items if sign * item.id > last)
        recent.extend(item.id for item in new)
        yield Page(new, page.next_cursor, page.unreadable)
        if page.items:
            furthest = sign * page.items[-1].id
        restarts = 0 if new else restarts
        is_contact = page.ends_at_cursor
        cursor = cursors.next(page)
        if cursor is None:
            return


class _Lost(Exception):
    """The cursor doesn't lead any further; `error` says why, for when no other cursor does either."""

    def __init__(self, error: ApiError, *, has_page: bool = False) -> None:
        super().__init__()
        self.error = error
        self.has_page = has_page
        """Whether there was a page, but not the one after the cursor."""


def _position(cursor: str | None, sign: int) -> float:
    """The position of a cursor in the list; its start if there's none, or if it isn't an id."""
    return sign * int(cursor) if cursor and cursor.isdecimal() else -math.inf


async def _fetch(source: ContactList[T], cursor: str | None, sign: int, last: float) -> Page[T]:
    """Fetch the page after the cursor. Raises `_Lost` if it's out of order or doesn't follow the cursor."""
    try:
        page = await source.page(cursor, newest_first=sign < 0)
    except (NotFound, BadRequest):
        if cursor is None:
            raise
        raise _Lost(Unordered(LIST_OF_CONTACTS)) from None
    try:
        check_order(page, _position(cursor, sign), sign, sign)
    except UnexpectedPage:
        is_old = all(sign * item.id <= last for item in page.items)
        error: EndlessList | Unordered = Unordered(LIST_OF_CONTACTS)
        raise _Lost(nothing_new(LIST_OF_CONTACTS, cursor) if is_old else error, has_page=True) from None
    if page.is_empty and cursor:
        other_end = await source.page(None, newest_first=sign > 0)
        if any(sign * item.id > last for item in other_end.items):  # the list goes on
            raise _Lost(Unordered(LIST_OF_CONTACTS))
    return page


async def _last_existing(source: ContactList[T], recent: deque[int], cursor: str | None) -> str | None:
    """The last of the recent contacts that still exists, apart from the cursor that didn't work."""
    ids = [number for number in reversed(recent) if str(number) != cursor]
    for start in range(0, len(ids), _IDS_PER_REQUEST):
        batch = ids[start : start + _IDS_PER_REQUEST]
        existing = {item.id for item in await source.find(batch)}
        found = next((number for number in batch if number in existing), None)
        if found is not None:
            return str(found)
    return None
