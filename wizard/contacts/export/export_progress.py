"""How far an export has come: a share of all contacts for the bar, and a line of text."""

from __future__ import annotations

import time
from collections.abc import Callable

from wizard.api.progress import Progress
from wizard.contacts.progress import contact_count, duration

_LARGEST_ESTIMATE = 0.99
"""What an estimated share may come to before the export ends."""


class ExportProgress:
    """Describes an export of up to `limit` contacts, timed from now on."""

    def __init__(
        self, progress: Progress, limit: int | None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._progress = progress
        self._limit = limit
        self._clock = clock
        self._began = clock()
        self.total: int | None = None
        """The number of contacts, if ClickFunnels says it."""

    def share(self) -> float | None:
        """Give the share that has arrived, from 0 to 1, if the total is known or can be estimated."""
        count, total, is_estimate = self._numbers()
        if not total:
            return None
        return min(count / total, _LARGEST_ESTIMATE if is_estimate else 1.0)

    def text(self) -> str:
        """Say how many have arrived, of how many, how fast, and how much time is left."""
        count, total, is_estimate = self._numbers()
        share = self.share()
        new = count - self._progress.kept
        rate = new / max(0.001, self._clock() - self._began)
        return " · ".join(
            [
                *([] if share is None else [f"{share:.0%}"]),
                contact_count(count, total, is_estimate=is_estimate),
                *([f"{rate:,.0f} a second"] if new > 0 else []),
                *([f"{duration((total - count) / rate)} left"] if total and new > 0 else []),
            ]
        )

    def _numbers(self) -> tuple[int, int | None, bool]:
        """The contacts that have arrived, how many there will be, and whether that's an estimate."""
        total = self._progress.estimate() if self.total is None else self.total
        is_estimate = self.total is None
        if total is not None and self._limit is not None and self._limit <= total:
            total, is_estimate = self._limit, False
        count = max(self._progress.count, self._progress.kept)
        if total is not None and is_estimate:
            total = max(total, count)
        return count if total is None else min(count, total), total, is_estimate
