"""Make text from outside safe to show: no terminal escapes, no control or bidi characters."""

from __future__ import annotations

import re

LONGEST = 2_000
"""Longest text to keep. A longer name or tag is noise, or an attack."""

# Patterns are compiled, and kept by `re`, when text needs them: most of it is plain ASCII.
_ESCAPE_SEQUENCE = r"""(?x)
    (?:\x1b\[|\x9b) [0-?]* [ -/]* [@-~]                     # CSI: colours, cursor movements
    | (?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])               # OSC, DCS, SOS, PM, APC: titles, clipboard
      [^\x07\x1b\x9c]* (?:\x07|\x1b\\|\x9c)?
    | \x1b [ -/]* [0-~]                                     # the two-character escapes
"""
_SPACES = r"[\s\x1c-\x1f\x85\u115f\u1160\u2800\u3164\uffa0]+"
_INVISIBLE = (
    "[\x00-\x1f\x7f-\x9f"  # C0, DEL, C1
    "\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u2060-\u206f\ufeff\ufff9-\ufffb"  # marks, zero widths
    "\u202a-\u202e"  # bidi embeddings and overrides
    "\ud800-\udfff"  # lone surrogates, which can't be encoded
    "\U000e0000-\U000e007f]"  # invisible tags
)
_ACCENT = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_STACKED_ACCENTS = f"({_ACCENT}{{4}}){_ACCENT}+"
"""Accents that would cover other lines."""

_OWN_SEQUENCE = r"(\x1b\[[0-9;]*m|\r\x1b\[K)"
"""The escape sequences this program prints: colours, and erasing a line."""


def sanitize_line(text: str) -> str:
    """Make `text` a single line without anything that a terminal would execute or hide.

    Several spaces become one, so that a name can't look like two columns. Joiners inside words (U+200C,
    U+200D) stay, because Persian, Hindi and emoji need them.
    """
    text = text[: LONGEST * 4]
    if text.isascii() and text.isprintable():
        text = " ".join(text.split())
    else:
        text = re.sub(_SPACES, " ", re.sub(_ESCAPE_SEQUENCE, "", text))
        text = re.sub(_SPACES, " ", re.sub(_INVISIBLE, "", text))
        text = re.sub(_STACKED_ACCENTS, r"\1", text).strip()
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def sanitize_lines(text: str) -> str:
    """Remove anything that a terminal would execute or hide, but keep line breaks and spaces."""
    text = re.sub(_ESCAPE_SEQUENCE, "", text)
    return re.sub(_INVISIBLE, lambda match: match[0] if match[0] in "\n\t" else "", text)


def sanitize_output(text: str) -> str:
    """Sanitize `text` like `sanitize_lines`, but keep the few escape sequences that this program prints."""
    pieces = re.split(_OWN_SEQUENCE, text)  # every second piece is one of our sequences
    pieces[::2] = map(sanitize_lines, pieces[::2])
    return "".join(pieces)
