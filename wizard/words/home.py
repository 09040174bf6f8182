"""What the list says of everything to switch to; its screen, and in part its lines too."""

from __future__ import annotations

NOT_USED_YET = "not used yet"

ASKING = "Asking ClickFunnels what your tokens reach."

SWITCH, STAY = "Switch", "Stay"


FORGET_IT, KEEP_IT = "Forget it", "Keep it"


ALL_OF_THEM, THIS_ONE_ONLY = "All of them", "This one only"


def asking_about(workspace: str) -> str:
    """The answer is waited for."""
    return f"Asking ClickFunnels about {workspace}."


def as_of(ago: str) -> str:
    """How old it is what is known of the workspaces that have no profile."""
    return f"Unused workspaces are as of {ago}."
