"""What is said of ClickFunnels' answers: what is wrong with one, and what has no name in it."""

from __future__ import annotations

_CURSOR = 40
"""Characters of a cursor that are shown: it is any text."""


def left_out(name: str, count: int) -> str:
    """Some records of a list are left out."""
    records = "1 record" if count == 1 else f"{count:,} records"
    return f"{records} in the {name} could not be read and {'was' if count == 1 else 'were'} left out."


def nothing_readable(name: str, count: int) -> str:
    """A list of unreadable records only."""
    if count == 1:
        return f"The only record in the {name} could not be read."
    return f"None of the {count:,} records in the {name} could be read."


def nothing_new(name: str, cursor: str | None) -> str:
    """A list that repeats itself."""
    page = "the first page" if cursor is None else f"the page after {cursor[:_CURSOR]}"
    return f"{_again(name)}: {page} brought nothing new."


def _again(name: str) -> str:
    return f"In the {name}, ClickFunnels sends the same page again and again"


def team(number: int) -> str:
    """A team without a name."""
    return f"Team {number}"
