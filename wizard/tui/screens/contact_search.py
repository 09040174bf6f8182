"""The field that the table of contacts is filtered with."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import Input

from wizard.tui.screens.contact_table import ContactTable
from wizard.tui.widgets.filter_input import FilterInput


class ContactSearch(FilterInput):
    """Is shown while somebody types. The keys for ClickFunnels are posted, to come after what was typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "To the table"),
        Binding("ctrl+s,f4", "post_wish('ask')", "Ask ClickFunnels", id="ask"),
        Binding("ctrl+l", "post_wish('load_all')", "Load all", id="load_all_typing"),
    ]

    class Wish(FilterInput.Moved):
        """Something that the browser is to do, by its action's name."""

    def __init__(self, table: ContactTable, *, id: str) -> None:  # noqa: A002
        super().__init__(placeholder="Part of a name, email, phone or tag", id=id, select_on_focus=False)
        self._table = table

    @property
    def typed(self) -> str:
        """What is typed, without blanks around it."""
        return self.value.strip()

    def open(self) -> None:
        """Let somebody type."""
        self.display = True
        self.focus()

    def close(self) -> None:
        """Filter no more, and go to the table."""
        self.clear()
        self._table.look_for("")
        self._leave()

    @on(Input.Changed)
    def filter_table(self) -> None:
        """Let the table show what holds the text."""
        self._table.look_for(self.typed)

    @on(Input.Submitted)
    def leave(self, event: Input.Submitted) -> None:
        """Go to the table; what is typed stays."""
        event.stop()
        self._table.catch_up()
        self._leave()

    @on(FilterInput.Moved)
    def move_cursor(self, event: FilterInput.Moved) -> None:
        """Do in the table what the keys mean there, once it shows what was typed before them."""
        self._table.catch_up()
        if not isinstance(event, self.Wish):
            event.stop()
            getattr(self._table, f"action_{event.action}")(*event.arguments)

    def action_post_wish(self, action: str) -> None:
        """Pass the wish on."""
        self.post_message(self.Wish(action, ()))

    def _leave(self) -> None:
        self.display = bool(self.value)
        self._table.focus()
