"""What is asked where a profile gets another name."""

from __future__ import annotations

TAKEN = "Another profile has this name."


def title(profile: str) -> str:
    """The profile that gets another name."""
    return f"Rename {profile}"


def renamed(old: str, new: str) -> str:
    """It is done."""
    return f"Renamed {old} to {new}."
