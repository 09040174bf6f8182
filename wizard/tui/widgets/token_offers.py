"""Below the token's field: the ways to do without pasting one or to get one, and a warning about tokens."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from urllib.parse import urlsplit

from textual import work
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from wizard.onboarding.session import Session
from wizard.onboarding.sign_in_offer import is_sign_in_offered
from wizard.onboarding.step_texts import SHARING, TEAMS_PAGE
from wizard.tui.keymap import key_list, key_name

_DELAY = 0.05
"""Seconds until the first screen is complete: importing httpx in between would hold it up."""

_NAMES = ("take_offer", "sign_in", "open_dashboard")
"""Everything that may be offered; their keys share a column."""

_GAP = 2
"""Cells between a key and what it does."""

_WIDE = 90
"""Cells from which on all keys of an offer are named, for terminals that keep the first."""

_ROOM_FOR_ADDRESS = 60
"""Cells from which on the whole address of the teams fits beside its key."""


class TokenOffers(Widget):
    """Offers the token that was found, if there is one, and signing in once the server says that it can.

    Home-made because lines that don't fit continue below the text, not below the key.
    """

    has_sign_in: reactive[bool] = reactive(False, init=False)

    def __init__(self, session: Session) -> None:
        super().__init__(id="below")
        self._session = session

    def on_mount(self) -> None:
        """Look for more to offer once the screen is complete."""
        if self._session.presets.token is None:
            self.set_timer(_DELAY, self._look_for_sign_in)

    def watch_has_sign_in(self) -> None:
        """Offer it in the key bar, too."""
        self.screen.refresh_bindings()

    @work(group="sign-in-offer", exclusive=True)
    async def _look_for_sign_in(self) -> None:
        """Open a connection while the person reads, and ask whether they can sign in."""
        await self._session.connect.warm_up()
        self.has_sign_in = await is_sign_in_offered(self._session)

    def render(self) -> Content:
        """Return the offers and the warning, one below the other."""
        width = self.content_size.width
        gap = [] if self.screen.has_class("-short") else [Content("")]
        found = list(chain.from_iterable(self._offer(*offer, width) for offer in self._found()))
        ways = list(chain.from_iterable(self._offer(*offer, width) for offer in self._ways(width)))
        title = Content.styled("No token yet?", "bold")
        warning = Content.styled(SHARING, "$text-muted").wrap(width) if width else []
        return Content("\n").join([*gap, *found, *(gap if found else []), title, *ways, *gap, *warning])

    def _found(self) -> Iterator[tuple[str, Content]]:
        if suggestion := self._session.suggestion:
            yield "take_offer", Content(f"Use {suggestion.source} ({suggestion.token.masked})")

    def _ways(self, width: int) -> Iterator[tuple[str, Content]]:
        if self.has_sign_in:
            yield "sign_in", Content("Sign in with your browser: read-only, one workspace, revocable")
        address = TEAMS_PAGE if width >= _ROOM_FOR_ADDRESS else str(urlsplit(TEAMS_PAGE).hostname)
        way = ("Team Settings > Developer Portal > Add new platform application", "bold")
        yield "open_dashboard", Content.assemble((address, "$text-accent"), " > your team > ", way)

    def _offer(self, name: str, text: Content, width: int) -> Iterator[Content]:
        """Yield the lines of an offer: its keys, and beside them what they do."""
        keys = {one: (key_list if width >= _WIDE else key_name)(self, one) for one in _NAMES}
        indent = max(map(len, keys.values())) + _GAP
        first, *others = text.wrap(max(1, width - indent))
        yield Content.assemble((keys[name].ljust(indent), "$text-accent bold"), first)
        yield from (line.pad_left(indent) for line in others)
