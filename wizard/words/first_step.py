"""Why keys do nothing on the first step, whose other words are there before the first frame."""

from __future__ import annotations

from wizard.words.key_names import key, keys

NO_OFFER = "No token is on offer: CLICKFUNNELS_API_TOKEN is not set."


def what_to_do(*, has_offer: bool) -> str:
    """There is no token in the field."""
    paste = "Paste your token into the field."
    return f"{paste} Or press {keys('take_offer')} to use the one that is offered." if has_offer else paste


def nothing_before() -> str:
    """There is nothing to go back to."""
    return f"This is the first step. {key('leave')} leaves."
