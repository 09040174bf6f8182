"""What is said of ClickFunnels' answers: what is wrong with one, and what has no name in it."""

from __future__ import annotations

TOO_LONG = "it is far too long"
NO_LIST = "it is no list"


def no(thing: str) -> str:
    """An answer that is something else than asked for."""
    return f"it is no {thing}"


def team(number: int) -> str:
    """A team without a name."""
    return f"Team {number}"


def workspace(number: int) -> str:
    """A workspace without a name."""
    return f"Workspace {number}"


def tag(number: int) -> str:
    """A tag without a name."""
    return f"Tag {number}"
