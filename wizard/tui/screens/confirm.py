"""Ask a yes-or-no question before something is lost or moved."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Button, Static

from wizard.tui.keymap import bind
from wizard.tui.screens.dialog import Dialog


class AnswerButton(Button):
    """One of the answers, with its keys in the key bar."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "press", "Choose"),
        Binding("tab", "app.focus_next", "Other one", tooltip="Move to the other answer"),
    ]


class ConfirmScreen(Dialog[bool]):
    """A question with two buttons. Returns True for yes; Esc and `q` mean no."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "Yes"),
        Binding("n,escape", "answer(False)", "No", key_display="n/Esc"),
        Binding("q", "answer(False)", "No", show=False),
        Binding(
            "left,right,up,down",
            "app.focus_next",
            "Other one",
            show=False,
            tooltip="Move to the other answer",
        ),
        bind("leave", "answer(True)", "Yes", show=False, priority=True),
    ]

    def __init__(self, title: str, text: str, yes: str, no: str) -> None:
        super().__init__(title)
        self._text, self._yes, self._no = text, yes, no

    def compose_box(self) -> ComposeResult:
        """The question and its buttons; the harmless one has the focus."""
        yield Static(self._text, markup=False)
        with Horizontal(classes="buttons"):
            yield AnswerButton(self._no, id="no", compact=True)
            yield AnswerButton(self._yes, id="yes", compact=True)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Take the button's answer."""
        self.action_answer(event.button.id == "yes")

    def action_answer(self, answer: bool) -> None:
        """Close with this answer."""
        self.close(answer)
