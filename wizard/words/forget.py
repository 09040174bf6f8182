"""What `cfw forget` and `cfw token-store` say."""

from __future__ import annotations

TYPE_CHECKING = False  # as typing has it, whose import is slow
if TYPE_CHECKING:
    from collections.abc import Sequence

WHICH = ("Which profiles?", "Name them, or use --all: `cfw forget NAME ...`.")
NOTHING_REMOVED = "Nothing was removed."
NO_TOKEN_SAVED = "Nothing was changed: no profile has a saved token."
NONE_CURRENT = "No profile is the current one now; `cfw switch NAME` makes one so."


def question(names: Sequence[str]) -> str:
    """Ask before anything is removed."""
    return f"Forget {', '.join(names)}?"


def forgot(names: Sequence[str]) -> str:
    """It is done."""
    return f"Forgot {', '.join(names)}."


def still_works(dashboard: str) -> str:
    """What forgetting does not do, and where that is done."""
    return (
        f"The token still works at ClickFunnels until it is revoked there: {dashboard}"
        " > the team > Team Settings > Developer Portal."
    )


def kept_in_file(names: Sequence[str]) -> str:
    """Whose tokens are in the file now."""
    return f"Kept in the file: the token of {', '.join(names)}." if names else NO_TOKEN_SAVED


def kept_in_keyring(names: Sequence[str]) -> str:
    """Whose tokens are in the keyring now."""
    return f"Kept in the keyring: the token of {', '.join(names)}." if names else NO_TOKEN_SAVED
