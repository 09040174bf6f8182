"""What `cfw undo` says."""

from __future__ import annotations

TYPE_CHECKING = False  # as typing has it, whose import is slow
if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def set_aside(problem: str, name: str) -> str:
    """The damaged file that stood in the way was renamed."""
    return f"{problem} It is kept as {name}."


def undone(current: str | None) -> str:
    """It is done; one of the profiles is the current one, or none."""
    return f"Undone. Current profile: {current}." if current else "Undone. No profile is current."


def restored(names: Iterable[str]) -> str:
    """Profiles that were forgotten."""
    return f"Restored: {', '.join(names)}."


def removed(names: Iterable[str]) -> str:
    """Profiles that were saved since."""
    return f"Removed: {', '.join(names)}."


def changed_back(names: Iterable[str]) -> str:
    """Profiles that were changed since."""
    return f"Changed back: {', '.join(names)}."


def without_token(names: Iterable[str]) -> str:
    """Profiles that are back, but not their tokens."""
    return f"Without a token, because it was deleted: {', '.join(names)}. `cfw setup` adds one."


def nothing_kept(path: Path) -> str:
    """There is nothing to restore."""
    return f"No older version of {path} is kept."


def version(moment: str, ago: str, count: int, current: str | None) -> str:
    """One of the versions that there are."""
    profiles = "1 profile" if count == 1 else f"{count} profiles"
    return f"until {moment}, {ago}: {profiles}, current {current}"
