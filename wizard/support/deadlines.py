"""What this program is waiting for right now, since when nothing has come, and how long that may last."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Protocol

USUAL_LIMIT = 60.0
"""Seconds without a byte, an announced pause or a person's turn, after which a command gives up."""

TIMEOUT_VARIABLE = "CLICKFUNNELS_TIMEOUT"
"""Names another limit; the option --timeout wins over it."""


def read_seconds(text: str) -> float | None:
    """Read a limit that somebody wrote; None where it is none."""
    try:
        seconds = float(text)
    except ValueError:
        return None
    return seconds if 0 < seconds < math.inf else None


class Waiting:
    """One thing that is being waited for."""

    def __init__(self, what: str, since: float, until: float | None, *, is_network: bool) -> None:
        self.what = what
        """What is waited for, to follow “Waiting for”; with a pause, why it is made."""
        self.since = since
        self.until = until
        """When a pause ends that was announced; None for anything else."""
        self.is_network = is_network
        """Whether it is an answer from the network, rather than something on this machine."""


class Listener(Protocol):
    """Whoever tells people about it."""

    def changed(self) -> None:
        """Notice that a wait began or ended; called on the thread that waits."""

    def hidden(self) -> AbstractContextManager[None]:
        """Keep the terminal free while something else is written to it."""

    def close(self) -> None:
        """Stop telling, and leave nothing behind."""


class Waits:
    """Everything that is being waited for.

    What begins to wait says so here, and nowhere else; what tells people about it listens here.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.limit = USUAL_LIMIT
        """Seconds of silence after which to give up."""
        self.listener: Listener | None = None
        self._under_way: list[Waiting] = []
        self.heard_at = -math.inf
        """When the last byte came."""

    @contextmanager
    def waiting_for(
        self, what: str, *, pause: float | None = None, is_network: bool = False
    ) -> Iterator[None]:
        """Be waiting for `what`; or pause for so many seconds because of `what`."""
        now = self.clock()
        one = Waiting(what, now, None if pause is None else now + pause, is_network=is_network)
        self._under_way.append(one)
        self._tell()
        try:
            yield
        finally:
            self._under_way.remove(one)
            self._tell()

    def current(self) -> Waiting | None:
        """What to tell of all that is waited for.

        Something on this machine, which people can do something about; else the pause that ends last; else
        what began first.
        """
        under_way = tuple(self._under_way)
        here = [one for one in under_way if not one.is_network]
        pauses = [one for one in under_way if one.until is not None]
        if here or not pauses:
            return next(iter(here or under_way), None)
        return max(pauses, key=lambda one: one.until or 0)

    def heard(self) -> None:
        """Take note that something has come."""
        self.heard_at = self.clock()

    def left(self, since: float) -> float:
        """Seconds until whoever has waited since then gives up, if nothing comes."""
        return self.limit - (self.clock() - max(since, self.heard_at))

    def hidden(self) -> AbstractContextManager[None]:
        """Keep the terminal free of what is told about waits, while something else is written to it."""
        return self.listener.hidden() if self.listener else nullcontext()

    def _tell(self) -> None:
        if self.listener:
            self.listener.changed()


WAITS = Waits()
"""Those of this program; a library's caller has nobody who listens."""
