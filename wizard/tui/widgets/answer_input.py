"""Fields whose Enter is shown among the keys, and whose keys reach the screen in the order they were pressed.

A field tells the screen what was typed by a message that travels up through its containers. Keys that mean
something to the screen have to travel the same way: as a binding of the screen they would overtake it.
"""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input

from wizard.tui.widgets.key_order import run_binding


class AnswerInput(Input, inherit_css=False):
    """A field that gives its answer at Enter and at Ctrl+N. Its cursor does not blink: nothing moves here."""

    COMPONENT_CLASSES = Input.COMPONENT_CLASSES
    DEFAULT_CSS = """
    AnswerInput {
        width: 100%;
        height: 3;
        padding: 0 1;
        border: round $foreground 40%;
        color: $foreground;
        pointer: text;
        scrollbar-size-horizontal: 0;
        &:focus { border: round $accent; }
        & > .input--cursor { background: $background; color: $foreground; text-style: reverse; }
        & > .input--selection { background: $input-selection-background; color: $input-selection-foreground; }
        & > .input--placeholder { color: $text-muted; }
        &:ansi {
            color: ansi_default;
            & > .input--cursor { background: ansi_default; color: ansi_default; }
            & > .input--placeholder { color: ansi_default; text-style: dim; }
        }
    }
    """
    cursor_blink: Reactive[bool] = Reactive(False, init=False)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Continue"),
        Binding("ctrl+n", "submit", show=False, id="go_on"),
    ]

    virtual_size: Reactive[Size] = Reactive(Size(0, 0))
    """As long as the text is. Textual's own lays the whole screen out anew at each letter, for nothing."""

    async def on_key(self, event: events.Key) -> None:
        """Type letters; other keys mean something here, or to the screen."""
        if not event.is_printable or self._asks(event.character):
            await run_binding(self, event)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether a key is typed, and so can mean nothing else."""
        return super().check_consume_key(key, character) and not self._asks(character)

    def _asks(self, character: str | None) -> bool:
        """Whether this asks for help: no name begins so, and some terminals keep F1 to themselves."""
        return character == "?" and not self.value

    def action_paste(self) -> None:
        """Paste what was copied in this program, or say which keys are the terminal's own."""
        if self.app.clipboard:
            super().action_paste()
        else:
            self.notify(
                "Most terminals paste with Ctrl+Shift+V, Shift+Insert, or Cmd+V on a Mac.", markup=False
            )
