"""Text from outside made safe to show: no terminal escapes, no control or bidi characters."""

from __future__ import annotations

import re
from functools import cache

LONGEST = 2_000
"""Characters kept of one text; a name or a tag longer than this is noise, or an attack."""


def sanitize_line(text: str) -> str:
    """Return `text` as one line without anything that a terminal would obey or hide.

    Blanks in a row become one, so that a name cannot look like two columns.

    Joiners inside words (U+200C, U+200D) stay: Persian, Hindi and emoji need them.
    """
    if not (text.isascii() and text.isprintable()) or "  " in text:  # the patterns take a moment to be built
        escape_sequence, blank, unseen, piled = _patterns()
        text = escape_sequence.sub("", text[: LONGEST * 4])
        text = piled.sub(r"\1", blank.sub(" ", unseen.sub("", blank.sub(" ", text))))
    text = text.strip()
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def sanitize_lines(text: str) -> str:
    """Return `text` line by line, spaces kept, without anything that a terminal would obey or hide."""
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    escape_sequence, _, unseen, _ = _patterns()
    text = escape_sequence.sub("", text)
    return unseen.sub(lambda match: match[0] if match[0] in "\n\t" else "", text)


_OURS = r"\x1b\[[0-9;]*m|\r\x1b\[K"
"""Colours, and back to the beginning of a line that is erased."""


def sanitize_output(text: str) -> str:
    """Return `text` as `sanitize_lines` does, but with the few sequences that this program prints."""
    if "\x1b" not in text:
        return sanitize_lines(text)
    pieces = re.split(f"({_OURS})", text)  # every second piece is a sequence of ours
    pieces[::2] = map(sanitize_lines, pieces[::2])
    return "".join(pieces)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Escape sequences, blanks of all kinds, what cannot be seen, and accents piled over other lines."""
    escape_sequence = re.compile(
        r"""
        (?:\x1b\[|\x9b) [0-?]* [ -/]* [@-~]                     # CSI: colours, cursor movements
        | (?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])               # OSC, DCS, SOS, PM, APC: titles, clipboard
          [^\x07\x1b\x9c]* (?:\x07|\x1b\\|\x9c)?
        | \x1b [ -/]* [0-~]                                     # the two-character escapes
        """,
        re.VERBOSE,
    )
    blank = re.compile(r"[\s\x1c-\x1f\x85\u115f\u1160\u2800\u3164\uffa0]+")
    accent = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
    unseen = re.compile(
        "[\x00-\x1f\x7f-\x9f"  # C0, DEL, C1
        "\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u2060-\u206f\ufeff\ufff9-\ufffb"  # marks, zero widths
        "\u202a-\u202e"  # bidi embeddings and overrides
        "\ud800-\udfff"  # lone surrogates, which no terminal can be sent
        "\U000e0000-\U000e007f]"  # invisible tags
    )
    return escape_sequence, blank, unseen, re.compile(f"({accent}{{4}}){accent}+")
