"""Replace characters that the terminal's encoding lacks: with similar ASCII, or with a note."""

from __future__ import annotations

import codecs
import io
import unicodedata
from typing import TextIO

from wizard.support.matching import fold_once

_NOT_SHOWN = "[letters not shown]"

_HANDLER = "wizard.similar_ascii"

_PUNCTUATION = {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "›": ">", "•": "*"}
"""Characters that Unicode's compatibility decomposition leaves as they are."""


def replace_unencodable(stream: TextIO) -> None:
    """Make a stream whose encoding isn't UTF-8 write similar characters instead of failing."""
    if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower() not in ("utf-8", "utf8"):
        codecs.register_error(_HANDLER, _replace)
        stream.reconfigure(errors=_HANDLER)


def _replace(error: UnicodeError) -> tuple[str, int]:
    """Give the replacement and where to go on, as `codecs.register_error` expects."""
    assert isinstance(error, UnicodeEncodeError)
    text, parts = error.object, []
    for place in range(error.start, error.end):
        similar = _similar(text[place])
        if similar is None and not _is_noted_already(text, place, error.encoding):
            parts.append(_NOT_SHOWN)
        parts.append(similar or "")
    return "".join(parts), error.end


def _similar(letter: str) -> str | None:
    """Give similar ASCII: nothing for an accent on its own, None if there is none."""
    if unicodedata.category(letter).startswith("M"):
        return ""
    similar = unicodedata.normalize("NFKD", letter)
    if not similar.isascii():
        similar = _PUNCTUATION.get(similar) or fold_once(letter)
        similar = similar.upper() if letter.isupper() else similar
    return similar if similar.isascii() else None


def _is_noted_already(text: str, place: int, encoding: str) -> bool:
    """Whether the last character before this one, spaces aside, was replaced by the note."""
    before = text[:place].rstrip(" ")[-1:]
    try:
        before.encode(encoding)
    except UnicodeEncodeError:
        return _similar(before) is None
    return False
