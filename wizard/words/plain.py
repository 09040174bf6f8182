"""What is said at every question that is asked line by line, and between the questions."""

from __future__ import annotations

TYPE_CHECKING = False  # as typing has it, whose import is slow
if TYPE_CHECKING:
    from collections.abc import Sequence
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
YES = "y yes"
YES_BY_ENTER = "y or Enter yes"
NO = "n no"
NO_BY_ENTER = "n or Enter no"
"""What a yes or a no is typed as."""

NOT_WRITABLE = "[letters not shown]"
"""In place of letters that the terminal's encoding lacks."""

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


def choices(*, default: bool, aside: str = "", goes_back: bool) -> str:
    """What a question for a yes or a no takes; `aside` is another answer to it."""
    yes, no = (YES_BY_ENTER, NO) if default else (YES, NO_BY_ENTER)
    return f"({', '.join(filter(None, [yes, no, aside, BACK if goes_back else '', HELP]))})"


def type_one_of(answers: Sequence[str]) -> str:
    """Something else was typed."""
    return f"Type {', '.join(answers[:-1])} or {answers[-1]}; ? explains."


def enter_keeps(name: str) -> str:
    """What Enter does."""
    return f"Enter keeps {name}"


def identified(name: str, number: int, subdomain: str = "") -> str:
    """A team or a workspace, in a way that tells it apart from others of that name."""
    return f"{name} ({subdomain}, id {number})" if subdomain else f"{name} (id {number})"


def listed(
    first: int, last: int, count: int, nouns: tuple[str, str], among: int | None, *, is_all: bool
) -> str:
    """What stands below: how many there are, found `among` so many, and which of them are shown."""
    one, many = nouns
    if first > 1:
        shown = (
            f"{one.capitalize()} {first:,}" if first == last else f"{many.capitalize()} {first:,} to {last:,}"
        )
        return f"{shown} of {count:,}{' that match' if among else '' if is_all else ' so far'}:"
    numbers = f"{count:,} of {among:,}" if among else f"{count:,}"
    noun = one if (among or count) == 1 else many
    there = f"{numbers} {noun}{'' if is_all else ' so far'}"
    return f"{there}. The first {last}:" if last < count else f"{there}:"


def more_follow(count: int, age: str = "") -> str:
    """The list goes on; `age` says how old what is known of it is."""
    return f"{count:,} more {'follows' if count == 1 else 'follow'}.{age}"


def kept_as(name: str) -> str:
    """The file is out of the way."""
    return f"Kept as {name}."


def saved(profile: str | None, path: Path) -> str:
    """It is done."""
    return f"Saved profile “{profile}” in {path}"
