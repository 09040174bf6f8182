"""What is said where a team, a workspace or a tag is chosen from a list."""

from __future__ import annotations

from wizard.words.key_names import key

LOADING = "Loading."
NOTHING_FAILED = "Nothing has failed here, so there is nothing to try again."


def shows_all() -> str:
    """The key that takes the filter off."""
    return f"{key('go_back')} shows all again."
