"""The field above a table; it moves the table's cursor while it has the focus."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from wizard.tui.keymap import MOVING, bind, key_name
from wizard.tui.widgets.answer_input import AnswerInput
from wizard.tui.widgets.key_reasons import KeyReasons
from wizard.tui.widgets.record_table import RecordTable

_CORNERS = 6
"""Cells of the border that its title can't have."""

_LEAST = 4
"""Cells that a text is at least cut to; where there are fewer, it isn't quoted."""


class FilterInput(AnswerInput, KeyReasons):
    """A field whose arrow and page keys move the cursor of the table below it.

    They travel as `Moved` messages, after the `Changed` messages of whatever was typed before them.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Choose"),
        bind("go_back", "clear", "Clear", "Clear what was typed"),
        *(
            Binding(
                move.key.split(",")[0],
                f"post_move({move.action!r})",
                move.description,
                show=False,
                group=MOVING,
            )
            for move in RecordTable.MOVES
        ),
    ]

    unmatched: reactive[str] = reactive("", init=False)
    """What was typed, if nothing matches it; then the border says so."""
    nothing: str = "Nothing"
    """What matches nothing, to begin a sentence with: No team."""
    nothing_to_choose: str = ""
    """Why Enter does nothing now; empty if it does something."""

    clears_first: bool = True
    """Whether the key that goes back clears the text before it does anything else."""

    class Moved(Message):
        """A key that moves was pressed; `action` is what the table's own binding for it does."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def watch_value(self, before: str, now: str) -> None:
        """Offer to clear the text while there is some."""
        if bool(before) is not bool(now):
            self.refresh_bindings()

    def watch_unmatched(self) -> None:
        """Say that nothing matches, with as much of a long text as there is room for."""
        title = Content("")
        if self.unmatched:
            start, end = f"{self.nothing} matches", f". {key_name(self, 'go_back')} clears."
            width, text = self.outer_size.width - _CORNERS, Content(self.unmatched)
            room = width - len(f"{start} “”{end}")
            if text.cell_length <= room or room >= _LEAST:
                start += f" “{text.truncate(room, ellipsis=True)}”"
            title = Content(start + (end if len(start + end) <= width or "“" in start else "."))
        self.border_title = title

    def on_resize(self) -> None:
        """Say more or less of a long text."""
        self.watch_unmatched()

    def why_not(self, action: str) -> str:
        """Enter isn't offered over an empty list."""
        return self.nothing_to_choose if action == "submit" else ""

    def action_clear(self) -> None:
        """Clear what was typed."""
        self.clear()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the key that goes back to others when there is nothing to clear."""
        if action == "clear":
            return self.clears_first and bool(self.value)
        return super().check_action(action, parameters)

    def action_post_move(self, action: str) -> None:
        """Pass the move on."""
        self.post_message(self.Moved(action))
