"""The field above a table; it moves the table's cursor while it has the focus."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from wizard.tui.widgets.answer_input import AnswerInput


class FilterInput(AnswerInput):
    """A field whose arrow and page keys move the cursor of the table below it.

    They travel as `Moved` messages, after the `Changed` messages of whatever was typed before them.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Choose"),
        Binding("up", "post_move('move(-1)')", "Move up", show=False),
        Binding("down", "post_move('move(1)')", "Move down", show=False),
        Binding("pageup", "post_move('move_page(-1)')", "Move up one page", show=False),
        Binding("pagedown", "post_move('move_page(1)')", "Move down one page", show=False),
        Binding("home", "post_move('first')", "Go to the first row", show=False),
        Binding("end", "post_move('last')", "Go to the last row", show=False),
    ]

    class Moved(Message):
        """A key that moves was pressed; `action` is what the table's own binding for it does."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def action_post_move(self, action: str) -> None:
        """Pass the move on."""
        self.post_message(self.Moved(action))
