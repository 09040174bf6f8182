"""When invented contacts joined: faster and faster, less on weekends, many after a campaign."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import accumulate

NEWEST = datetime(2026, 11, 23, 11, 57, tzinfo=UTC)
"""When the newest contact joined, unless told otherwise."""

_FEWEST_DAYS, _MOST_DAYS = 60, 700
_WEEKEND = 0.3
"""How many join on a day of the weekend, compared with a weekday."""
_CAMPAIGNS = (0.7, 1.0, 0.8, 1.3, 0.6, 1.1, 2.6, 1.7, 0.9, 1.2, 0.5)
"""How many join, compared with a usual day, day by day."""


def joined_at(index: int, count: int, newest: datetime) -> datetime:
    """Give when the contact at `index` of `count` joined. The last one joins at `newest`."""
    days = days_of_growth(count)
    total = _joined_by_day(days, newest)
    wanted = total[-1] * (index + 1) / count
    day = bisect_left(total, wanted, hi=days - 1)
    before = total[day - 1] if day else 0.0
    passed = day + (wanted - before) / (total[day] - before)
    seconds = round((days - passed) * 86_400)
    return newest.replace(microsecond=0) - timedelta(seconds=seconds)


def days_of_growth(count: int) -> int:
    """How many days it took to gain so many contacts."""
    return min(_MOST_DAYS, _FEWEST_DAYS + count)


@cache
def _joined_by_day(days: int, newest: datetime) -> Sequence[float]:
    """How many had joined at the end of each day, first day first. The unit doesn't matter."""
    start = newest - timedelta(days=days)
    return list(accumulate(_joined_on(start + timedelta(days=day), day / days) for day in range(days)))


def _joined_on(day: datetime, share: float) -> float:
    """How many joined on a day, after this share of all days."""
    weekend = _WEEKEND if day.weekday() >= 5 else 1.0
    return weekend * _CAMPAIGNS[day.toordinal() % len(_CAMPAIGNS)] * (0.3 + share)
