"""Pages of a list: twenty records, a cursor in either order, and the documented filters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from wizard.sandbox.record import Record, find_by_id, id_of, place_after, place_before
from wizard.sandbox.update_order import UpdateOrder

PAGE = 20
"""Records a page, always. Source: ClickFunnels' pagination guide."""


Test = Callable[[Record], bool]

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


def page_by_id(
    records: Sequence[Record], after: str | None, is_wanted: Test | None = None, *, descending: bool
) -> Page:
    """Cut the page after the cursor out of records that stand in the order of their ids.

    Only the records of the page, and a few on the way to it, are looked at.
    """
    cursor = _number(after)
    if descending:
        end = len(records) if cursor is None else place_before(records, cursor)
        return _page(records, range(end - 1, -1, -1), is_wanted)
    start = 0 if cursor is None else place_after(records, cursor)
    return _page(records, range(start, len(records)), is_wanted)


def page_by_update(
    records: UpdateOrder, after: str | None, is_wanted: Test | None = None, *, descending: bool
) -> Page:
    """Cut the page after the cursor out of records, those updated longest ago first."""
    cursor = _number(after)
    place = None if cursor is None else records.place(cursor)
    if cursor is not None and place is None:
        return Page([], None)
    if descending:
        return _page(records, range(len(records) - 1 if place is None else place - 1, -1, -1), is_wanted)
    return _page(records, range(0 if place is None else place + 1, len(records)), is_wanted)


def page_in_order(records: Sequence[Record], after: str | None, *, descending: bool) -> Page:
    """Cut the page after the cursor out of a short list in any order."""
    ordered = records[::-1] if descending else records
    cursor = _number(after)
    start = 0
    if cursor is not None:
        start = next(
            (index + 1 for index, record in enumerate(ordered) if id_of(record) == cursor), len(ordered)
        )
    return _page(ordered, range(start, len(ordered)), None)


def _page(records: Sequence[Record], places: Iterable[int], is_wanted: Test | None) -> Page:
    """The first of the wanted records at these places; one more of them tells whether more follow."""
    found: list[Record] = []
    for place in places:
        record = records[place]
        if is_wanted is None or is_wanted(record):
            if len(found) == PAGE:
                return Page(found, id_of(found[-1]))
            found.append(record)
    return Page(found, None)


def wanted_by(asked: Mapping[str, str], filters: Filters) -> Test | None:
    """Give a test for records, or None where nothing is filtered.

    Values of one filter are separated by commas, and any of them will do; all filters have to
    hold. Source: ClickFunnels' filtering guide. Raises `UnknownFilter`.
    """
    unknown = asked.keys() - filters.keys()
    if unknown:
        raise UnknownFilter(min(unknown))
    wanted = [(filters[key], values_of(value)) for key, value in asked.items()]
    if not wanted:
        return None
    return lambda record: all(texts(record) & values for texts, values in wanted)


def values_of(text: str) -> set[str]:
    """Give the values of a filter, which commas separate."""
    return {part.strip() for part in text.split(",")}


def find(records: Sequence[Record], any_id: str) -> Record | None:
    """Find a record by its id, or by its public id."""
    number = _number(any_id)
    if number is None:
        return next((record for record in records if record.get("public_id") == any_id), None)
    place = find_by_id(records, number)
    return None if place is None else records[place]


def find_all(records: Sequence[Record], ids: Iterable[str]) -> list[Record]:
    """Give the records with these numeric ids, in the order of their ids."""
    found = (find(records, one) for one in ids if _number(one) is not None)
    return sorted((record for record in found if record is not None), key=id_of)


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() else None
