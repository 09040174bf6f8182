"""What `cfw forget` and `cfw token-store` say."""

from __future__ import annotations

TYPE_CHECKING = False  # as typing has it, whose import is slow
if TYPE_CHECKING:
    from collections.abc import Sequence

NO_TOKEN_SAVED = "Nothing was changed: no profile has a saved token."


def forgot(names: Sequence[str]) -> str:
    """It is done."""
    return f"Forgot {', '.join(names)}."


def kept_in_file(names: Sequence[str]) -> str:
    """Whose tokens are in the file now."""
    return f"Kept in the file: the token of {', '.join(names)}." if names else NO_TOKEN_SAVED


def kept_in_keyring(names: Sequence[str]) -> str:
    """Whose tokens are in the keyring now."""
    return f"Kept in the keyring: the token of {', '.join(names)}." if names else NO_TOKEN_SAVED
