"""How many requests to send at once: more while responses are quick, fewer after trouble."""

from __future__ import annotations

import math

DEFAULT_REQUESTS, MOST_REQUESTS = 16, 32
"""Requests in flight: unless someone sets another number, and the most they can set."""
_FIRST = 4.0
_TOO_FEW, _TOO_MANY = 2, 4
"""Requests that may queue at the server."""
_ROUND = 16
"""Responses that are averaged, at first."""


class ConcurrencyLimit:
    """The number of requests that may be in flight, adapted to how they fare.

    As in TCP Vegas (Brakmo and Peterson, 1995), the time beyond the quickest responses tells how many
    requests queue at the server. While few do, the limit rises; if many do, it falls. Single response times
    vary a lot, so the averages of whole rounds are compared. A temporary failure halves the limit, and makes
    rounds twice as long, so that it settles just below what the server allows.
    """

    def __init__(self, maximum: int = DEFAULT_REQUESTS) -> None:
        self._maximum = maximum
        self._allowed = min(_FIRST, maximum)
        self._quickest = math.inf
        self._times: list[float] = []
        self._round = _ROUND
        self._has_met_a_limit = False

    @property
    def allowed(self) -> int:
        """How many requests may be in flight."""
        return int(self._allowed)

    def succeeded(self, seconds: float) -> None:
        """Learn from a response that arrived, without retries, after this time."""
        self._times.append(seconds)
        if len(self._times) >= self._round:
            self._adapt(sum(self._times) / len(self._times))
            self._times.clear()

    def failed(self) -> None:
        """Learn from a temporary failure: a rate limit, trouble at the server, or a timeout."""
        self._has_met_a_limit = True
        self._times.clear()
        self._round *= 2
        self._set(self._allowed / 2)

    def _adapt(self, seconds: float) -> None:
        self._quickest = min(seconds, self._quickest)
        queued = self._allowed * (1 - self._quickest / seconds) if seconds > 0 else 0
        if queued < _TOO_FEW:
            self._set(self._allowed + (1 if self._has_met_a_limit else self._allowed))
        elif queued > _TOO_MANY:
            self._has_met_a_limit = True
            self._set(self._allowed - 1)

    def _set(self, allowed: float) -> None:
        self._allowed = max(1.0, min(float(self._maximum), allowed))
