"""The contacts with one of them in full beside them."""

from __future__ import annotations

import asyncio

from textual import events, work
from textual.app import ComposeResult
from textual.containers import Horizontal

from wizard.tui.screens.contact_details import DetailsPanel
from wizard.tui.screens.contact_table import RESTS, ContactTable

WIDE = 104
"""Cells from which on the details stand beside the table."""


class TableAndDetails(Horizontal):
    """The table, and beside it, where there is room, everything about the contact under its cursor."""

    def __init__(self, table: ContactTable, details: DetailsPanel, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self._table = table
        self._details = details
        self._is_open = True

    def compose(self) -> ComposeResult:
        """The table on the left."""
        yield self._table
        yield self._details

    @property
    def is_wide(self) -> bool:
        """Whether there is room for the details."""
        return self.size.width >= WIDE

    def turn_details(self) -> None:
        """Close the details, or open them again."""
        self._is_open = not self._is_open
        self.show_current()

    def show_current(self) -> None:
        """Show what is known of the contact under the cursor."""
        row, details = self._table.current, self._details
        if not self._table.is_attached or not details.is_whole:
            return
        details.display = self.is_wide and self._is_open and row is not None
        if details.display:
            details.show(row, is_masked=self._table.is_masked)

    def follow_cursor(self) -> None:
        """Let the details follow the cursor once it rests: laying them out takes long for a held key.

        To be called whenever the cursor is on another contact.
        """
        if self._details.is_whole:
            self._details.cancel_prefetch()
        self._rest()

    @work(group="rest", exclusive=True)
    async def _rest(self) -> None:
        await asyncio.sleep(RESTS)
        self.show_current()

    def on_resize(self, _: events.Resize) -> None:
        """Show the details only where there is room."""
        self.show_current()
