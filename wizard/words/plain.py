"""What is said at every question that is asked line by line, and between the questions."""

from __future__ import annotations

TYPE_CHECKING = False  # as typing has it, whose import is slow
if TYPE_CHECKING:
    from pathlib import Path

TITLE_TOKEN = "API token"
TITLE_TEAM = "Team"
TITLE_WORKSPACE = "Workspace"
TITLE_CONTACTS = "Contacts"
TITLE_SAVE = "Review and save"

ASKING_FOR_GIVEN = "Asking ClickFunnels for what was given beforehand."

BACK = "b back"
HELP = "? help"
ENTER_MORE = "Enter more"
R_TRIES_AGAIN = "r tries again"
THAT_IS_ALL = "That is all. Type a number, or part of a name."

CAN_BE_SET_ASIDE = "It can be set aside: renamed, kept where it is, with nothing in it changed."
SET_IT_ASIDE = "Set it aside and go on?"
SETTING_ASIDE = (
    "Set aside means renamed: the file is kept where it is, with nothing in it changed, and a new one is "
    "begun. No leaves it alone."
)


def step(number: int, count: int, title: str) -> str:
    """The heading of a step."""
    return f"Step {number} of {count}: {title}"


def chosen(title: str, choice: str) -> str:
    """What was answered."""
    return f"{title}: {choice}."


def choices(*, default: bool, goes_back: bool) -> str:
    """What a question for a yes or a no takes, the answer that Enter gives in capitals."""
    return f"[{'Y/n' if default else 'y/N'}{'/b' if goes_back else ''}/?]"


def type_y_or_n(*, goes_back: bool) -> str:
    """Something else was typed."""
    return f"Type y or n{', or b to go back' if goes_back else ''}; ? explains."


def trying_again(reason: str, duration: str) -> str:
    """Why nothing comes, and for how long."""
    return f"{reason} Trying again in {duration}."


def enter_keeps(name: str) -> str:
    """What Enter does."""
    return f"Enter keeps {name}"


def more_follow(count: int, age: str = "") -> str:
    """The list goes on; `age` says how old what is known of it is."""
    return f"{count:,} more {'follows' if count == 1 else 'follow'}.{age}"


def kept_as(name: str) -> str:
    """The file is out of the way."""
    return f"Kept as {name}."


def saved(profile: str | None, path: Path) -> str:
    """It is done."""
    return f"Saved profile “{profile}” in {path}"
