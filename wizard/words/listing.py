"""What `cfw list` says."""

from __future__ import annotations

TYPE_CHECKING = False  # as typing has it, whose import is slow
if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

ONLY_SAVED = "Only its saved workspaces are shown."


def nothing_saved(path: Path) -> str:
    """There is nothing to list, and how that changes."""
    return f"Nothing is saved in {path} yet. Run `cfw` to connect this computer with ClickFunnels."


def profiles(names: Sequence[str]) -> str:
    """The profiles that a workspace is saved as."""
    return f"{'profile' if len(names) == 1 else 'profiles'} {', '.join(names)}"


def tokens(names: Sequence[str]) -> str:
    """The profiles whose tokens can access a workspace."""
    return f"{'token' if len(names) == 1 else 'tokens'} of {', '.join(names)}"
