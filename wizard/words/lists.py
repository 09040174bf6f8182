"""What is said where a team, a workspace or a tag is chosen from a list."""

from __future__ import annotations

from wizard.words.key_names import key
from wizard.words.steps import TEAM, WORKSPACE

TEAMS = ("team", "teams")
WORKSPACES = ("workspace", "workspaces")
"""One, and several."""

FILTER = "Type to filter"
LOADING = "Loading."
LOADING_MORE = "Loading more."
NOTHING_FAILED = "Nothing has failed here, so there is nothing to try again."

TEAM_TITLE = "Choose a team"
TEAM_INTRODUCTION = "The teams that your token reaches."
TEAM_EXPLANATION = (
    f"{TEAM}\n\n"
    "Type any part of a name or an id to filter; Enter chooses the marked row. If the list cannot be "
    "loaded, type the team's id and press Enter."
)

WORKSPACE_TITLE = "Choose a workspace"
WORKSPACE_INTRODUCTION = "The workspaces of "
"""Before the team's name."""

WORKSPACE_EXPLANATION = (
    f"{WORKSPACE}\n\n"
    "Type any part of a name, a subdomain or an id to filter; Enter chooses the marked row. If the "
    "list cannot be loaded, type the workspace's id and press Enter."
)

TAG = "Tag"
TAGS_TITLE = "Only contacts with the tag"
NO_TAGS = "This workspace has no tags."
EVERY_CONTACT = "every contact, whatever its tags"


def no_team() -> tuple[str, str]:
    """The list of teams is empty, and what to do."""
    return (
        "This token reaches no team.",
        f"Press {key('go_back')} and paste a token of a platform application that belongs to your team.",
    )


def no_workspace() -> tuple[str, str]:
    """The list of workspaces is empty, and what to do."""
    return (
        "This team has no workspace yet.",
        f"Create one in the ClickFunnels dashboard, or press {key('go_back')} and choose another team.",
    )


def after_team(*, is_only: bool) -> str:
    """What follows the team's name in the introduction."""
    return ", the only team of this token." if is_only else "."


def asking_for(typed: str) -> str:
    """What is typed is no part of the list, so ClickFunnels is asked."""
    return f"Asking ClickFunnels for “{typed}”."


def by_hand(noun: str) -> str:
    """The list could not be loaded; what can be typed instead."""
    return f"{key('retry')} tries again. Or type the {noun}’s id and press Enter."


def none_matches(noun: str, typed: str) -> str:
    """None is called what was typed."""
    return f"No {noun} matches “{typed}”."


def shows_all() -> str:
    """The key that takes the filter off."""
    return f"{key('go_back')} shows all again."


def esc_closes(problem: str) -> str:
    """What went wrong, and how to go on."""
    return f"{problem} Esc closes."


def more_in_between(mark: str) -> str:
    """A row that has not been loaded."""
    return f"{mark} more in between, not loaded yet"
