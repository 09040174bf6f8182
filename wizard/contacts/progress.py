"""Progress of a long list or export, as text in one line."""

from __future__ import annotations

import time
from collections.abc import Callable

from wizard.api.progress import Progress


class ProgressText:
    """Describes `progress`, timed from now on; `before` contacts were already there."""

    def __init__(
        self, progress: Progress, before: int = 0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._progress = progress
        self._before = before
        self._clock = clock
        self._began = clock()
        self.total: int | None = None
        """The number of contacts, if ClickFunnels says it."""

    def text(self) -> str:
        """Say how many have arrived, how fast, and how much time is left if that's known."""
        count = self._before + self._progress.count
        seconds = max(0.001, self._clock() - self._began)
        parts = [contact_count(count, self.total), page_rate(self._progress.pages / seconds)]
        rate = self._progress.count / seconds
        if self.total is not None and self.total >= count and rate:
            parts.append(f"{duration((self.total - count) / rate)} left")
        return " · ".join(parts)


def contact_count(count: int, total: int | None = None, *, is_estimate: bool = False) -> str:
    """Say how many contacts have arrived, out of how many if that's known or estimated."""
    noun = "contact" if (count if total is None else total) == 1 else "contacts"
    if total is None:
        return f"{count:,} {noun}"
    return f"{count:,} of {'about ' if is_estimate else ''}{total:,} {noun}"


def page_rate(pages: float) -> str:
    """Say how many pages arrive per second."""
    rounded = f"{pages:,.0f}"
    return f"{rounded} {'page' if rounded == '1' else 'pages'} a second"


def duration(seconds: float) -> str:
    """Give a duration in seconds, minutes or hours."""
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    return f"{round(seconds / 60)} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
