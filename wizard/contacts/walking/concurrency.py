"""How many requests to send at once: more while responses are quick, fewer after trouble."""

from __future__ import annotations

import math

MAX_REQUESTS = 24
"""Never more requests at once, however quick the responses."""
_FIRST = 4.0
_TOO_FEW, _TOO_MANY = 2, 4
"""Requests that may queue at the server."""
_ROUND = 16
"""Responses that are averaged."""


class ConcurrencyLimit:
    """The number of requests that may be in flight, adapted to how they fare.

    As in TCP Vegas (Brakmo and Peterson, 1995), the time beyond the quickest responses tells how many
    requests queue at the server. While few do, the limit rises; if many do, or after a failure, it falls.
    Single response times vary a lot, so the averages of whole rounds are compared.
    """

    def __init__(self, maximum: int = MAX_REQUESTS) -> None:
        self._maximum = maximum
        self._allowed = min(_FIRST, maximum)
        self._quickest = math.inf
        self._round: list[float] = []
        self._has_met_a_limit = False

    @property
    def allowed(self) -> int:
        """How many requests may be in flight."""
        return int(self._allowed)

    def succeeded(self, seconds: float) -> None:
        """Learn from a response that arrived, without retries, after this time."""
        self._round.append(seconds)
        if len(self._round) >= _ROUND:
            self._adapt(sum(self._round) / len(self._round))
            self._round.clear()

    def failed(self) -> None:
        """Learn from a temporary failure: a rate limit, trouble at the server, or a timeout."""
        self._has_met_a_limit = True
        self._round.clear()
        self._set(self._allowed / 2)

    def _adapt(self, seconds: float) -> None:
        self._quickest = min(seconds, self._quickest)
        queued = self._allowed * (1 - self._quickest / seconds) if seconds > 0 else 0
        if queued < _TOO_FEW:
            self._set(self._allowed + (1 if self._has_met_a_limit else self._allowed / 2))
        elif queued > _TOO_MANY:
            self._has_met_a_limit = True
            self._set(self._allowed - 1)

    def _set(self, allowed: float) -> None:
        self._allowed = max(1.0, min(float(self._maximum), allowed))
