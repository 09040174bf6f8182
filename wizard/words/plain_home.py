"""What the jump list says where it asks line by line."""

from __future__ import annotations

TYPE_CHECKING = False  # as typing has it, whose import is slow
if TYPE_CHECKING:
    from collections.abc import Sequence

KEYS = (
    "Type a number that stands before a line, or any part of a workspace, profile, team, subdomain or id; "
    "what is called exactly so is switched to at once. - (or the word previous) switches to the previous "
    "profile, m shows more, * shows all again, n sets up another token or team, b leaves. A workspace that "
    "was never used becomes a profile when you switch to it.\n\n"
    "Before a switch ClickFunnels is asked whether the workspace is still there. `cfw contacts NAME` shows "
    "its contacts, and `cfw forget NAME` removes a profile."
)
YES_AND_NO = "Yes switches, and saves what is said above. No changes nothing."

WORKSPACES = ("workspace", "workspaces")
"""One of what is listed, and several."""

PREVIOUS = "- previous"
NEW = "n new setup"
LEAVE = "b leave"

NO_PROFILE_CHOSEN = "Where to? No profile is chosen."
NO_PREVIOUS = "There is no previous profile."
SWITCH_ANYWAY = "Whether the workspace is still there is unknown. Switch anyway?"

IS_CURRENT = "current"
IS_PREVIOUS = "previous"
"""What an entry is now."""


def where_to(workspace: str, team: str) -> str:
    """The heading, with what is used now."""
    return f"Where to? Now: {workspace}, {team}."


def question(keys: Sequence[str]) -> str:
    """Ask, and say what can be typed."""
    return f"Number or part of a name ({', '.join(keys)}):"


def enter_switches_to(workspace: str) -> str:
    """What Enter does."""
    return f"Enter switches to {workspace}"


def nothing_matches(typed: str) -> str:
    """Nothing is called what was typed."""
    return f"Nothing matches “{typed}”. n sets up another token or team."


def try_again(age: str) -> str:
    """Something could not be fetched; `age` says how old what is shown instead is."""
    return f"r tries again.{age}"
