"""The field above a table; it moves the table's cursor while it has the focus."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from wizard.tui.widgets.answer_input import AnswerInput
from wizard.tui.widgets.record_table import RecordTable


class FilterInput(AnswerInput):
    """A field whose arrow and page keys move the cursor of the table below it.

    They travel as `Moved` messages, after the `Changed` messages of whatever was typed before them.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Choose"),
        *(
            Binding(move.key.split(",")[0], f"post_move({move.action!r})", move.description, show=False)
            for move in RecordTable.MOVES
        ),
    ]

    class Moved(Message):
        """A key that moves was pressed; `action` is what the table's own binding for it does."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def action_post_move(self, action: str) -> None:
        """Pass the move on."""
        self.post_message(self.Moved(action))
