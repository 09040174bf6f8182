"""How far a long walk has come, in words."""

from __future__ import annotations

import time
from collections.abc import Callable

from wizard.api.progress import Progress


class ProgressText:
    """A walk's progress, timed from now on; `before` contacts were there already."""

    def __init__(
        self, progress: Progress, before: int = 0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._progress = progress
        self._before = before
        self._clock = clock
        self._began = clock()
        self.total: int | None = None
        """How many contacts there are in all, where ClickFunnels tells."""

    def text(self) -> str:
        """Say how many have come, how quickly, and what is left where that is known."""
        count = self._before + self._progress.count
        seconds = max(0.001, self._clock() - self._began)
        parts = [contact_count(count, self.total), page_rate(self._progress.pages / seconds)]
        rate = self._progress.count / seconds
        if self.total is not None and self.total >= count and rate:
            parts.append(f"{duration((self.total - count) / rate)} left")
        return " · ".join(parts)


def contact_count(count: int, total: int | None = None) -> str:
    """Say how many contacts have come, of how many where that is known."""
    noun = "contact" if (count if total is None else total) == 1 else "contacts"
    return f"{count:,} {noun}" if total is None else f"{count:,} of {total:,} {noun}"


def page_rate(pages: float) -> str:
    """Say how many pages come in a second."""
    rounded = f"{pages:,.0f}"
    return f"{rounded} {'page' if rounded == '1' else 'pages'} a second"


def duration(seconds: float) -> str:
    """Give a length of time in its largest unit that says enough."""
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    return f"{round(seconds / 60)} min" if seconds < 5400 else _hours(seconds / 3600)


def _hours(count: float) -> str:
    """A long time, in short."""
    return f"{count:.1f} h"
