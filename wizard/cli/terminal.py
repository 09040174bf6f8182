"""Messages on standard error, beside the data on standard output; colours; what the terminal can do; CI."""

from __future__ import annotations

import os
import sys

from wizard.cli.options import Options
from wizard.support.wait_tracker import WAIT_TRACKER

GREEN, RED, YELLOW, DIM, BOLD = "32", "31", "33", "2", "1"


def note(*texts: str) -> None:
    """Print messages that aren't part of the command's data, each on a line of its own."""
    with WAIT_TRACKER.hidden():
        for text in texts:
            print(text, file=sys.stderr)


def paint(text: str, style: str) -> str:
    """Colour text for standard output, if that is a terminal and nothing asks for no colours."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not sys.stdout.isatty():
        return text
    return f"\x1b[{style}m{text}\x1b[0m"


def is_line_based() -> bool:
    """Whether a screen reader or another program takes each line of output as a unit."""
    return os.environ.get("ACCESSIBLE", "0") not in ("", "0") or os.environ.get("TERM") == "dumb"


def prefers_lines() -> bool:
    """Whether screens and redrawn lines are unwanted here, or the terminal can't show them."""
    return is_line_based() or (sys.stderr.encoding or "utf-8").lower() not in ("utf-8", "utf8")


def may_redraw(options: Options) -> bool:
    """Whether a line on standard error may be redrawn in place."""
    return sys.stderr.isatty() and not (options.plain or prefers_lines())


def in_ci() -> bool:
    """Whether the variable CI says that nobody is here."""
    return os.environ.get("CI", "").strip().lower() not in ("", "0", "false")


def is_silenced_by_ci(options: Options) -> bool:
    """Whether nothing is asked because of the variable CI, rather than because of an option."""
    return in_ci() and not (options.plain or options.demo or options.no_input or options.token_stdin)
