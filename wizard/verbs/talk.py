"""Words to a person beside the data: on standard error, and questions only where somebody can answer."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from wizard.errors import Disagreed

GREEN, RED, YELLOW, DIM, BOLD = "32", "31", "33", "2", "1"


def note(text: str) -> None:
    """Say something that is not the command's data."""
    print(text, file=sys.stderr)


def agreed(question: str, *, yes: bool) -> bool:
    """Ask a question that `--yes` answers. Raises `Disagreed` where nobody can be asked."""
    if yes:
        return True
    if not sys.stdin.isatty():
        raise Disagreed(f"Nobody can be asked here: {question}", "Run it in a terminal, or add --yes.")
    print(f"{question} [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def has_terminal() -> bool:
    """Whether there is a terminal to draw on and to type into."""
    return not why_no_screen()


def why_no_screen() -> str:
    """Say why no screen can be drawn here, as a sentence; nothing where it can."""
    if not (sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()):
        return "The wizard needs a terminal to draw on; run cfw in one."
    if os.environ.get("TERM") == "dumb":
        return "This terminal cannot draw screens (TERM is dumb)."
    if sys.stderr.encoding.lower() not in ("utf-8", "utf8"):
        return f"No screen can be drawn in {sys.stderr.encoding}; LC_ALL=C.UTF-8 makes it UTF-8."
    return ""


def paint(text: str, style: str) -> str:
    """Give text in a colour, where standard output shows colours and nobody said otherwise."""
    if os.environ.get("NO_COLOR") or not sys.stdout.isatty():
        return text
    return f"\x1b[{style}m{text}\x1b[0m"


def short(path: Path) -> str:
    """Give a path with ``~`` for the home folder."""
    home = str(Path.home())
    return f"~{text[len(home) :]}" if (text := str(path)).startswith(f"{home}{os.sep}") else text
