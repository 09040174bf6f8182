"""When to retry a request, such as after a rate limit (429), and how long to wait first."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

RETRIED_STATUSES = frozenset({429, 502, 503, 504})
"""Temporary failures. This program only reads, so retrying is always safe."""


@dataclass(frozen=True, slots=True)
class Retry:
    """Exponential backoff with jitter, up to a number of attempts."""

    attempts: int = 4
    """Including the first."""
    first_seconds: float = 0.5
    cap_seconds: float = 30.0
    """The longest pause, whatever ``Retry-After`` says."""
    jitter: Callable[[], float] = random.random
    now: Callable[[], float] = time.time
    """Seconds since the epoch; needed if ``Retry-After`` is a date."""

    def pause_before(self, attempt: int, retry_after: str | None = None) -> float | None:
        """Give the pause in seconds before attempt number `attempt` (2, 3, …), or None to give up.

        A valid ``Retry-After`` (RFC 9110 section 10.2.3: seconds or a date) is obeyed. Otherwise the pause
        doubles each time, and half of it is random, so that clients don't retry in step.
        """
        if attempt > self.attempts:
            return None
        requested = self._parse(retry_after or "")
        if requested is not None:
            return min(requested, self.cap_seconds)
        full: float = min(self.first_seconds * 2 ** (attempt - 2), self.cap_seconds)
        return full * (0.5 + 0.5 * self.jitter())

    def _parse(self, retry_after: str) -> float | None:
        text = retry_after.strip()
        if text.isascii() and text.isdigit():
            return float(text[:9])
        try:
            return max(0.0, parsedate_to_datetime(text).timestamp() - self.now())
        except (ValueError, OverflowError):
            return None
