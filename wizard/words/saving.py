"""What is said of the file that is to be written: what it will hold, and what that changes."""

from __future__ import annotations

TYPE_CHECKING = False  # as typing has it, whose import is slow
if TYPE_CHECKING:
    from collections.abc import Sequence

TITLE = "Review and save"
WHERE = "Will be written to "
NAME = "Profile name"
BUSY = "Saving."

THE_KEYRING = "the keyring"

NO_KEYRING = "No keyring here can keep the token; `cfw token-store keyring` says why."
NO_OTHERS = "No other profile of this team has another token."
FOR_ONE_WORKSPACE = (
    "This token can't list teams, so it may be for one workspace only. It isn't given to other profiles."
)

NEW = "A new profile; it becomes the current one."


def replaces(workspace: str) -> str:
    """Another workspace's profile of the same name."""
    return f"Replaces the profile of {workspace}."


def updates(day: str) -> str:
    """The same workspace's profile, and the day on which it was saved."""
    return f"Updates this workspace’s profile of {day}."


def others_stay(count: int) -> str:
    """What becomes of the other profiles; nothing where there is none."""
    if not count:
        return ""
    if count == 1:
        return "The other profile stays as it is."
    return f"The other {count} profiles stay as they are."


def goes_into(keyring: str) -> str:
    """The token's place, where it is the keyring."""
    return f"The token goes into {keyring}."


def could_keep(keyring: str) -> str:
    """The token's other place."""
    return f"{keyring} could keep the token."


def also_for(profiles: str) -> str:
    """The team's other profiles, which have another token."""
    return f"Also for this team’s other profiles: {profiles}."


def updated_too(profiles: Sequence[str]) -> str:
    """The team's other profiles that got the token."""
    return f"Also gave the token to the team's other profiles: {', '.join(profiles)}."


def left_alone(profiles: Sequence[str]) -> str:
    """The team's other profiles, which keep the tokens that they have."""
    return (
        f"These profiles of the team keep their own tokens: {', '.join(profiles)}."
        " The new token can't list teams, so it may be for one workspace only."
    )
