"""How many requests to send at once: fewer after a rate limit, and slowly more again."""

from __future__ import annotations

DEFAULT_REQUESTS, MOST_REQUESTS = 16, 32
"""Requests in flight: unless someone sets another number, and the most they can set."""
_ROUND = 16
"""Responses before the limit rises by one, at first."""


class ConcurrencyLimit:
    """The number of requests that may be in flight.

    A temporary failure halves it. After each, it takes twice as many responses to rise again, so that it
    settles just below what the server allows.
    """

    def __init__(self, maximum: int = DEFAULT_REQUESTS) -> None:
        self._maximum = maximum
        self._allowed = float(maximum)
        self._round = _ROUND
        self._responses = 0

    @property
    def allowed(self) -> int:
        """How many requests may be in flight."""
        return int(self._allowed)

    def succeeded(self) -> None:
        """Learn from a response that arrived without retries."""
        self._responses += 1
        if self._responses >= self._round:
            self._responses = 0
            self._allowed = min(float(self._maximum), self._allowed + 1)

    def failed(self) -> None:
        """Learn from a temporary failure: a rate limit, trouble at the server, or a timeout."""
        self._responses = 0
        self._round *= 2
        self._allowed = max(1.0, self._allowed / 2)
