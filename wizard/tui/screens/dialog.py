"""The base of all dialogs: a box in the middle, over the screen below."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen, ScreenResultType
from textual.widget import Widget
from textual.widgets import Static

from wizard.tui.keymap import bind
from wizard.tui.widgets.key_bar import KeyBar


class Dialog(ModalScreen[ScreenResultType]):
    """A box with a title in the middle of the window; the screen below shows through."""

    AUTO_FOCUS = ""
    BOX: ClassVar[type[Widget]] = Vertical
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("commands", "app.command_palette", "Commands", "Find a command by name"),
        bind("help", "app.help", "Help", "Show all keys", key_display="F1/?"),
    ]

    DEFAULT_CLASSES = "-wide -tall"  # of most windows; a change of these styles every widget again
    DEFAULT_CSS = """
    Dialog {
        align: center middle;
        background: $background 70%;
        &:ansi { background: $background 70%; }
        &.-short > .box { padding: 0 2; max-width: 100%; max-height: 100%; }
    }

    .box {
        width: 72;
        max-width: 94%;
        height: auto;
        max-height: 90%;
        padding: 1 3;
        background: $surface;
        border: round $accent;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        scrollbar-color: $foreground 25%;
        scrollbar-background: transparent;
    }

    .box-title {
        text-style: bold;
        margin-bottom: 1;
    }

    .buttons {
        height: auto;
        margin-top: 1;
        align-horizontal: right;
        Button.-style-default {
            margin-left: 2;
            padding: 0 2;
            background: $foreground 10%;
            &:focus {
                background: $accent;
                background-tint: $background 0%;
                color: $background;
                text-style: bold;
            }
            &:ansi:focus { background: ansi_default; color: ansi_default; text-style: bold reverse; }
        }
    }
    """

    def __init__(self, title: str | Content) -> None:
        super().__init__()
        self._box_title = title

    def compose(self) -> ComposeResult:
        """Lay out the box; `compose_box` fills it."""
        with self.BOX(classes="box"):
            yield Static(self._box_title, classes="box-title", markup=False)
            yield from self.compose_box()
        yield KeyBar()

    def compose_box(self) -> ComposeResult:
        """What is below the title."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Focus the first field or button, without moving it to the middle of the box as Textual would."""
        if self.focused is None and self.focus_chain:
            self.set_focus(self.focus_chain[0], scroll_visible=False)

    def on_resize(self) -> None:
        """Scroll no further than it takes to see the focus."""
        self.call_after_refresh(self._scroll_to_focus)

    def _scroll_to_focus(self) -> None:
        self.query_one(".box").scroll_home(animate=False, immediate=True)
        if self.focused:
            self.focused.scroll_visible(animate=False, immediate=True)

    def close(self, result: ScreenResultType | None) -> None:
        """Return a result, unless the dialog is closing already."""
        if self.is_active:
            self.dismiss(result)

    def action_close(self) -> None:
        """Return nothing."""
        self.close(None)
