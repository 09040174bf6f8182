"""Ask for the command with which a password manager prints the token, and try it."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static

from wizard.config import token_command
from wizard.config.errors import TokenCommandFailed
from wizard.support.pasted_token import FoundToken
from wizard.support.programs import split_command
from wizard.support.secret import Token
from wizard.tui.screens.dialog import Dialog
from wizard.tui.widgets.answer_input import AnswerInput

_TEXT = (
    "The profile will contain this command instead of the token. It's run without a shell whenever the token "
    "is needed, and has to print the token alone. Examples:\n"
    "op read op://Work/ClickFunnels/token\n"
    "rbw get ClickFunnels"
)


class CommandInput(AnswerInput):
    """The field for the command."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", "Try it")]


class TokenCommandScreen(Dialog[FoundToken]):
    """Returns the token that a command printed, or None. With a token, the command has to print that one."""

    DEFAULT_CSS = """
    TokenCommandScreen #wrong { padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", "Cancel")]

    def __init__(self, command: str = "", wanted: Token | None = None) -> None:
        super().__init__("Get the token from a password manager")
        self._wanted = wanted
        self._field = CommandInput(command, select_on_focus=False, id="command")
        self._remark = Static(id="wrong", markup=False)

    def compose_box(self) -> ComposeResult:
        """What the command is for, the field, and below it what went wrong."""
        yield Static(_TEXT, markup=False)
        yield self._field
        yield self._remark

    @on(Input.Changed)
    def forget_remark(self) -> None:
        """Drop what was said about another command."""
        self._remark.update("")

    @on(Input.Submitted)
    def accept(self, event: Input.Submitted) -> None:
        """Try the command."""
        try:
            command = split_command(event.value)
        except ValueError:
            self._refuse("Type a program and its arguments, and close every quote.")
        else:
            self._remark.update(f"Waiting for {command[0]}, which may ask to be unlocked.")
            self._try(command)

    @work(group="try", exclusive=True)
    async def _try(self, command: tuple[str, ...]) -> None:
        try:
            token = await asyncio.to_thread(token_command.run, command)
        except TokenCommandFailed as error:
            self._refuse(error.message)
            return
        if self._wanted and token != self._wanted:
            self._refuse(f"It printed another token ({token.masked}) than the one you gave.")
        else:
            self.close(FoundToken(token, f"{command[0]}", command=command))

    def _refuse(self, text: str) -> None:
        self._remark.update(Content.styled(f"! {text}", "$text-warning"))
