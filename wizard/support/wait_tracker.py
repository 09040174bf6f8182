"""What the program is waiting for right now, and the timeout after which it gives up."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import NamedTuple, Protocol

DEFAULT_TIMEOUT = 60.0
"""Seconds without a byte after which a command gives up. Announced pauses and prompts don't count."""

TIMEOUT_VARIABLE = "CLICKFUNNELS_TIMEOUT"
"""The environment variable for another timeout; the option --timeout overrides it."""


def parse_timeout(text: str) -> float | None:
    """Read a timeout in seconds; None if `text` isn't a positive number."""
    try:
        seconds = float(text)
    except ValueError:
        return None
    return seconds if 0 < seconds < math.inf else None


class Wait(NamedTuple):
    """Something the program is waiting for."""

    what: str
    """Completes the phrase “Waiting for …”; for a pause, the reason."""
    since: float
    until: float | None
    """When an announced pause ends; None for any other wait."""
    is_network: bool
    """Whether it's a response from the network rather than something on this machine."""


class WaitListener(Protocol):
    """Shows people what the program is waiting for."""

    def changed(self) -> None:
        """A wait began or ended. Called on the thread that waits."""

    def hidden(self) -> AbstractContextManager[None]:
        """Keep the terminal free while something else is written to it."""

    def close(self) -> None:
        """Stop, and clear the display."""


class WaitTracker:
    """All current waits. Code that waits reports it here; a listener shows it."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.timeout = DEFAULT_TIMEOUT
        """Seconds of silence after which to give up."""
        self.listener: WaitListener | None = None
        self._waits: list[Wait] = []
        self.last_activity = -math.inf
        """When the last byte arrived."""

    @contextmanager
    def waiting_for(
        self, what: str, *, pause: float | None = None, is_network: bool = False
    ) -> Iterator[None]:
        """Report a wait for `what`, or a pause of `pause` seconds because of `what`, while it lasts."""
        now = self.clock()
        wait = Wait(what, now, None if pause is None else now + pause, is_network)
        self._waits.append(wait)
        self._notify()
        try:
            yield
        finally:
            self._waits.remove(wait)
            self._notify()

    def current(self) -> Wait | None:
        """Give the wait to show.

        A wait for something on this machine comes first, because people can do something about it; then the
        pause that ends last; then the oldest wait.
        """
        waits = tuple(self._waits)
        local = [wait for wait in waits if not wait.is_network]
        pauses = [wait for wait in waits if wait.until is not None]
        if local or not pauses:
            return next(iter(local or waits), None)
        return max(pauses, key=lambda wait: wait.until or 0)

    def note_activity(self) -> None:
        """Record that something has arrived."""
        self.last_activity = self.clock()

    def seconds_left(self, since: float) -> float:
        """Seconds until a wait that began at `since` times out, if nothing arrives."""
        return self.timeout - (self.clock() - max(since, self.last_activity))

    def hidden(self) -> AbstractContextManager[None]:
        """Hide the listener's display while something else is written to the terminal."""
        return self.listener.hidden() if self.listener else nullcontext()

    def _notify(self) -> None:
        if self.listener:
            self.listener.changed()


WAIT_TRACKER = WaitTracker()
"""The waits of this program. Nobody listens when another program uses this package."""


def waiting_message(what: str, seconds: int | None = None) -> str:
    """Say what is being waited for, and for how long so far; without a full stop."""
    return f"Waiting for {what}" if seconds is None else f"Waiting for {what} · {seconds} s"


def pause_message(wait: Wait, now: float) -> str:
    """Say how much longer an announced pause lasts, and why; without a full stop."""
    assert wait.until is not None
    return f"Waiting {max(1, math.ceil(wait.until - now))} s: {wait.what}"


def wait_notice(tracker: WaitTracker = WAIT_TRACKER) -> str:
    """Say what to show beside “loading”, as a sentence: a pause, or a wait on this machine such as a lock.

    Empty if the program is only waiting for ClickFunnels.
    """
    wait = tracker.current()
    if wait is None:
        return ""
    if wait.until is not None:
        return f"{pause_message(wait, tracker.clock())}."
    return "" if wait.is_network else f"{waiting_message(wait.what)}."
