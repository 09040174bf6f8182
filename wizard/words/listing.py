"""What `cfw list` says."""

from __future__ import annotations

TYPE_CHECKING = False  # as typing has it, whose import is slow
if TYPE_CHECKING:
    from pathlib import Path


def nothing_saved(path: Path) -> str:
    """There is nothing to list, and how that changes."""
    return f"Nothing is saved in {path} yet. Run `cfw` to connect this computer with ClickFunnels."


def profile(name: str) -> str:
    """The profile that a reached workspace is saved as."""
    return f"profile {name}"
