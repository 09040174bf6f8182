"""Records, how to find them by id in a sorted list, and how to invent their values."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

T = TypeVar("T")

Record = Mapping[str, Any]
"""A record as the API's JSON shows it."""


def id_of(record: Record) -> int:
    """Give a record's numeric id."""
    number: int = record["id"]
    return number


def place_before(records: Sequence[Record], number: int) -> int:
    """How many of the records, sorted by id, have a smaller id."""
    return bisect_left(range(len(records)), number, key=_id_at(records))


def place_after(records: Sequence[Record], number: int) -> int:
    """How many of the records, sorted by id, have this id or a smaller one."""
    return bisect_right(range(len(records)), number, key=_id_at(records))


def find_by_id(records: Sequence[Record], number: int) -> int | None:
    """The index of the record with this id; the records are sorted by id."""
    place = place_before(records, number)
    return place if place < len(records) and _id_at(records)(place) == number else None


def _id_at(records: Sequence[Record]) -> Callable[[int], int]:
    """A function that gives the id at an index, if possible without making the record."""
    return getattr(records, "id_at", None) or (lambda place: id_of(records[place]))


def pick(choices: Sequence[T], number: int) -> T:
    """Give one of the choices, the same one for a number every time."""
    return choices[(number * 2_654_435_761 >> 9) % len(choices)]
