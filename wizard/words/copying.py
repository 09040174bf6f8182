"""What is said of copying."""

from __future__ import annotations

HOW_TO_SELECT = "Hold Shift (Option on a Mac) and drag to select."


def copied(what: str) -> str:
    """What was handed to the terminal, such as “the path”."""
    return f"Copied {what}, if your terminal allows it. v shows it to select by hand."
