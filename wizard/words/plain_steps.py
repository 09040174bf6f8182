"""What the steps ask line by line, the keys that answer there, and what came of it."""

from __future__ import annotations

TYPE_CHECKING = False  # as typing has it, whose import is slow
if TYPE_CHECKING:
    pass


def all_contacts(count: int) -> str:
    """There are no more than are shown."""
    return "Its only contact" if count == 1 else f"All its {count} contacts, newest first"


def newest_of(shown: int, total: int) -> str:
    """There are more than are shown."""
    return f"{_newest(shown)} of {total:,} contacts"


def newest(shown: int) -> str:
    """How many there are is not known."""
    return f"{_newest(shown)} {'contact' if shown == 1 else 'contacts'}; more follow"


def _newest(shown: int) -> str:
    return "The newest" if shown == 1 else f"The newest {shown}"
