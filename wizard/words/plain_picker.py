"""What is said where a team or a workspace is chosen line by line."""

from __future__ import annotations

TYPE_CHECKING = False  # as typing has it, whose import is slow
if TYPE_CHECKING:
    from collections.abc import Sequence

TEAM = ("team", "teams")
WORKSPACE = ("workspace", "workspaces")
"""One, and several."""

NO_TEAM = "This token reaches no team. Go back with b, and give a token of your own team."
NO_WORKSPACE = (
    "This team has no workspace yet. Create one in the ClickFunnels dashboard, or go back with b and choose "
    "another team."
)

KEYS = (
    "Type a number that stands before a line, or any part of a name or an id; an exact id chooses at once. "
    "m shows more, * shows all again, b goes back, Ctrl+C leaves with nothing saved."
)
NUMBER_OR_NAME = "number or part of a name"
MORE_FOLLOW = "More follow."


def only_team(team: str) -> str:
    """Nothing is asked where there is no choice."""
    return f"The only team of this token: {team}."


def only_workspace(workspace: str) -> str:
    """Nothing is asked where there is no choice."""
    return f"The only workspace of this team: {workspace}."


def question(noun: str, wanted: Sequence[str], keys: Sequence[str]) -> str:
    """Ask, and say what can be typed."""
    return f"{', '.join(filter(None, [noun.capitalize(), ' or '.join(wanted)]))} ({', '.join(keys)}):"


def by_hand(noun: str) -> str:
    """What can be typed where the list could not be loaded."""
    return f"the {noun}'s id"


def enter_takes(name: str) -> str:
    """What Enter does."""
    return f"Enter takes {name}"


def loading(nouns: str) -> str:
    """The first of them are waited for."""
    return f"Loading the {nouns}."


def loading_all(nouns: str) -> str:
    """All of them are waited for."""
    return f"Loading all of the {nouns}."


def no_match(noun: str, typed: str) -> str:
    """None is called what was typed."""
    return f"No {noun} matches “{typed}”."


def asking_for(typed: str) -> str:
    """It may be there, though the list could not be loaded."""
    return f"Asking ClickFunnels for “{typed}”."
