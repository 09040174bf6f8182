"""What is said where a team or a workspace is chosen line by line."""

from __future__ import annotations

TYPE_CHECKING = False  # as typing has it, whose import is slow
if TYPE_CHECKING:
    pass


def asking_for(typed: str) -> str:
    """It may be there, though the list could not be loaded."""
    return f"Asking ClickFunnels for “{typed}”."
