"""What opens over a screen, and is closed again."""

from __future__ import annotations

from rich.console import RenderableType
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import ModalScreen, ScreenResultType

from wizard.tui.screens.sparing import SparingScreen


class Dialog(ModalScreen[ScreenResultType], SparingScreen[ScreenResultType]):
    """A box in the middle, over what was there."""

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

    def render(self) -> RenderableType:
        """Show the screen beneath through the background.

        Textual takes it from a list that each drawing uses up; whoever asks once more finds nothing there.
        """
        stack = self.app.screen_stack
        if self not in stack[1:] or self.styles.background.a == 1:
            return super().render()
        return BackgroundScreen(stack[stack.index(self) - 1], self.styles.background)
