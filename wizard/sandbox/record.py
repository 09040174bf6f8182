"""A record of the platform, and how records are found by their ids."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from typing import Any

Record = Mapping[str, Any]
"""A record as JSON shows it."""


def id_of(record: Record) -> int:
    """Give a record's numeric id."""
    number: int = record["id"]
    return number


def place_before(records: Sequence[Record], number: int) -> int:
    """How many records, which stand in the order of their ids, have a smaller id."""
    return bisect_left(range(len(records)), number, key=_id_at(records))


def place_after(records: Sequence[Record], number: int) -> int:
    """How many records, which stand in the order of their ids, have this id or a smaller one."""
    return bisect_right(range(len(records)), number, key=_id_at(records))


def find_by_id(records: Sequence[Record], number: int) -> int | None:
    """The place of the record with this id, among records in the order of their ids."""
    place = place_before(records, number)
    return place if place < len(records) and _id_at(records)(place) == number else None


def _id_at(records: Sequence[Record]) -> Callable[[int], int]:
    """Invented records tell an id without being made for it."""
    return getattr(records, "id_at", None) or (lambda place: id_of(records[place]))
