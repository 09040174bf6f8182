"""The dialog that renames a profile."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from wizard.config.errors import BadProfileName
from wizard.config.profile_names import check_profile_name
from wizard.tui.screens.dialog import Dialog
from wizard.tui.widgets.answer_input import AnswerInput
from wizard.tui.widgets.key_bar import KeyBar


class NameInput(AnswerInput):
    """The field for the new name."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", "Rename")]


class RenameScreen(Dialog[str | None]):
    """Asks for a new name. Returns it, or None to keep the old one."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", "Keep the name")]

    def __init__(self, name: str, others: frozenset[str]) -> None:
        super().__init__()
        self._old = name
        self._others = others

    def compose(self) -> ComposeResult:
        """A field, with what's wrong with the name below it."""
        with Vertical(classes="box"):
            yield Static(Content(f"Rename {self._old}"), classes="box-title", markup=False)
            yield NameInput(self._old, max_length=64, select_on_focus=False)
            yield Static(id="wrong", markup=False)
        yield KeyBar()

    @on(Input.Changed)
    def show_problem(self, event: Input.Changed) -> None:
        """Say what's wrong with the name while it's typed."""
        problem = self._problem(event.value)
        self.query_one("#wrong", Static).update(Content.styled(problem and f"! {problem}", "$text-warning"))

    @on(Input.Submitted)
    def accept(self) -> None:
        """Return the name, if it's valid."""
        name = self.query_one(NameInput).value
        if self.is_active and not self._problem(name):
            self.dismiss(name)

    def action_close(self) -> None:
        """Keep the old name."""
        if self.is_active:
            self.dismiss(None)

    def _problem(self, name: str) -> str:
        if name in self._others:
            return "Another profile has this name."
        try:
            check_profile_name(name)
        except BadProfileName as error:
            return f"{error.what} {error.hint}"
        return ""
