"""Copy text, and show what was copied: a terminal doesn't tell whether it took it."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Static

from wizard.support.safe_text import sanitize_lines
from wizard.tui.keymap import bind, key_name
from wizard.tui.widgets.key_bar import KeyBar
from wizard.tui.widgets.key_reasons import KeyReasons
from wizard.tui.widgets.scroll_pane import ScrollPane

SHOW_COPY = bind("show_copy", "show_copy", "Show copy", "Show what was copied last, to select it by hand")


def copy(app: App[Any], text: str, what: str) -> None:
    """Ask the terminal to put text on the clipboard, and say so. That works over SSH too (OSC 52)."""
    app.copy_to_clipboard(text)
    app.notify(
        f"Copied {what}, if your terminal allows it. {key_name(app, 'show_copy')} shows it "
        f"to select by hand.",
        markup=False,
    )


class ShowsCopies(KeyReasons):
    """Mixed into a screen or widget whose texts can be copied: what was copied last can be shown."""

    def action_show_copy(self) -> None:
        """Show what was copied last, to select it by hand."""
        self.app.push_screen(CopyScreen(self.app.clipboard))

    def why_not(self, action: str) -> str:
        """There must be something to show."""
        is_empty = action == "show_copy" and not self.app.clipboard
        return "Nothing has been copied yet." if is_empty else super().why_not(action)


class CopyScreen(Screen[None]):
    """What was copied, with nothing beside it, so that the terminal's own selection gets it whole."""

    CSS_PATH = "tables.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("go_back", "close", "Back"),
        Binding("enter,q", "close", "Back", show=False),
        bind("show_copy", "close", "Back", "Show what was copied last, or hide it", show=False),
    ]

    def __init__(self, text: str) -> None:
        super().__init__()
        self._copied = text

    def compose(self) -> ComposeResult:
        """How to select the text, and the text."""
        yield Static("Hold Shift (Option on a Mac) and drag to select.", id="introduction", markup=False)
        with ScrollPane(id="plain"):
            yield Static(sanitize_lines(self._copied), markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Take notifications away, which would cover the text."""
        self.app.clear_notifications()

    def action_close(self) -> None:
        """Go back."""
        if self.is_active:
            self.dismiss()
