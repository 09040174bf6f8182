"""What a table has to know of a list that grows while it is shown."""

from __future__ import annotations

from typing import NamedTuple

from wizard.contacts.browsing.two_ended_list import TwoEndedList


class Arrival(NamedTuple):
    """How a list differs from what was shown of it before."""

    moved: tuple[int, int] | None
    """PackedRows from the first number on are now so many further down; None where none has moved."""
    is_end_due: bool
    """Whether the end has come that somebody waits for."""


class Arrivals:
    """Tells what has come of a list since it was asked last."""

    def __init__(self, contacts: TwoEndedList) -> None:
        self._contacts = contacts
        self._length = 0
        self._gap: int | None = None
        self._wants_end = False

    @property
    def ends_here(self) -> bool:
        """Whether the last row is the list's last."""
        return self._contacts.is_complete or self._contacts.gap is not None

    def wait_for_end(self) -> None:
        """Tell once when the list's last row is there."""
        self._wants_end = True

    def take(self) -> Arrival:
        """Give what has changed, as a table is about to show it."""
        contacts = self._contacts
        moved = None if self._gap is None else (self._gap + 1, len(contacts) - self._length)
        self._length, self._gap = len(contacts), contacts.gap
        is_end_due = self._wants_end and self.ends_here
        self._wants_end = self._wants_end and not is_end_due
        return Arrival(moved, is_end_due)
