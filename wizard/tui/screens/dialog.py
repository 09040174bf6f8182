"""The base of all dialogs: a box in the middle, over the screen below."""

from __future__ import annotations

from textual.screen import ModalScreen, ScreenResultType


class Dialog(ModalScreen[ScreenResultType]):
    """A box in the middle of the window; the screen below shows through."""

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
