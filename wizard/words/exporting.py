"""What `cfw contacts` says beside the contacts, where they are written rather than drawn."""

from __future__ import annotations

TYPE_CHECKING = False  # as typing has it, whose import is slow
if TYPE_CHECKING:
    pass


RESUME, START_OVER = "r", "s"
"""What is typed."""
