"""Ranges of ids of which every contact is known."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right

IdRange = tuple[int, int]
"""The first and the last id of a range."""


class KnownIds:
    """Ranges of ids, joined where they touch."""

    def __init__(self, ranges: list[IdRange] | None = None) -> None:
        self.ranges = ranges or []
        """Sorted, with gaps between them."""

    def add(self, low: int, high: int) -> None:
        """Add a range."""
        first = bisect_left(self.ranges, (low, 0))
        first -= first > 0 and self.ranges[first - 1][1] >= low - 1
        last = bisect_right(self.ranges, (high + 1, math.inf))
        for one in self.ranges[first:last]:
            low, high = min(low, one[0]), max(high, one[1])
        self.ranges[first:last] = [(low, high)]

    def around(self, number: int) -> IdRange | None:
        """Give the range that contains an id."""
        place = bisect_right(self.ranges, (number, math.inf)) - 1
        return self.ranges[place] if place >= 0 and number <= self.ranges[place][1] else None
