"""Hand on keys and pastes one at a time, each once the one before it is handled completely."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterator

from textual import events
from textual.app import App
from textual.dom import DOMNode
from textual.screen import Screen

from wizard.onboarding.session import Outcome

_ROUNDS = 3
"""How often to climb from the widget to the app: a key's message may cause another, and that a third."""

_PATIENCE = 1.0
"""Seconds after which the next key is handed on in any case."""

_ANSWERS = ("go_on", "submit")
"""What keys do that answer a question."""


class TypedKeys:
    """Makes what is typed faster than the screens change go to the screen it is meant for.

    Textual gives a key to the widget that has the focus when the key arrives. In a burst, as from a script,
    that may be a field on a screen that an earlier Enter is about to close.
    """

    def __init__(
        self,
        app: App[Outcome],
        hand_on: Callable[[events.Event], Awaitable[None]],
        is_between_screens: Callable[[], bool],
    ) -> None:
        """Use `hand_on` to give a key to the widget with the focus.

        While `is_between_screens`, keys are kept for the screen to come; `resume` tells that it's there.
        """
        self._app = app
        self._hand_on = hand_on
        self._is_between_screens = is_between_screens
        self._typed: deque[events.Key | events.Paste] = deque()
        self._deadline: asyncio.TimerHandle | None = None
        """Set while a key is being handled, or the next screen is awaited."""
        self._is_late = False
        """Whether the next screen takes too long to wait for it."""
        self._early = 0
        """How many of the keys that wait were typed before this screen was there."""

    async def take(self, event: events.Key | events.Paste) -> None:
        """Hand on what was typed, now or later."""
        self._typed.append(event)
        await self._next()

    def resume(self) -> None:
        """Go on with the screen that is there now."""
        self._is_late, self._early = False, len(self._typed)
        self._settle()

    async def _next(self) -> None:
        if self._deadline:
            return
        self._drop_early_answers()
        if not self._typed:
            return
        self._deadline = asyncio.get_running_loop().call_later(_PATIENCE, self._give_up)
        if self._is_between_screens() and not self._is_late:
            return
        target: DOMNode = self._app.focused or self._app.screen
        await self._hand_on(self._typed.popleft())
        self._climb(iter(target.ancestors_with_self * _ROUNDS))

    def _drop_early_answers(self) -> None:
        """An Enter that was pressed before the screen was there, and nothing else, doesn't answer it."""
        bindings = self._app.screen.active_bindings if self._early else {}
        while self._early and isinstance(first := self._typed[0], events.Key):
            active = bindings.get(first.key)
            if active is None or active.binding.action not in _ANSWERS:
                break
            self._typed.popleft()
            self._early -= 1
        self._early = 0

    def _climb(self, nodes: Iterator[DOMNode]) -> None:
        """Go on once each of these nodes has handled what it was sent before."""
        for node in nodes:
            if node.call_later(self._climb, nodes):  # unless it's being removed
                return
        self._settle()

    def _settle(self, known: Screen[object] | None = None) -> None:
        """Go on once the screen on top has come up, with the focus where it belongs."""
        if not self._app.screen_stack:
            return
        top = self._app.screen
        if top is not known and top.call_later(self._settle, top):
            return
        if self._is_late or not self._is_between_screens():
            self._release()

    def _release(self) -> None:
        if self._deadline:
            self._deadline.cancel()
            self._deadline = None
        self._app.call_later(self._next)

    def _give_up(self) -> None:
        self._is_late = self._is_between_screens()
        self._release()
