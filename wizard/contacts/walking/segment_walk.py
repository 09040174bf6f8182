"""Loads a segment's contacts from its rows, which must be the same contacts as in the list."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Sequence
from itertools import islice, pairwise

from wizard.api.contact import ContactLine
from wizard.api.contact_list import ContactList
from wizard.api.progress import Progress
from wizard.api.segment_rows import RowPage, SegmentRows

_IDS_PER_REQUEST = 20
_BATCH = 1_000
"""Contacts that are given at once."""


class RowsUnusable(Exception):
    """Rows that ClickFunnels doesn't send, or that aren't what the list of contacts has."""


async def contacts_from_rows(
    rows: SegmentRows, source: ContactList[ContactLine], limit: float, progress: Progress
) -> AsyncGenerator[list[ContactLine], None]:
    """Give at most `limit` contacts, sorted by id, in batches.

    `source` is the list of the same contacts. Its first page must have the same values, and it is asked for
    contacts that may be redacted, because it leaves these out. Raises `RowsUnusable` if only the list can
    give what follows the last batch, and `ApiError`.
    """
    first = await source.page(None, newest_first=False)
    if first.next_cursor is None:  # this is the whole list
        raise RowsUnusable
    cursor: str | None = None
    last = -1
    while limit > 0:
        page = await rows.page(cursor, limit)
        if page is None or (cursor and page.is_empty):  # a cursor that was deleted looks like the end
            raise RowsUnusable
        contacts = await _listed(page, source)
        ids = [last, *(one.id for one in contacts)]
        is_same = cursor or _begins_alike(contacts, first.items, rows.fields, has_more=bool(page.next_cursor))
        if not is_same or any(before >= after for before, after in pairwise(ids)):
            raise RowsUnusable
        last = ids[-1]
        for place in range(0, len(contacts), _BATCH):
            batch = contacts[place : place + _BATCH]
            progress.count += len(batch)
            progress.newest = batch[-1].id
            yield batch
        progress.pages += 1
        progress.on_change()
        limit -= len(contacts)
        if page.next_cursor is None:
            return
        if page.next_cursor == cursor:
            raise RowsUnusable
        cursor = page.next_cursor


async def _listed(page: RowPage, source: ContactList[ContactLine]) -> list[ContactLine]:
    """The page's contacts that are in the list too."""
    doubtful, in_list = iter(page.doubtful), set[int]()
    while ids := list(islice(doubtful, _IDS_PER_REQUEST)):
        in_list.update(one.id for one in await source.find(ids))
    return [one for one in page.contacts if one.id not in page.doubtful or one.id in in_list]


def _begins_alike(
    contacts: Sequence[ContactLine], first: Sequence[ContactLine], fields: Sequence[str], *, has_more: bool
) -> bool:
    """Whether contacts have the same values as the list's first ones, as far as both go."""
    if len(contacts) < len(first):
        first = first[: len(contacts)] if has_more else first
    values = ([json.loads(one.line).get(field) for field in fields] for one in contacts[: len(first)])
    return list(values) == [[json.loads(one.line).get(field) for field in fields] for one in first]
