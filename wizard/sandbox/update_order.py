"""Sort records by their last update."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import overload

from wizard.sandbox.record import Record, find_by_id


class UpdateOrder(Sequence[Record]):
    """A view of records sorted by id, least recently updated first."""

    def __init__(self, records: Sequence[Record]) -> None:
        self._records = records
        updated_at = getattr(records, "updated_at", None) or self._updated_at
        self._order = sorted(range(len(records)), key=updated_at)
        self._places = array("L", bytes(array("L").itemsize * len(records)))
        for place, index in enumerate(self._order):
            self._places[index] = place

    def __len__(self) -> int:
        return len(self._order)

    @overload
    def __getitem__(self, place: int) -> Record: ...

    @overload
    def __getitem__(self, place: slice) -> list[Record]: ...

    def __getitem__(self, place: int | slice) -> Record | list[Record]:
        """Give one record or several."""
        if isinstance(place, slice):
            return [self._records[index] for index in self._order[place]]
        return self._records[self._order[place]]

    def place(self, number: int) -> int | None:
        """The index of the record with this id; None if there is none."""
        index = find_by_id(self._records, number)
        return None if index is None else self._places[index]

    def _updated_at(self, index: int) -> str:
        return self._records[index].get("updated_at") or ""
