"""What the list says of everything to switch to; its screen, and in part its lines too."""

from __future__ import annotations

from wizard.words.key_names import key, keys
from wizard.words.steps import HOME

TITLE = "Where to?"
FIND = "Find, or - for the previous"
NO_PROFILE = "No profile is chosen. Choose one here."
NOT_USED_YET = "not used yet"
NOW = "Now: "
"""Before what is used now."""

ASKING = "Asking ClickFunnels what your tokens reach."
NOTHING_MARKED = "No workspace is marked in the list."
NO_PROFILE_YET = "This workspace has no profile yet. Enter switches to it, and makes one."

UNCHECKED = "Switch without the check?"
SWITCH, STAY = "Switch", "Stay"

CHANGED = "Something has changed at ClickFunnels"
SAVE_AND_SWITCH = "Save and switch"

FORGETTING = (
    "The profile is removed from this computer. Its token still works at ClickFunnels until it "
    "is revoked there: your team > Team Settings > Developer Portal."
)
FORGET_IT, KEEP_IT = "Forget it", "Keep it"

ASKING_FOR_ACCESS = "Asking ClickFunnels whether the token reaches this workspace."
TOKEN_KEPT = "The profile keeps the token that it had."

FOR_OTHERS_TOO = "For the team’s other profiles too?"
ALL_OF_THEM, THIS_ONE_ONLY = "All of them", "This one only"


def explanation(mark: str) -> str:
    """What F1 shows; `mark` stands before the current profile."""
    return (
        f"{HOME} {mark} is the current one, - the one before it.\n\n"
        "Type any part of a name, team, subdomain or id. Enter switches, once ClickFunnels has said that "
        "the workspace is still there.\n\n"
        f"{key('other_token')} gives another token; {keys('set_up')} sets up another team."
    )


def sets_up_another() -> str:
    """What to do where what is looked for is not in the list."""
    return f"{key('set_up')} sets up another token or team."


def forgets_it() -> str:
    """What to do with a profile whose workspace is gone."""
    return f"{key('forget')} forgets it."


def gives_another_token() -> str:
    """What to do with a profile whose token is rejected."""
    return f"{key('other_token')} gives this profile another token."


def entries(count: str) -> str:
    """How many there are, as a number that may end in a plus."""
    return f"{count} {'entry' if count == '1' else 'entries'}"


def in_team(team: str) -> str:
    """Which team the current workspace is of, after its name."""
    return f", {team}"


def asking_about(workspace: str) -> str:
    """The answer is waited for."""
    return f"Asking ClickFunnels about {workspace}."


def nothing_matches(typed: str) -> str:
    """Nothing is called what was typed."""
    return f"Nothing matches “{typed}”."


def as_of(ago: str) -> str:
    """How old it is what is known of the workspaces that have no profile."""
    return f"Unused workspaces are as of {ago}."


def try_again(age: str) -> str:
    """Something could not be fetched; `age` says how old what is shown instead is."""
    return f"{age}{key('retry')} tries again."


def with_token_of(profile: str, problem: str) -> str:
    """What went wrong, and with whose token."""
    return f"With the token of {profile}: {problem}"


def switch_unchecked(problem: str) -> str:
    """Nobody answered."""
    return f"{problem}\n\nWhether the workspace is still there could not be checked."


def forget(profile: str) -> str:
    """Ask before it is removed."""
    return f"Forget {profile}?"


def token_saved(profiles: str) -> str:
    """These have the new token now."""
    return f"Saved the new token for {profiles}."


def can_replace(profiles: str) -> str:
    """Others of the team have another token."""
    return f"The new token can replace the one of {profiles} as well."
