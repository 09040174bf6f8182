"""When to retry a request, such as after a rate limit (429), and how long to wait first."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import NamedTuple

RETRIED_STATUSES = frozenset({429, 502, 503, 504})
"""Temporary failures. This program only reads, so retrying is always safe."""


class Retry(NamedTuple):
    """Exponential backoff with jitter, up to a number of attempts."""

    attempts: int = 4
    """Including the first."""
    first_seconds: float = 0.5
    cap_seconds: float = 30.0
    """The longest pause, whatever is requested."""
    jitter: Callable[[], float] = random.random

    def pause_before(self, attempt: int, requested: float | None = None) -> float | None:
        """Give the pause in seconds before attempt number `attempt` (2, 3, …), or None to give up.

        The pause that a response `requested` is obeyed. Otherwise it doubles each time, and half of it is
        random, so that clients don't retry in step.
        """
        if attempt > self.attempts:
            return None
        if requested is not None:
            return min(requested, self.cap_seconds)
        full: float = min(self.first_seconds * 2 ** (attempt - 2), self.cap_seconds)
        return full * (0.5 + 0.5 * self.jitter())
