"""Decode text in the encodings that Windows programs write, such as the UTF-16 of PowerShell 5's `>`."""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins like that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks and their encodings."""


def decode_text(data: bytes, errors: str = "strict") -> str:
    """Decode `data` without its byte order mark, by default as UTF-8. Raises `UnicodeDecodeError`."""
    return data.decode(detect_encoding(data) or "utf-8", errors)


def detect_encoding(data: bytes) -> str | None:
    """Detect UTF-16, UTF-32, or UTF-8 with a byte order mark; None for anything else.

    Text without a byte order mark is UTF-16 only if every second byte is zero and no other byte is.
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
