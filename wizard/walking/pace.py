"""How many requests to have under way at once: more while answers are quick, fewer in trouble."""

from __future__ import annotations

import math

MOST = 24
"""Requests at once that are never exceeded, however quick the answers."""
_FIRST = 4.0
_TOO_FEW, _TOO_MANY = 2, 4
"""Requests that may wait at the server."""
_QUICKLY, _SLOWLY = 0.3, 0.05
"""What part of an average a round makes out."""


class Pace:
    """The number of requests that may be under way, adapted to how they fare.

    As in TCP Vegas (Brakmo and Peterson, 1995): what answers take beyond their quickest times tells how
    many requests wait at the server. While few do, more are sent; when many do, or after a fault, fewer.
    Since single answers vary a lot, averages are compared: those of the last few rounds, as many answers
    as may be under way, with the lowest that many rounds had.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._allowed = min(_FIRST, most)
        self._lately: float | None = None
        self._usual: float | None = None
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
        if len(self._round) >= self.allowed:
            self._learn(sum(self._round) / len(self._round))
            self._round.clear()

    def stumbled(self) -> None:
        """Learn from a fault that passes: too many requests, trouble at the server, no answer in time."""
        self._has_met_a_limit = True
        self._round.clear()
        self._set(self._allowed / 2)

    def _learn(self, seconds: float) -> None:
        self._lately = _moved(self._lately, seconds, _QUICKLY)
        self._usual = _moved(self._usual, seconds, _SLOWLY)
        self._quickest = min(self._usual, self._quickest)
        waiting = self._allowed * (1 - self._quickest / self._lately) if self._lately > 0 else 0
        if waiting < _TOO_FEW:
            self._set(self._allowed + (1 if self._has_met_a_limit else self._allowed / 2))
        elif waiting > _TOO_MANY:
            self._has_met_a_limit = True
            self._set(self._allowed - 1)

    def _set(self, allowed: float) -> None:
        self._allowed = max(1.0, min(float(self._most), allowed))


def _moved(average: float | None, value: float, part: float) -> float:
    return value if average is None else average + (value - average) * part
