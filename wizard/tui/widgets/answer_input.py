"""Text fields: Enter is shown in the key bar, `?` opens the help, the cursor doesn't blink."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import Input

from wizard.tui.keymap import bind


class AnswerInput(Input):
    """An `Input` with a key for its answer in the key bar. Takes the same arguments.

    `?` in an empty field isn't typed: it opens the help, since some terminals keep F1 for themselves and no
    name starts with it.
    """

    DEFAULT_CSS = """
    AnswerInput {
        padding: 0 1;
        background: transparent;
        border: round $foreground 40%;
        border-subtitle-color: $text-muted;
        &:focus { border: round $accent; background-tint: $foreground 0%; }
        & > .input--cursor { background: $background; color: $foreground; text-style: reverse; }
        & > .input--placeholder { color: $text-muted; }
        &:ansi > .input--cursor { background: ansi_default; color: ansi_default; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Continue"),
        bind("go_on", "submit", "Continue", show=False),
    ]

    def on_mount(self) -> None:
        """Keep the cursor still: nothing moves here except what changes."""
        self.cursor_blink = False

    def fill(self, text: str) -> None:
        """Fill in `text` without it counting as typed: no `Changed` is posted."""
        with self.prevent(self.Changed):
            self.value = text
        self.cursor_position = len(text)

    def on_key(self, event: events.Key) -> None:
        """Don't type what opens the help, nor a key with Alt: most terminals send it as its letter too."""
        if event.key.startswith("alt+") or self._opens_help(event.character):
            event.prevent_default()

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether a key types its character here, so that no binding gets it.

        Under another screen it types nothing, so that the command palette and the help list every key.
        """
        types = super().check_consume_key(key, character) and not self._opens_help(character)
        return types and self.screen.is_active

    def _opens_help(self, character: str | None) -> bool:
        return character == "?" and not self.value

    def action_paste(self) -> None:
        """Paste what was copied in this program, or say which keys paste from the clipboard."""
        if self.app.clipboard:
            super().action_paste()
        else:
            self.notify(
                "Most terminals paste with Ctrl+Shift+V, Shift+Insert, or Cmd+V on a Mac.", markup=False
            )
