"""What is said of ClickFunnels' answers: what is wrong with one, and what has no name in it."""

from __future__ import annotations

_CURSOR = 40
"""Characters of a cursor that are shown: it is any text."""

TOO_LONG = "it is far too long"
NO_LIST = "it is no list"


def no(thing: str) -> str:
    """An answer that is something else than asked for."""
    return f"it is no {thing}"


UNREADABLE_HINT = "Look for a newer version of this program, and check CLICKFUNNELS_URL if you set it."


def left_out(name: str, count: int) -> str:
    """Some records of a list are left out."""
    records = "1 record" if count == 1 else f"{count:,} records"
    return f"{records} in the {name} could not be read and {'was' if count == 1 else 'were'} left out."


def nothing_readable(name: str, count: int) -> str:
    """A list of unreadable records only."""
    if count == 1:
        return f"The only record in the {name} could not be read."
    return f"None of the {count:,} records in the {name} could be read."


def used_cursor(name: str, cursor: str) -> str:
    """A list that points back."""
    return f"{_again(name)}: it gave the cursor {cursor[:_CURSOR]} for the second time."


def nothing_new(name: str, cursor: str | None) -> str:
    """A list that repeats itself."""
    page = "the first page" if cursor is None else f"the page after {cursor[:_CURSOR]}"
    return f"{_again(name)}: {page} brought nothing new."


def _again(name: str) -> str:
    return f"In the {name}, ClickFunnels sends the same page again and again"


def too_many_unreadable(name: str, count: int) -> str:
    """A list that goes on and on, and nothing of it can be read."""
    return f"{count:,} records in a row in the {name} could not be read, so the list ends here."


def team(number: int) -> str:
    """A team without a name."""
    return f"Team {number}"


def workspace(number: int) -> str:
    """A workspace without a name."""
    return f"Workspace {number}"


def tag(number: int) -> str:
    """A tag without a name."""
    return f"Tag {number}"
