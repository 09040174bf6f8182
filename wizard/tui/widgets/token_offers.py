"""Below the token's field: the ways to do without pasting one, and a warning about sharing tokens."""

from __future__ import annotations

from textual import work
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from wizard.onboarding.session import Session
from wizard.onboarding.sign_in_offer import is_sign_in_offered
from wizard.onboarding.step_texts import SHARING
from wizard.tui.keymap import key_choice, key_name

_DELAY = 0.05
"""Seconds until the first screen is complete: importing httpx in between would hold it up."""


class TokenOffers(Static):
    """Offers the token that was found, if there is one, and signing in once the server says that it can."""

    has_sign_in: reactive[bool] = reactive(False, init=False)

    def __init__(self, session: Session) -> None:
        super().__init__(id="below", markup=False)
        self._session = session

    def on_mount(self) -> None:
        """Show what is offered at once, and look for more once the screen is complete."""
        self.update(self._text())
        if self._session.presets.token is None:
            self.set_timer(_DELAY, self._look_for_sign_in)

    def watch_has_sign_in(self) -> None:
        """Offer it in words, and in the key bar."""
        self.update(self._text())
        self.screen.refresh_bindings()

    @work(group="sign-in-offer", exclusive=True)
    async def _look_for_sign_in(self) -> None:
        """Open a connection while the person reads, and ask whether they can sign in."""
        await self._session.connect.warm_up()
        self.has_sign_in = await is_sign_in_offered(self._session)

    def _text(self) -> Content:
        lines = [Content(""), Content.styled(SHARING, "$text-muted")]
        if suggestion := self._session.suggestion:
            key = (key_name(self, "take_offer"), "$text-accent bold")
            lines.insert(0, Content.assemble(key, f" uses {suggestion.source} ({suggestion.token.masked})"))
        if self.has_sign_in:
            key = (key_choice(self, "sign_in"), "$text-accent bold")
            lines.append(Content.assemble(key, " signs in with your browser: read-only, one workspace"))
        return Content("\n").join(lines)
