"""What is said when the program ends: before it begins, with nothing done, or at a fault."""

from __future__ import annotations

NOTHING_SAVED = "Nothing was saved."
NOTHING_CHANGED = "Nothing was changed."

UNSAVED = "Leave without saving?"
FORGOTTEN = "What you entered so far will be forgotten. Nothing has been written."
LEAVE = "Leave"
STAY = "Stay"

NO_TERMINAL = (
    "The wizard needs a terminal to draw on; run cfw in one.",
    "Without one, `cfw setup` takes its answers as arguments, `cfw switch NAME` switches, and "
    "`cfw --plain` asks line by line through a pipe.",
)

NO_QUESTIONS = (
    "Without arguments cfw asks questions, and it can't ask any here.",
    "`cfw setup` takes its answers as arguments, and `cfw switch NAME` switches.",
)

CI_IS_SET = "CI is set, so nothing is asked. With CI=false, cfw asks."

DISK_FULL = "The output cannot be written: the disk is full."

FAULT_ON_SCREEN = "Something went wrong inside this program, and it had to stop. Nothing was half saved."


def fault(kind: str) -> str:
    """A fault of the program itself, and the error's name."""
    return (
        f"Something went wrong inside this program ({kind}), and it had to stop.\n"
        "`cfw doctor --report FILE` writes what helps to find out why."
    )


def no_theme(name: str, variable: str, names: str) -> tuple[str, str]:
    """A theme that is not there, and those that are."""
    return f"There is no theme “{name}”, which {variable} names.", f"Choose one of: {names}."
