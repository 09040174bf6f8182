"""How many requests to have under way at once: more while answers are quick, fewer in trouble."""

from __future__ import annotations

MOST = 24
"""Requests at once that are never exceeded, however quick the answers."""
_FIRST = 4.0
_TOO_FEW, _TOO_MANY = 3, 6
"""Requests that may wait at the server."""


class Pace:
    """The number of requests that may be under way, adapted to how they fare.

    As in TCP Vegas (Brakmo and Peterson, 1995): what an answer takes beyond the quickest one tells how
    many requests wait at the server. While few do, more are sent; when many do, or after a fault, fewer.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._allowed = min(_FIRST, most)
        self._quickest: float | None = None
        self._has_met_a_limit = False

    @property
    def allowed(self) -> int:
        """How many requests may be under way."""
        return int(self._allowed)

    def answered(self, seconds: float) -> None:
        """Learn from an answer that came at once after so many seconds."""
        self._quickest = min(seconds, self._quickest or seconds)
        waiting = self._allowed * (1 - self._quickest / seconds) if seconds > 0 else 0
        if waiting < _TOO_FEW:
            self._set(self._allowed + (0.1 if self._has_met_a_limit else 0.5))
        elif waiting > _TOO_MANY:
            self._has_met_a_limit = True
            self._set(self._allowed - 0.25)

    def stumbled(self) -> None:
        """Learn from a fault that passes: too many requests, trouble at the server, no answer in time."""
        self._has_met_a_limit = True
        self._set(self._allowed / 2)

    def _set(self, allowed: float) -> None:
        self._allowed = max(1.0, min(float(self._most), allowed))
