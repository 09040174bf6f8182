"""Words to a person beside the data: on standard error, and questions only where somebody can answer."""

from __future__ import annotations

import os
import sys
from enum import Enum, auto

from wizard.cli.options import Options
from wizard.support.wait_tracker import WAIT_TRACKER

GREEN, RED, YELLOW, DIM, BOLD = "32", "31", "33", "2", "1"


def note(text: str) -> None:
    """Say something that is not the command's data."""
    with WAIT_TRACKER.hidden():
        print(text, file=sys.stderr)


def confirm(question: str, *, yes: bool) -> bool:
    """Ask a question that `--yes` answers. Raises `NotConfirmed` where nobody can be asked."""
    if yes:
        return True
    from wizard.support.errors import NotConfirmed  # noqa: PLC0415 - few ask, and the first frame waits for none

    if not can_ask():
        raise NotConfirmed(f"Nobody can be asked here: {question}", "Run it in a terminal, or add --yes.")
    return ask(f"{question} [y/N]") in ("y", "yes")


def can_ask() -> bool:
    """Whether a question would be seen, and answered by a person."""
    return sys.stdin.isatty() and sys.stderr.isatty() and not in_ci()


def ask(question: str) -> str:
    """Ask, and give what is typed, in small letters."""
    print(f"{question} ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower()


class Interface(Enum):
    """How somebody can be asked."""

    SCREENS = auto()
    LINES = auto()
    """As lines of text, one question at a time."""


def interface(options: Options) -> Interface | None:
    """Give how to ask here; None where nobody can be asked.

    Through a pipe lines are asked for only by `--plain`: what was never meant for questions gets none.
    The same goes for CI, whose terminal nobody sits at; there `--demo` asks as well.
    """
    if options.no_input or options.token_stdin:
        return None
    if options.plain:
        return Interface.LINES
    if is_silenced_by_ci(options):
        return None
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return None
    if wants_lines():
        return Interface.LINES
    return Interface.SCREENS if sys.stderr.isatty() else None


def in_ci() -> bool:
    """Whether the variable CI says that no person is here."""
    return os.environ.get("CI", "").strip().lower() not in ("", "0", "false")


def is_silenced_by_ci(options: Options) -> bool:
    """Whether nothing is asked because of the variable CI, rather than because of an option."""
    asks_anyway = options.plain or options.demo
    return in_ci() and not (asks_anyway or options.no_input or options.token_stdin)


def wants_lines() -> bool:
    """Whether the person, or the terminal, takes no screens, and nothing that moves."""
    return is_heard() or (sys.stderr.encoding or "utf-8").lower() not in ("utf-8", "utf8")


def may_move(options: Options) -> bool:
    """Whether a line on standard error may be drawn over and over."""
    return sys.stderr.isatty() and not (options.plain or wants_lines())


def is_heard() -> bool:
    """Whether a screen reader, or another program, takes each line as one."""
    return os.environ.get("ACCESSIBLE", "0") not in ("", "0") or os.environ.get("TERM") == "dumb"


def paint(text: str, style: str) -> str:
    """Give text in a colour, where standard output shows colours and nobody said otherwise."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not sys.stdout.isatty():
        return text
    return f"\x1b[{style}m{text}\x1b[0m"
