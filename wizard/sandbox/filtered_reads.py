"""Limits how many heavy filtered reads run at once."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from threading import Lock

from wizard.sandbox.refusal import TooManyReads

AT_ONCE = 2
"""Heavy reads of one token and workspace. Source: ClickFunnels' guide to saved filters."""


class FilteredReads:
    """The heavy reads that are running."""

    def __init__(self, seconds: float) -> None:
        """Make each take at least this long."""
        self._seconds = seconds
        self._running: Counter[Hashable] = Counter()
        self._lock = Lock()

    @contextmanager
    def running(self, reader: Hashable) -> Iterator[None]:
        """Count a read while it runs. Raises `TooManyReads` if `reader` has too many."""
        with self._lock:
            if self._running[reader] >= AT_ONCE:
                raise TooManyReads
            self._running[reader] += 1
        try:
            time.sleep(self._seconds)
            yield
        finally:
            with self._lock:
                self._running[reader] -= 1
