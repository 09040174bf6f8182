"""Copying. Whether the terminal took it cannot be known, so what was copied can also be seen plainly."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from wizard.support.safe_text import sanitize_lines
from wizard.tui.widgets.key_bar import KeyBar
from wizard.words import key_names as key_names_words


def copy(app: App[Any], text: str, what: str) -> None:
    """Ask the terminal to put text on the clipboard (OSC 52, which works over SSH), and say so."""
    app.copy_to_clipboard(text)
    app.notify(
        f"Copied {what}, if your terminal allows it. {key_names_words.key('show_copy')} shows it "
        f"to select by hand.",
        markup=False,
    )


class CopyScreen(Screen[None]):
    """The text from the left edge on and nothing beside it, to be selected with the terminal's own means."""

    CSS_PATH = "tables.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Back", id="go_back"),
        Binding("enter,q,v", "close", show=False),
    ]

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        """What was copied, below how to select it."""
        yield Static("Hold Shift (Option on a Mac) and drag to select.", id="introduction", markup=False)
        with VerticalScroll(id="plain"):
            yield Static(sanitize_lines(self._text), markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Take away the message that pointed here, which would cover the text."""
        self.app.clear_notifications()

    def action_close(self) -> None:
        """Return to where it was copied."""
        if self.is_active:
            self.dismiss()
