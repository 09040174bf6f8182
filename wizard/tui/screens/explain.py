"""The explanation of a screen, over it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from wizard.tui.screens.dialog import Dialog
from wizard.tui.widgets.key_line import KeyLine


class ExplainScreen(Dialog[None]):
    """A text to read, closed with any of the usual keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Close"),
        Binding("enter,q", "close", show=False),
        Binding("f1,question_mark,ctrl+slash,ctrl+underscore", "close", show=False, id="help"),
    ]

    def __init__(self, title: Content, text: str) -> None:
        super().__init__()
        self._title = title
        self._text = text

    def compose(self) -> ComposeResult:
        """A box in the middle."""
        with VerticalScroll(classes="box"):
            yield Static(self._title, classes="box-title", markup=False)
            yield Static(self._text, markup=False)
        yield KeyLine()

    def action_close(self) -> None:
        """Return to the screen."""
        if self.is_active:
            self.dismiss()
