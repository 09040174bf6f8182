"""One contact on a screen of its own, where there is no room beside the table."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Footer, Static

from wizard.contact import Contact
from wizard.widgets.contact_text import describe


class DetailsScreen(Screen[None]):
    """Every field of a contact."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Back to the list"),
        Binding("enter,d,q", "close", show=False),
    ]

    def __init__(self, contact: Contact) -> None:
        super().__init__()
        self._contact = contact

    def compose(self) -> ComposeResult:
        """A text to scroll."""
        with VerticalScroll(id="page"):
            yield Static(describe(self._contact), markup=False)
        yield Footer()

    def action_close(self) -> None:
        """Return to the contacts."""
        if self.is_current:
            self.dismiss()
