"""Pages of a list: twenty records, a cursor in either order, and the documented filters."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from .platform import Record

PAGE = 20
"""Records a page, always. Source: ClickFunnels' pagination guide."""


Filters = Mapping[str, Callable[[Record], set[str]]]

CONTACT_FILTERS: Filters = {
    "email_address": lambda contact: {contact.get("email_address") or ""},
    "id": lambda contact: {str(contact["id"])},
    "tag_ids": lambda contact: {str(tag["id"]) for tag in contact.get("tags") or ()},
    "is_active": lambda contact: {str(contact.get("is_active")).lower()},
}
"""The filters of contacts, each with the texts that a contact has for it."""

TAG_FILTERS: Filters = {"id": lambda tag: {str(tag["id"])}, "name": lambda tag: {tag["name"]}}
"""The filters of a workspace's tags."""

NO_FILTERS: Filters = {}


class UnknownFilter(ValueError):
    """A key inside `filter[...]` that the endpoint does not have."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page, and the cursor of the next one while more records follow."""

    records: list[Record]
    next_cursor: int | None


def page_by_id(records: Sequence[Record], after: str | None, *, descending: bool) -> Page:
    """Cut the page after the cursor out of records that stand in the order of their ids.

    Only the records of the page, and a few on the way to it, are looked at.
    """
    size = len(records)
    cursor = _number(after)
    if descending:
        end = size if cursor is None else bisect_left(records, cursor, key=_id)
        found = [records[index] for index in range(end - 1, max(-1, end - 1 - PAGE), -1)]
        has_more = end > PAGE
    else:
        start = 0 if cursor is None else bisect_right(records, cursor, key=_id)
        found = [records[index] for index in range(start, min(size, start + PAGE))]
        has_more = start + PAGE < size
    return Page(found, _id(found[-1]) if has_more else None)


def page_in_order(records: Sequence[Record], after: str | None, *, descending: bool) -> Page:
    """Cut the page after the cursor out of records in any order."""
    ordered = records[::-1] if descending else records
    cursor = _number(after)
    start = 0
    if cursor is not None:
        start = next(
            (index + 1 for index, record in enumerate(ordered) if _id(record) == cursor), len(ordered)
        )
    found = list(ordered[start : start + PAGE])
    return Page(found, _id(found[-1]) if start + PAGE < len(ordered) else None)


def wanted_by(asked: Mapping[str, str], filters: Filters) -> Callable[[Record], bool] | None:
    """Give a test for records, or None where nothing is filtered.

    Values of one filter are separated by commas, and any of them will do; all filters have to
    hold. Source: ClickFunnels' filtering guide. Raises `UnknownFilter`.
    """
    unknown = asked.keys() - filters.keys()
    if unknown:
        raise UnknownFilter(min(unknown))
    wanted = [(filters[key], {part.strip() for part in value.split(",")}) for key, value in asked.items()]
    if not wanted:
        return None
    return lambda record: all(texts(record) & values for texts, values in wanted)


def find(records: Sequence[Record], any_id: str) -> Record | None:
    """Find a record by its id, or by its public id."""
    number = _number(any_id)
    if number is None:
        return next((record for record in records if record.get("public_id") == any_id), None)
    index = bisect_left(records, number, key=_id)
    return records[index] if index < len(records) and _id(records[index]) == number else None


def _id(record: Record) -> int:
    number: int = record["id"]
    return number


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() else None
