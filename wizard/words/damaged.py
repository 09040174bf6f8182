"""What is asked where the configuration file cannot be used."""

from __future__ import annotations

TITLE = "The configuration file cannot be used"
YES = "Set it aside and go on"
NO = "Leave it alone"
SET_ASIDE = "Set aside"


def question(what: str, hint: str) -> str:
    """What is wrong, in two sentences, and what can be done."""
    return f"{what} {hint}\n\nIt can be set aside: renamed, kept where it is, with nothing in it changed."


def kept_as(name: str) -> str:
    """The name that the file has now."""
    return f"Kept as {name}"
