"""Letters that the terminal's encoding lacks: the nearest there are, or words that say so."""

from __future__ import annotations

import codecs
import io
import unicodedata
from typing import TextIO

_NOT_WRITABLE = "[letters not shown]"
"""In place of letters that the terminal's encoding lacks."""

_HANDLER = "wizard.nearest"

_NEAREST = {
    "“": '"',
    "”": '"',
    "„": '"',
    "‘": "'",
    "’": "'",
    "–": "-",
    "—": "-",
    "›": ">",
    "•": "*",
    "ß": "ss",
    "æ": "ae",
    "Æ": "AE",
    "œ": "oe",
    "Œ": "OE",
    "ø": "o",
    "Ø": "O",
    "ł": "l",
    "Ł": "L",
    "đ": "d",
    "Đ": "D",
    "ı": "i",
}
"""What Unicode does not take apart."""


def write_the_nearest(stream: TextIO) -> None:
    """Let a stream of a small encoding write the nearest letters from now on."""
    if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower() not in ("utf-8", "utf8"):
        codecs.register_error(_HANDLER, _replace)
        stream.reconfigure(errors=_HANDLER)


def _replace(error: UnicodeError) -> tuple[str, int]:
    """Give what stands for the letters that cannot be encoded, as `codecs.register_error` wants it."""
    assert isinstance(error, UnicodeEncodeError)
    text, parts = error.object, []
    for place in range(error.start, error.end):
        nearest = _nearest(text[place])
        if nearest is None and not _follows_another(text, place, error.encoding):
            parts.append(_NOT_WRITABLE)
        parts.append(nearest or "")
    return "".join(parts), error.end


def _nearest(letter: str) -> str | None:
    """Give the ASCII letters nearest to it; nothing for an accent alone, None where there are none."""
    apart = unicodedata.normalize("NFKD", letter)
    nearest = "".join(
        _NEAREST.get(one, one) for one in apart if not unicodedata.category(one).startswith("M")
    )
    return nearest if nearest.isascii() else None


def _follows_another(text: str, place: int, encoding: str) -> bool:
    """Whether the letter before, blanks apart, cannot be written either: one remark is enough for both."""
    before = text[:place].rstrip(" ")[-1:]
    try:
        before.encode(encoding)
    except UnicodeEncodeError:
        return _nearest(before) is None
    return False
