"""Paginate, filter and search lists of records as the API documents it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from wizard.sandbox.record import Record, find_by_id, id_of, place_after, place_before
from wizard.sandbox.refusal import UnknownFilter
from wizard.sandbox.update_order import UpdateOrder

PAGE_SIZE = 20
"""Records on a page. Source: ClickFunnels' pagination guide."""


Test = Callable[[Record], bool]

Filters = Mapping[str, Callable[[Record], set[str]]]

CONTACT_FILTERS: Filters = {
    "email_address": lambda contact: {contact.get("email_address") or ""},
    "id": lambda contact: {str(contact["id"])},
    "tag_ids": lambda contact: {str(tag["id"]) for tag in contact.get("tags") or ()},
    "is_active": lambda contact: {str(contact.get("is_active")).lower()},
}
"""The filters of contacts, each with a function that gives a contact's values."""

TAG_FILTERS: Filters = {"id": lambda tag: {str(tag["id"])}, "name": lambda tag: {tag["name"]}}
"""The filters of a workspace's tags."""

NO_FILTERS: Filters = {}


@dataclass(frozen=True, slots=True)
class Page:
    """A page, and the cursor of the next one if there are more records."""

    records: list[Record]
    next_cursor: int | None


def page_by_id(
    records: Sequence[Record], after: str | None, matches: Test | None = None, *, descending: bool
) -> Page:
    """Give the page after the cursor of records that are sorted by id.

    Makes only the records of the page, and a few on the way to it.
    """
    cursor = _number(after)
    if descending:
        end = len(records) if cursor is None else place_before(records, cursor)
        return _page(records, range(end - 1, -1, -1), matches)
    start = 0 if cursor is None else place_after(records, cursor)
    return _page(records, range(start, len(records)), matches)


def page_by_update(
    records: UpdateOrder, after: str | None, matches: Test | None = None, *, descending: bool
) -> Page:
    """Give the page after the cursor of records, least recently updated first unless `descending`."""
    cursor = _number(after)
    place = None if cursor is None else records.place(cursor)
    if cursor is not None and place is None:
        return Page([], None)
    if descending:
        return _page(records, range(len(records) - 1 if place is None else place - 1, -1, -1), matches)
    return _page(records, range(0 if place is None else place + 1, len(records)), matches)


def page_in_order(records: Sequence[Record], after: str | None, *, descending: bool) -> Page:
    """Give the page after the cursor of a short list in any order."""
    ordered = records[::-1] if descending else records
    cursor = _number(after)
    start = 0
    if cursor is not None:
        start = next(
            (index + 1 for index, record in enumerate(ordered) if id_of(record) == cursor), len(ordered)
        )
    return _page(ordered, range(start, len(ordered)), None)


def _page(records: Sequence[Record], places: Iterable[int], matches: Test | None) -> Page:
    """A page of the matching records at these indexes. One more match means that there is a next page."""
    found: list[Record] = []
    for place in places:
        record = records[place]
        if matches is None or matches(record):
            if len(found) == PAGE_SIZE:
                return Page(found, id_of(found[-1]))
            found.append(record)
    return Page(found, None)


def matcher(requested: Mapping[str, str], filters: Filters) -> Test | None:
    """Give a test for the requested filters; None if there are none.

    A record must match all filters, and one of the comma-separated values of each. Source: ClickFunnels'
    filtering guide. Raises `UnknownFilter`.
    """
    unknown = requested.keys() - filters.keys()
    if unknown:
        raise UnknownFilter(min(unknown))
    tests = [(filters[key], values_of(value)) for key, value in requested.items()]
    if not tests:
        return None
    return lambda record: all(texts(record) & values for texts, values in tests)


def both(first: Test | None, second: Test) -> Test:
    """Give a test that is passed by what passes both."""
    return second if first is None else lambda record: first(record) and second(record)


def values_of(text: str) -> set[str]:
    """Give the comma-separated values of a filter."""
    return {part.strip() for part in text.split(",")}


def find(records: Sequence[Record], any_id: str) -> Record | None:
    """Find a record by its id or public id."""
    number = _number(any_id)
    if number is None:
        return next((record for record in records if record.get("public_id") == any_id), None)
    place = find_by_id(records, number)
    return None if place is None else records[place]


def find_all(records: Sequence[Record], ids: Iterable[str]) -> list[Record]:
    """Give the records with these numeric ids, sorted by id."""
    found = (find(records, one) for one in ids if _number(one) is not None)
    return sorted((record for record in found if record is not None), key=id_of)


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() else None
