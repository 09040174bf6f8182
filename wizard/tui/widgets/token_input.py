"""The field for the token: masked, takes a whole paste, and never copies the secret."""

from __future__ import annotations

from typing import ClassVar

import rich.repr
from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.message import Message

from wizard.tui.widgets.answer_input import AnswerInput


class TokenInput(AnswerInput):
    """A masked field that posts what is pasted, every line of it, instead of typing it in.

    Home-made because the stock `Input` keeps only the first line of a paste, and copies its text on Ctrl+C
    and Ctrl+X even while it is masked.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", "Check")]

    class Pasted(Message):
        """Text was pasted. It may be a token, so the repr leaves it out."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

        def __rich_repr__(self) -> rich.repr.Result:
            yield "characters", len(self.text)

    def __init__(self) -> None:
        super().__init__(password=True, placeholder="Paste it here", select_on_focus=False)

    def on_paste(self, event: events.Paste) -> None:
        """Post the paste of a terminal."""
        event.prevent_default()
        event.stop()
        if event.text:
            self.post_message(self.Pasted(event.text))

    def action_paste(self) -> None:
        """Paste what was copied in this program."""
        if self.app.clipboard:
            self.post_message(self.Pasted(self.app.clipboard))
        else:
            super().action_paste()

    def action_copy(self) -> None:
        """Copy the selection, unless it's masked."""
        if self.password:
            raise SkipAction
        super().action_copy()

    def action_cut(self) -> None:
        """Cut the selection, unless it's masked."""
        if not self.password:
            super().action_cut()
