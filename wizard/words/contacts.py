"""What is said around contacts: whose they are, how many, which, and what is going on."""

from __future__ import annotations

TYPE_CHECKING = False  # as typing has it, whose import is slow
if TYPE_CHECKING:
    pass


def number(count: int) -> str:
    """How many there are."""
    return f"{count:,} contact" if count == 1 else f"{count:,} contacts"


def none_holds(count: int) -> str:
    """Something typed that none of the loaded ones holds."""
    if count == 1:
        return "The only one loaded does not hold that."
    return f"None of the {count:,} loaded ones holds that."
