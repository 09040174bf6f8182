"""What the commands say that have little to say, and what several of them say alike."""

from __future__ import annotations

TYPE_CHECKING = False  # as typing has it, whose import is slow
if TYPE_CHECKING:
    pass


NOT_CHECKED = "Not checked with ClickFunnels (--offline)."
SAVE_AND_SWITCH = "Save the profile with that, and switch?"


def with_token_of(profile: str, problem: str) -> str:
    """What went wrong, and with whose token."""
    return f"With the token of “{profile}”: {problem}"
