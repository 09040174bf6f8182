"""What a token can read, as far as it was tried."""

from __future__ import annotations

TYPE_CHECKING = False  # as typing has it, whose import is slow
if TYPE_CHECKING:
    from collections.abc import Sequence

TEAMS = "teams"
WORKSPACES = "workspaces"
CONTACTS = "contacts"

CAN_READ = "Token can read"
CANNOT_READ = "Token can't read"
NOT_KNOWN = "Not known if it can read"
"""What is told of a token before it is saved."""

SAVED_ALL_THE_SAME = "You can save the token all the same: Enter goes on."


def allowed(names: Sequence[str]) -> str:
    """What was read with the token."""
    return f"The token can read {_and(names)}."


def unknown(names: Sequence[str]) -> str:
    """What was not tried, or brought no answer."""
    return f"Not known: whether it can read {_and(names)}."


def refused(name: str, said: str, variable: str = "") -> str:
    """What ClickFunnels does not let the token read, in its own words if it gave any."""
    token = f"The token in {variable}" if variable else "This token"
    return f"{token} can't read {name}.{_says(said)}"


def line(name: str, right: str, detail: str) -> str:
    """One kind of data, and whether the token can read it."""
    return f"{name}: {right}{f' ({detail})' if detail else ''}"


def says(said: str) -> str:
    """ClickFunnels' own words."""
    return f"ClickFunnels says: “{said}”"


def _says(said: str) -> str:
    return f" {says(said)}." if said else ""


def _and(names: Sequence[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
