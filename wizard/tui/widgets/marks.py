"""Marks that tell states apart without colours: a usual set, and one for fonts that lack it."""

from __future__ import annotations

import os
import sys
from typing import NamedTuple


class Marks(NamedTuple):
    """One character for each meaning."""

    done: str
    here: str
    ahead: str
    wrong: str
    busy: str
    calm: str
    cursor: str
    gap: str
    absent: str
    between: str
    rising: str
    falling: str


USUAL = Marks("✓", "●", "○", "✗", "…", "·", "›", "⋯", "–", "─", "▲", "▼")
PLAIN = Marks("+", "*", "o", "x", "~", "-", ">", "~", "-", "-", "^", "v")


def marks_for(encoding: str, terminal: str) -> Marks:
    """Return the set that a terminal can show. The Linux console's font lacks many of the usual marks."""
    is_rich = encoding.lower() in ("utf-8", "utf8") and terminal != "linux"
    return USUAL if is_rich else PLAIN


MARKS = marks_for(getattr(sys.__stderr__, "encoding", None) or "utf-8", os.environ.get("TERM", ""))
"""The set for this terminal. Textual draws on standard error."""
