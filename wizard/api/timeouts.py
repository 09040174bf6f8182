"""How long one attempt at a request may take."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Timeouts:
    """The timeouts of one attempt, in seconds."""

    connect: float = 10.0
    read: float = 20.0
    """For each chunk of the response."""
    response: float = 60.0
    """For the whole response, however slowly it trickles in."""

    def within(self, seconds: float, *, is_patient: bool) -> Timeouts:
        """Shorten them to the `seconds` left; if `is_patient`, reading may take all of that time."""
        read = seconds if is_patient else min(self.read, seconds)
        return replace(self, connect=min(self.connect, seconds), read=read, response=max(self.response, read))
