"""The dialog that renames a profile."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static

from wizard.config.profile_names import MAX_LENGTH, to_profile_name
from wizard.tui.screens.dialog import Dialog
from wizard.tui.screens.save_review import will_be_saved_as
from wizard.tui.widgets.answer_input import AnswerInput
from wizard.tui.widgets.marks import MARKS


class NameInput(AnswerInput):
    """The field for the new name."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", "Rename")]


class RenameScreen(Dialog[str | None]):
    """Asks for a new name. Returns it, or None to keep the old one."""

    DEFAULT_CSS = """
    RenameScreen #wrong { padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", "Cancel", tooltip="Keep the name")]

    def __init__(self, name: str, others: frozenset[str]) -> None:
        super().__init__(Content(f"Rename {name}"))
        self._old = name
        self._others = others
        self._remark = Static(id="wrong", markup=False)

    def compose_box(self) -> ComposeResult:
        """A field, and below it what's wrong with the name, or which valid name it becomes."""
        yield NameInput(self._old, max_length=MAX_LENGTH, select_on_focus=False)
        yield self._remark

    @on(Input.Changed)
    def show_remark(self, event: Input.Changed) -> None:
        """Say while a name is typed what becomes of it."""
        name, problem = self._name_for(event.value)
        event.input.set_class(bool(problem), "-failed")
        if problem:
            self._remark.update(Content.styled(f"{MARKS.wrong} {problem}", "$text-error"))
        else:
            self._remark.update(will_be_saved_as(name) if name != event.value else "")

    @on(Input.Submitted)
    def accept(self, event: Input.Submitted) -> None:
        """Return the name, if there is one."""
        name, problem = self._name_for(event.value)
        if not problem:
            self.close(name)

    def _name_for(self, typed: str) -> tuple[str, str]:
        """Return the valid name for what is typed, or what's wrong with it."""
        name = to_profile_name(typed, self._old)
        return name, "Another profile has this name." if name in self._others else ""
