"""A summary of the contacts that have loaded: when they were added, how old the newest is, the top tags."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from heapq import nsmallest

from wizard.api.contact import ContactRow
from wizard.support.times import ago, parse_time

_MOST_STEPS = 2_048
"""How many steps of time are counted apart at most."""

_TOP_TAGS = 3

_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400


class Summary:
    """Sums up contacts as they arrive. It takes the same room for twenty of them and for a million.

    Contacts are counted by the step of time in which they were added. Steps get longer as the period does.
    """

    def __init__(self) -> None:
        self.count = 0
        """How many contacts it is about."""
        self._tags: Counter[str] = Counter()
        self._added: Counter[int] = Counter()
        """How many contacts were added in each step, counted from 1970."""
        self._seconds = 1
        """How long a step is."""
        self._oldest = math.inf
        self._newest = -math.inf

    def add(self, rows: Iterable[ContactRow]) -> None:
        """Take more contacts into account, in any order."""
        for row in rows:
            self.count += 1
            for tag in row.tags:
                self._tags[tag.name] += 1
            if moment := parse_time(row.created_at or ""):
                self._add_time(math.floor(moment.timestamp()))

    def _add_time(self, second: int) -> None:
        self._oldest, self._newest = min(second, self._oldest), max(second, self._newest)
        self._added[second // self._seconds] += 1
        while (self._newest - self._oldest) / self._seconds > _MOST_STEPS:
            self._seconds *= 2
            former, self._added = self._added, Counter()
            for step, count in former.items():
                self._added[step // 2] += count

    @property
    def is_telling(self) -> bool:
        """Whether it says more than the contacts themselves: it's about two dated ones, or more."""
        return self._added.total() > 1

    def bars(self, cells: int, now: datetime) -> list[int]:
        """Return how many were added in each of so many equal parts of the time from the oldest until now.

        That's a minute at least. Times in the future count as now: clocks differ.
        """
        end = now.timestamp()
        start = min(self._oldest, end - _MINUTE)
        bars = [0] * cells
        for step, count in self._added.items():
            passed = (step + 0.5) * self._seconds - start
            bars[max(0, min(cells - 1, int(passed / (end - start) * cells)))] += count
        return bars

    def texts(self, now: datetime, *, is_all: bool, joint: str = " · ") -> list[str]:
        """Say the same in words, from the shortest text to the longest. Only if it `is_telling`.

        They are about all contacts of a list if `is_all`, and otherwise about its newest.
        """
        which = f"{'All' if is_all else 'The newest'} {self.count:,}, {_period(self._oldest, now)}"
        newest = datetime.fromtimestamp(min(self._newest, now.timestamp()), UTC)
        texts = [which, f"{which}{joint}newest {ago(newest, now)}"]
        names = nsmallest(_TOP_TAGS, self._tags, key=lambda name: (-self._tags[name], name))
        for count in range(1, len(names) + 1):
            label = "top tag" if count == 1 else "top tags"
            texts.append(f"{texts[1]}{joint}{label}: {', '.join(names[:count])}")
        return texts


def _period(oldest: float, now: datetime) -> str:
    """Say since when, as precisely as it's of interest. Days are those of UTC, as in the table."""
    seconds = max(_MINUTE, now.timestamp() - oldest)
    if seconds < _DAY:
        unit, size = ("hour", _HOUR) if seconds > _HOUR else ("minute", _MINUTE)
        count = math.ceil(seconds / size)
        return f"in the last {unit}" if count == 1 else f"in the last {count} {unit}s"
    start, today = datetime.fromtimestamp(oldest, UTC), now.astimezone(UTC).date()
    days = (today - start.date()).days
    if days == 1:
        return "since yesterday"
    if days < 7:
        return f"since {start:%A}"
    return f"since {start.day} {start:%b}" + ("" if start.year == today.year else f" {start.year}")
