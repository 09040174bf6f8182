"""How many requests to send at once: soon as many as allowed, fewer after trouble."""

from __future__ import annotations

DEFAULT_REQUESTS, MOST_REQUESTS = 16, 32
"""Requests in flight: unless someone sets another number, and the most they can set."""
_FIRST = 4
_ROUND = 16
"""Responses after which one more request is allowed, at first."""


class ConcurrencyLimit:
    """The number of requests that may be in flight.

    It doubles with every round of responses until the first temporary failure. Each failure halves it. From
    then on it rises slowly: by one per round, and failures make rounds twice as long, so that it settles just
    below what the server allows. Response times don't matter, because they also depend on this computer and
    on the network. (Compare TCP's slow start and congestion avoidance, RFC 5681.)
    """

    def __init__(self, maximum: int = DEFAULT_REQUESTS) -> None:
        self._maximum = maximum
        self.allowed = min(_FIRST, maximum)
        """How many requests may be in flight."""
        self._round = _ROUND
        self._responses = 0
        self._has_failed = False

    def succeeded(self) -> None:
        """Learn from a response that arrived without retries."""
        self._responses += 1
        if self._responses >= (self._round if self._has_failed else self.allowed):
            self._responses = 0
            more = 1 if self._has_failed else self.allowed
            self.allowed = min(self._maximum, self.allowed + more)

    def failed(self) -> None:
        """Learn from a temporary failure: a rate limit, trouble at the server, or a timeout."""
        self._has_failed = True
        self._responses = 0
        self._round *= 2
        self.allowed = max(1, self.allowed // 2)
