"""When to try a request again, and how long to wait before it."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

RETRIED_STATUSES = frozenset({429, 502, 503, 504})
"""Passing faults. All of this program's calls are reads, so trying again is always safe."""


@dataclass(frozen=True, slots=True)
class Wait:
    """A pause before the next try."""

    seconds: float
    reason: str
    """What went wrong, in a few words."""


@dataclass(frozen=True, slots=True)
class Retry:
    """Tries a bounded number of times; waits longer each time, with jitter, up to a cap."""

    tries: int = 4
    """How often in all, the first try included."""
    first_seconds: float = 0.5
    cap_seconds: float = 30.0
    """No wait is longer, whatever ``Retry-After`` asks for."""
    jitter: Callable[[], float] = random.random
    now: Callable[[], float] = time.time
    """Seconds since the epoch, to read a ``Retry-After`` that is a date."""

    def seconds_before(self, attempt: int, retry_after: str | None = None) -> float | None:
        """How long to wait before try number `attempt` (2, 3 …), or None when it was the last.

        A ``Retry-After`` that can be read (RFC 9110 section 10.2.3: seconds, or a date) is obeyed;
        else the wait doubles, of which half is left to chance so that clients do not march in step.
        """
        if attempt > self.tries:
            return None
        asked = self._asked_for(retry_after)
        if asked is not None:
            return min(asked, self.cap_seconds)
        full: float = min(self.first_seconds * 2 ** (attempt - 2), self.cap_seconds)
        return full * (0.5 + 0.5 * self.jitter())

    def _asked_for(self, retry_after: str | None) -> float | None:
        text = (retry_after or "").strip()
        if text.isascii() and text.isdigit():
            return float(text[:9])
        try:
            return max(0.0, parsedate_to_datetime(text).timestamp() - self.now())
        except (ValueError, OverflowError):
            return None
