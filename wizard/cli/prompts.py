"""Whether and how a person can be asked: with screens, line by line, or not at all; yes/no questions."""

from __future__ import annotations

import sys
from enum import Enum, auto

from wizard.cli.options import Options
from wizard.cli.terminal import in_ci, is_silenced_by_ci, prefers_lines
from wizard.support.errors import NotConfirmed


class Interface(Enum):
    """How to ask a person."""

    SCREENS = auto()
    LINES = auto()
    """As lines of text, one question at a time."""


def interface(options: Options) -> Interface | None:
    """Give how to ask here; None if nobody can be asked.

    A pipe gets questions only with `--plain`, because most programs behind a pipe don't expect any. In CI
    nobody sits at the terminal, so only `--plain` and `--demo` ask there.
    """
    if options.no_input or options.token_stdin:
        return None
    if options.plain:
        return Interface.LINES
    if is_silenced_by_ci(options) or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return None
    if prefers_lines():
        return Interface.LINES
    return Interface.SCREENS if sys.stderr.isatty() else None


def can_ask() -> bool:
    """Whether a person would see a question on standard error and can answer it."""
    return sys.stdin.isatty() and sys.stderr.isatty() and not in_ci()


def ask(question: str) -> str:
    """Ask a question and give the answer in lower case."""
    print(f"{question} ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower()


def confirm(question: str, *, yes: bool) -> bool:
    """Ask a yes/no question, unless `--yes` answered it. Raises `NotConfirmed` if nobody can be asked."""
    if yes:
        return True
    if not can_ask():
        raise NotConfirmed(f"Nobody can be asked here: {question}", "Run it in a terminal, or add --yes.")
    return ask(f"{question} [y/N]") in ("y", "yes")
