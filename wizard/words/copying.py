"""What is said of copying."""

from __future__ import annotations

from wizard.words.key_names import key

HOW_TO_PASTE = "Most terminals paste with Ctrl+Shift+V, Shift+Insert, or Cmd+V on a Mac."
HOW_TO_SELECT = "Hold Shift (Option on a Mac) and drag to select."


def copied(what: str) -> str:
    """What was handed to the terminal, such as “the path”."""
    return f"Copied {what}, if your terminal allows it. {key('show_copy')} shows it to select by hand."
