"""Why keys do nothing on the first step, whose other words are there before the first frame."""

from __future__ import annotations

from .key_names import key

NO_OFFER = "No token is on offer: CLICKFUNNELS_API_TOKEN is not set."


def nothing_before() -> str:
    """There is nothing to go back to."""
    return f"This is the first step. {key('leave')} leaves."
