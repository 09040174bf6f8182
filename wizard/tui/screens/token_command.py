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
from wizard.onboarding import step_texts
from wizard.support.pasted_token import FoundToken
from wizard.support.secret import Token
from wizard.tui.screens.dialog import Dialog
from wizard.tui.widgets.answer_input import AnswerInput


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
        """The field, what went wrong, and what the command is for: that's what a low window leaves out."""
        yield self._field
        yield self._remark
        yield Static(step_texts.TOKEN_COMMAND, markup=False)

    @on(Input.Changed)
    def forget_remark(self) -> None:
        """Drop what was said about another command."""
        self._remark.update("")

    @on(Input.Submitted)
    def accept(self, event: Input.Submitted) -> None:
        """Try the command."""
        self._remark.update("Waiting for the command, which may ask to be unlocked.")
        self._try(event.value)

    @work(group="try", exclusive=True)
    async def _try(self, typed: str) -> None:
        try:
            command, token = await asyncio.to_thread(token_command.try_typed, typed, self._wanted)
        except TokenCommandFailed as error:
            self._remark.update(Content.styled(f"! {error.message}", "$text-warning"))
        else:
            self.close(FoundToken(token, command[0], command=command))
