"""How many requests to have under way at once: more while answers are quick, fewer in trouble."""

from __future__ import annotations

import math

MOST = 24
"""Requests at once that are never exceeded, however quick the answers."""
_FIRST = 4.0
_TOO_FEW, _TOO_MANY = 2, 4
"""Requests that may wait at the server."""
_ROUND = 16
"""Answers whose average is looked at."""


class ConcurrencyLimit:
    """The number of requests that may be under way, adapted to how they fare.

    As in TCP Vegas (Brakmo and Peterson, 1995): what answers take beyond their quickest times tells how
    many requests wait at the server. While few do, more are sent; when many do, or after a fault, fewer.
    Since single answers vary a lot, the averages of whole rounds are compared.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._allowed = min(_FIRST, most)
        self._quickest = math.inf
        self._round: list[float] = []
        self._has_met_a_limit = False

    @property
    def allowed(self) -> int:
        """How many requests may be under way."""
        return int(self._allowed)

    def answered(self, seconds: float) -> None:
        """Learn from an answer that came at once after so many seconds."""
        self._round.append(seconds)
        if len(self._round) >= _ROUND:
            self._learn(sum(self._round) / len(self._round))
            self._round.clear()

    def stumbled(self) -> None:
        """Learn from a fault that passes: too many requests, trouble at the server, no answer in time."""
        self._has_met_a_limit = True
        self._round.clear()
        self._set(self._allowed / 2)

    def _learn(self, seconds: float) -> None:
        self._quickest = min(seconds, self._quickest)
        waiting = self._allowed * (1 - self._quickest / seconds) if seconds > 0 else 0
        if waiting < _TOO_FEW:
            self._set(self._allowed + (1 if self._has_met_a_limit else self._allowed / 2))
        elif waiting > _TOO_MANY:
            self._has_met_a_limit = True
            self._set(self._allowed - 1)

    def _set(self, allowed: float) -> None:
        self._allowed = max(1.0, min(float(self._most), allowed))
