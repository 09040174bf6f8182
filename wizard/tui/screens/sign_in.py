"""The dialog that waits while someone signs in with the browser."""

from __future__ import annotations

import asyncio
from contextlib import nullcontext
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.widgets import Input, Static

from wizard.api.errors import ApiError, SignInError
from wizard.onboarding.answers import Answers
from wizard.onboarding.session import Session
from wizard.onboarding.sign_in import SignIn, answers_of
from wizard.support.browser import open_in_browser
from wizard.tui.screens.dialog import Dialog
from wizard.tui.widgets.answer_input import AnswerInput
from wizard.tui.widgets.notice import Message, Notice, Severity

_ASKING: Message = (Severity.BUSY, "Asking ClickFunnels how to sign in.", "")
_IN_BROWSER: Message = (Severity.BUSY, "Sign in and choose a workspace in your browser.", "")
_NO_BROWSER: Message = (Severity.BUSY, "Open this address in a browser and choose a workspace.", "")


class AddressInput(AnswerInput):
    """The field for the address that a browser on another computer ends at."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", "Use it", tooltip="Use this address")]


class SignInScreen(Dialog[Answers | ApiError | None]):
    """Opens the browser and waits. Returns the answers with the token's account, an error, or None."""

    HELP = (
        "Your browser opens by itself where it can; if not, open the address in any browser. One on another "
        "computer ends at a page that can't load. Paste that page's address here."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Cancel", tooltip="Stop signing in"),
        Binding("f5,alt+c", "copy_address", "Copy address", tooltip="Copy the address to open in a browser"),
    ]

    message: reactive[Message] = reactive(_ASKING)

    def __init__(self, session: Session, answers: Answers) -> None:
        super().__init__("Sign in with your browser")
        self._session = session
        self._answers = answers
        self._sign_in: SignIn | None = None
        self._address = Static(id="address", markup=False)
        self._notice = Notice()
        self._field = AddressInput(placeholder="Or paste the final address")

    def compose_box(self) -> ComposeResult:
        """What is going on, the address, and a field for where a browser elsewhere ends."""
        yield Static(
            "The token can only read one workspace. New: not yet verified against ClickFunnels' production "
            "server.",
            classes="muted",
            markup=False,
        )
        yield self._address
        yield self._notice
        yield self._field

    def on_mount(self) -> None:
        """Begin."""
        self._begin()

    def watch_message(self, message: Message) -> None:
        """Show what is going on, and the field below it even in a low window."""
        self._notice.show(message)
        self.call_after_refresh(self._field.scroll_visible, animate=False)

    @work(group="sign-in", exclusive=True)
    async def _begin(self) -> None:
        serve = self._session.serve_consent
        try:
            with serve() if serve else nullcontext(None) as origin:
                async with SignIn.of(self._session, browser_origin=origin) as sign_in:
                    self._sign_in = sign_in
                    has_opened = await asyncio.to_thread(open_in_browser, sign_in.url)
                    self._address.update(sign_in.url)
                    self.message = _IN_BROWSER if has_opened else _NO_BROWSER
                    token, grant = await sign_in.finish()
            self.close(await answers_of(self._session, self._answers, token, grant))
        except ApiError as error:
            self.close(error)

    @on(Input.Submitted)
    def take_address(self, event: Input.Submitted) -> None:
        """Go on with the pasted address."""
        if self._sign_in is None or not event.value.strip():
            return
        try:
            self._sign_in.paste(event.value)
        except SignInError as error:
            self.message = (Severity.ERROR, error.what, error.hint)

    def action_copy_address(self) -> None:
        """Copy the address, also through SSH (OSC 52)."""
        if self._sign_in:
            self.app.copy_to_clipboard(self._sign_in.url)
            self.notify("Copied the address, if your terminal allows it.", markup=False)
