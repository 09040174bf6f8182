"""How far a walk has come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from wizard.api.retry import Wait


@dataclass(slots=True)
class Progress:
    """How far a walk has come; it is kept up to date while the walk goes on."""

    pages: int = 0
    """Pages fetched."""
    count: int = 0
    """Contacts that have come, also those that wait for others before them."""
    unreadable: int = 0
    """Records that could not be read."""
    surprise: str | None = None
    """Why the rest is walked page by page, if it is."""
    written: int = 0
    """Contacts that have been written where they are wanted."""
    wait: Wait | None = None
    """The pause before a further try."""
    on_change: Callable[[], None] = field(default=lambda: None)
    """Called when a page has come, or a pause begins or ends."""
