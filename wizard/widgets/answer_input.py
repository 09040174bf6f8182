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

from .keys_here import do_here


class AnswerInput(Input):
    """A field that gives its answer at Enter and at Ctrl+N. Its cursor does not blink: nothing moves here."""

    cursor_blink: Reactive[bool] = Reactive(False, init=False)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Continue"),
        Binding("ctrl+n", "submit", show=False, id="go_on"),
    ]

    virtual_size: Reactive[Size] = Reactive(Size(0, 0))
    """As long as the text is. Textual's own lays the whole screen out anew at each letter, for nothing."""

    async def on_key(self, event: events.Key) -> None:
        """Type letters; other keys mean something here, or to the screen."""
        if not event.is_printable:
            await do_here(self, event)
