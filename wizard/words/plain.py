"""What is said at every question that is asked line by line, and between the questions."""

from __future__ import annotations

TYPE_CHECKING = False  # as typing has it, whose import is slow
if TYPE_CHECKING:
    pass

TITLE_TEAM = "Team"
TITLE_WORKSPACE = "Workspace"


BACK = "b back"
HELP = "? help"
ENTER_MORE = "Enter more"
R_TRIES_AGAIN = "r tries again"


THAT_IS_ALL = "That is all. Type a number, or part of a name."


def chosen(title: str, choice: str) -> str:
    """What was answered."""
    return f"{title}: {choice}."


def enter_keeps(name: str) -> str:
    """What Enter does."""
    return f"Enter keeps {name}"


def identified(name: str, number: int, subdomain: str = "") -> str:
    """A team or a workspace, in a way that tells it apart from others of that name."""
    return f"{name} ({subdomain}, id {number})" if subdomain else f"{name} (id {number})"


def more_follow(count: int, age: str = "") -> str:
    """The list goes on; `age` says how old what is known of it is."""
    return f"{count:,} more {'follows' if count == 1 else 'follow'}.{age}"
