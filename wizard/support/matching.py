"""Filter a list by what someone types, ignoring case and accents, best matches first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import TypeVar

T = TypeVar("T")

_STROKES = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
"""Letters that Unicode doesn't decompose, though people type them without the stroke."""

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """Fold case and accents for comparing. Cached."""
    return fold_once(text)


def fold_once(text: str) -> str:
    """Fold case and accents like `fold`, but without caching: for texts too many to remember."""
    lower = text.lower()
    return lower if lower.isascii() else _BEYOND_ASCII.sub(lambda found: _bare(found[0]), lower)


@lru_cache(maxsize=20_000)
def _bare(text: str) -> str:
    """Fold a non-ASCII word or character. Cached, because the same ones recur."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return bare.translate(_STROKES)


def rank(query: str, name: str, others: Iterable[str] = ()) -> int | None:
    """Rank how well `query` matches a record: 0 is best, None is no match.

    Every word of the query must be found in the name or in one of the `others` (ids, subdomain). The best
    match is a field equal to the query; then come the start of the name, the start of a word, the middle of
    the name, the start of another field, and its middle.
    """
    words = fold(query).split()
    if not words:
        return 0
    folded_name, folded_others = fold(name), [fold(other) for other in others]
    whole = " ".join(words)
    if whole == folded_name or whole in folded_others:
        return 0
    ranks = [_rank_of_word(word, folded_name, folded_others) for word in words]
    found = [rank for rank in ranks if rank is not None]
    if len(found) < len(words):
        return None
    return 1 if folded_name.startswith(whole) else 1 + max(found)


def best_matches(query: str, records: Iterable[T], texts: Callable[[T], Sequence[str]]) -> list[T]:
    """Give the records that match `query`, best first. The first text of a record is its name."""
    ranked = []
    for record in records:
        name, *others = texts(record)
        if (place := rank(query, name, others)) is not None:
            ranked.append((place, record))
    return [record for _, record in sorted(ranked, key=lambda pair: pair[0])]


def _rank_of_word(word: str, name: str, others: Sequence[str]) -> int | None:
    if name.startswith(word):
        return 1
    if f" {word}" in name:
        return 2
    if word in name:
        return 3
    if any(other.startswith(word) for other in others):
        return 4
    if any(word in other for other in others):
        return 5
    return None
