"""Text in the encodings that programs on Windows write, such as the UTF-16 of PowerShell 5's `>`."""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins as UTF-16's does
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""What text can begin with, and the encoding that it stands for."""


def decode_text(data: bytes, errors: str = "strict") -> str:
    """Give the text of `data`, without its byte order mark. Raises `UnicodeDecodeError`."""
    return data.decode(detect_encoding(data) or "utf-8", errors)


def detect_encoding(data: bytes) -> str | None:
    """Give the encoding that the beginning of a text says it has; None where that may be UTF-8, or another.

    Without a byte order mark, it is UTF-16 only where every second byte is zero, and no other one.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    even, odd = data[::2], data[1::2]
    if odd and not any(odd) and all(even):
        return "utf-16-le"
    if odd and not any(even) and all(odd):
        return "utf-16-be"
    return None
