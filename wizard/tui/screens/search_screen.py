"""The base of screens with a field above a table: the field keeps the focus and moves the table's cursor."""

from __future__ import annotations

from typing import Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.screen import Screen

from wizard.tui.widgets.filter_input import FilterInput
from wizard.tui.widgets.heading import Heading
from wizard.tui.widgets.key_bar import KeyBar
from wizard.tui.widgets.key_reasons import KeyReasons
from wizard.tui.widgets.notice import Notice
from wizard.tui.widgets.record_table import RecordTable

Row = TypeVar("Row")


class SearchScreen(Screen[None], KeyReasons, Generic[Row]):
    """Heading, field, table, remarks and keys."""

    DEFAULT_CLASSES = "-wide -tall"  # of most windows; a change of these styles every widget again

    def __init__(self, heading: Heading, field: FilterInput, table: RecordTable[Row]) -> None:
        super().__init__()
        self._heading = heading
        self._field = field
        self._table = table
        self._table.can_focus = False
        self._notice = Notice()

    def compose(self) -> ComposeResult:
        """The field above the table."""
        yield self._heading
        yield self._field
        yield self._table
        yield self._notice
        yield KeyBar()

    @on(FilterInput.Moved)
    async def move_cursor(self, event: FilterInput.Moved) -> None:
        """Move the table's cursor while the field has the focus."""
        await self._table.run_action(event.action)
