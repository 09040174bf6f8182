"""Saved filters, which the dashboard calls segments: which contacts they select."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from wizard.sandbox.lists import Test
from wizard.sandbox.people import public_id
from wizard.sandbox.record import Record
from wizard.sandbox.refusal import InvalidSegment, TooSlow

CONTACTS_FILTER = "ContactsFilter"
"""The class of filters that select contacts."""

_TEXTS = ("email_address", "first_name", "last_name")
_DATES = ("created_at", "unsubscribed_at")
_SLOW_CLAUSES = ("cont", "ew")
"""They can't use an index."""
_SLOW_FROM = 10_000
"""Contacts of a workspace from which on these clauses take too long."""
_SAVED = "2026-04-01T12:00:00.000Z"


def contacts_test(segment: Record | None, contact_count: int) -> Test:
    """Give a test for the contacts that a segment selects among `contact_count`.

    Raises `InvalidSegment` unless it's a filter of contacts, and `TooSlow`.
    """
    if segment is None or segment["filter_class"] != CONTACTS_FILTER:
        raise InvalidSegment
    criteria = segment["criteria"] or ()
    if contact_count > _SLOW_FROM and any(one["clause"] in _SLOW_CLAUSES for one in criteria):
        raise TooSlow
    tests = [_criterion_test(**criterion) for criterion in criteria]
    every = any if segment["conjunction"] == "or" else all
    return lambda contact: every(test(contact) for test in tests)


def _criterion_test(attribute: str, clause: str, value: Any = None) -> Test:
    if attribute == "tags.id":
        return _tag_test(clause, {str(one) for one in (value if isinstance(value, list) else [value])})
    if attribute in _TEXTS:
        text = str(value[0] if isinstance(value, list) else value).casefold()
        matches = _TEXT_CLAUSES[clause]
        return lambda contact: matches((contact.get(attribute) or "").casefold(), text)
    if attribute in _DATES:
        return _date_test(attribute, clause, value)
    return lambda contact: contact["id"] % 3 == 0  # it isn't in the record: an opened email, say


def _tag_test(clause: str, ids: set[str]) -> Test:
    is_wanted = clause in ("eq", "in")

    def test(contact: Record) -> bool:
        tags = contact.get("tags") or ()
        return any(str(tag["id"]) in ids or tag.get("public_id") in ids for tag in tags) == is_wanted

    return test


def _date_test(attribute: str, clause: str, value: Any) -> Test:
    if isinstance(value, dict):  # so many days ago; less than that is later
        day = (datetime.now(UTC) - timedelta(days=int(value["days"]))).isoformat()
        is_later = clause == "lt"
        return lambda contact: bool(contact.get(attribute)) and (contact[attribute] > day) == is_later
    days = [str(one)[:10] for one in (value if isinstance(value, list) else [value])]
    matches = _DATE_CLAUSES[clause]
    return lambda contact: matches((contact.get(attribute) or "")[:10], days)


_TEXT_CLAUSES: dict[str, Callable[[str, str], bool]] = {
    "eq": lambda text, wanted: text == wanted,
    "sw": lambda text, wanted: text.startswith(wanted),
    "ew": lambda text, wanted: text.endswith(wanted),
    "cont": lambda text, wanted: wanted in text,
}

_DATE_CLAUSES: dict[str, Callable[[str, list[str]], bool]] = {
    "eq": lambda day, days: day == days[0],
    "gte": lambda day, days: day >= days[0],
    "lte": lambda day, days: "" < day <= days[0],
    "btwn": lambda day, days: days[0] <= day <= days[1],
    "nbtwn": lambda day, days: bool(day) and not days[0] <= day <= days[1],
    "st": lambda day, days: bool(day),  # noqa: ARG005
    "nst": lambda day, days: not day,  # noqa: ARG005
}


def invented_segments(workspace_id: int) -> list[Record]:
    """Give the saved filters of a workspace with invented contacts and tags; not all are for contacts."""
    customer, vip, silent = (str(workspace_id * 100 + position) for position in (0, 2, 3))
    saved: list[tuple[str, str | None, list[tuple[str, str, Any]]]] = [
        ("Customers", CONTACTS_FILTER, [("tags.id", "in", [customer])]),
        ("VIP ⭐ who may be mailed", CONTACTS_FILTER,
         [("tags.id", "in", [vip]), ("tags.id", "nin", [silent])]),
        ("Joined in autumn 2026", CONTACTS_FILTER, [("created_at", "btwn", ["2026-09-01", "2026-11-30"])]),
        ("First name A… and still subscribed", CONTACTS_FILTER,
         [("first_name", "sw", "A"), ("unsubscribed_at", "nst", None)]),
        ("Opened “Spring sale”", CONTACTS_FILTER, [("opened_broadcast", "in", ["77"])]),
        ("Email contains “an”", CONTACTS_FILTER, [("email_address", "cont", "an")]),
        ("Orders above 100", "OrdersFilter", [("total", "gt", "100")]),
        ("From an old dashboard", None, []),
    ]  # fmt: skip
    return [
        {
            "id": workspace_id * 100 + 50 + position,
            "public_id": public_id(workspace_id * 100 + 50 + position),
            "workspace_id": workspace_id,
            "name": name,
            "filter_class": filter_class,
            "conjunction": "and",
            "criteria": [
                {"attribute": attribute, "clause": clause, "value": value}
                for attribute, clause, value in criteria
            ],
            "created_at": _SAVED,
            "updated_at": _SAVED,
        }
        for position, (name, filter_class, criteria) in enumerate(saved)
    ]
