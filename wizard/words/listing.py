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


def no_teams(via: str, *, is_variable: bool) -> str:
    """The token of a profile, or in a variable, can access nothing."""
    return f"The token {f'in {via}' if is_variable else f'of “{via}”'} can't access any team."


def no_workspaces(team: str, number: int) -> str:
    """A team is empty."""
    return f"The team {team} ({number}) has no workspace."


def missing(profile: str, workspace: str, number: int) -> str:
    """A saved workspace isn't among those that the tokens can access."""
    return f"The workspace of the profile “{profile}”, {workspace} ({number}), isn't among those listed."
