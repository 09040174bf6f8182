"""The field above a table, which moves the table's cursor while it has the focus."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from wizard.tui.widgets.answer_input import AnswerInput


class FilterInput(AnswerInput):
    """A field above a table; the keys that move in a table are posted as `Moved`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Choose"),
        Binding("up", "post_move('move', -1)", show=False),
        Binding("down", "post_move('move', 1)", show=False),
        Binding("pageup", "post_move('move_page', -1)", show=False),
        Binding("pagedown", "post_move('move_page', 1)", show=False),
        Binding("home", "post_move('first')", show=False),
        Binding("end", "post_move('last')", show=False),
    ]

    class Moved(Message):
        """The table's cursor is to move: by the table's own action of this name."""

        def __init__(self, action: str, arguments: tuple[int, ...]) -> None:
            super().__init__()
            self.action = action
            self.arguments = arguments

    def action_post_move(self, action: str, *arguments: int) -> None:
        """Pass the move on."""
        self.post_message(self.Moved(action, arguments))
