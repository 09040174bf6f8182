"""What a token can read, as far as it was tried."""

from __future__ import annotations

TYPE_CHECKING = False  # as typing has it, whose import is slow
if TYPE_CHECKING:
    pass

TEAMS = "teams"
CONTACTS = "contacts"


def refused(name: str, said: str, variable: str = "") -> str:
    """What ClickFunnels does not let the token read, in its own words if it gave any."""
    token = f"The token in {variable}" if variable else "This token"
    return f"{token} can't read {name}.{_says(said)}"


def says(said: str) -> str:
    """ClickFunnels' own words."""
    return f"ClickFunnels says: “{said}”"


def _says(said: str) -> str:
    return f" {says(said)}." if said else ""
