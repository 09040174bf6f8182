"""What is said of the file that is to be written: what it will hold, and what that changes."""

from __future__ import annotations

TYPE_CHECKING = False  # as typing has it, whose import is slow
if TYPE_CHECKING:
    pass

BUSY = "Saving."

THE_KEYRING = "the keyring"


def others_stay(count: int) -> str:
    """What becomes of the other profiles; nothing where there is none."""
    if not count:
        return ""
    if count == 1:
        return "The other profile stays as it is."
    return f"The other {count} profiles stay as they are."
