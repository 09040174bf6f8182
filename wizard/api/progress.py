"""How far loading a list has come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Progress:
    """Counters that are kept up to date while a list is loading."""

    pages: int = 0
    """Pages fetched."""
    count: int = 0
    """Contacts that have arrived, including those that wait for others before them."""
    newest: int = 0
    """The largest id among the contacts that were given."""
    unreadable: int = 0
    """Records that couldn't be read."""
    fallback_reason: str | None = None
    """Why the rest is loaded page by page, if it is."""
    kept: int = 0
    """Contacts that had arrived before, when an interrupted export is resumed."""
    estimate: Callable[[], int | None] = field(default=lambda: None)
    """Estimates how many contacts there are in all."""
    written: int = 0
    """Contacts written to their destination."""
    on_change: Callable[[], None] = field(default=lambda: None)
    """Called when a page has arrived."""
