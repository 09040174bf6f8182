"""What keys without a letter send, such as F1 or an arrow, where nothing but lines is read."""

from __future__ import annotations

import re

_SEQUENCE = re.compile(
    r"""
    \x1b+ (?:
        \[\[ [A-E]                        # F1 to F5 of the Linux console
        | \[ [0-?]* [ -/]* [@-~]          # CSI: arrows, most function keys, marks around a paste
        | O [ -~]                         # SS3: F1 to F4, the keypad
        | [ -~]                           # a letter with Alt
    )?
    | [\x00-\x08\x0b\x0c\x0e-\x1f\x7f]    # keys with Ctrl
    """,
    re.VERBOSE,
)


def typed_text(line: str) -> str:
    """Give a line without what such keys have put into it; tabs and the ends of lines stay."""
    return _SEQUENCE.sub("", line)
