"""Pages of a list: twenty records, a cursor in either order, and the documented filters."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from .platform import Record

PAGE = 20
"""Records a page, always. Source: ClickFunnels' pagination guide."""


_FIELDS: Mapping[str, Callable[[Record], set[str]]] = {
    "email_address": lambda contact: {contact["email_address"]},
    "id": lambda contact: {str(contact["id"])},
    "tag_ids": lambda contact: {str(tag["id"]) for tag in contact["tags"]},
    "is_active": lambda contact: {str(contact["is_active"]).lower()},
}
"""The filters there are, each with the texts that a contact has for it."""


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


def contact_filter(asked: Mapping[str, str]) -> Callable[[Record], bool] | None:
    """Give a test for contacts, or None where nothing is filtered.

    Values of one filter are separated by commas, and any of them will do; all filters have to
    hold. Source: ClickFunnels' filtering guide. Raises `UnknownFilter`.
    """
    wanted = [(_field(key), {part.strip() for part in value.split(",")}) for key, value in asked.items()]
    if not wanted:
        return None
    return lambda contact: all(texts(contact) & values for texts, values in wanted)


def _field(key: str) -> Callable[[Record], set[str]]:
    if key not in _FIELDS:
        raise UnknownFilter(key)
    return _FIELDS[key]


def find(records: Sequence[Record], any_id: str) -> Record | None:
    """Find a record by its id, or by its public id."""
    number = _number(any_id)
    if number is None:
        return next((record for record in records if record["public_id"] == any_id), None)
    index = bisect_left(records, number, key=_id)
    return records[index] if index < len(records) and _id(records[index]) == number else None


def _id(record: Record) -> int:
    number: int = record["id"]
    return number


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() else None
