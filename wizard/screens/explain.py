"""The explanation of a step, over it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from wizard.widgets.key_line import KeyLine


class ExplainScreen(ModalScreen[None]):
    """A text to read, closed with any of the usual keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Close"),
        Binding("enter,f1,q", "close", "Close", show=False),
    ]

    def __init__(self, title: Content, text: str) -> None:
        super().__init__()
        self._title = title
        self._text = text

    def compose(self) -> ComposeResult:
        """A box in the middle."""
        with Vertical(classes="box"):
            yield Static(self._title, classes="box-title", markup=False)
            with VerticalScroll():
                yield Static(self._text, markup=False)
        yield KeyLine()

    def action_close(self) -> None:
        """Return to the step."""
        if self.is_current:
            self.dismiss()
