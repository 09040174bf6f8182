"""The text of a `.env` file: the names in it, and other values for some of them. All else stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_QUOTED = r"""[ \t]* (?: '[^']*' | "(?:\\.|[^"\\])*" ) [^\n]*? |"""
_ASSIGNMENT = r"""(?xs)
    (?P<before> [ \t]* (?:export[ \t]+)? ) (?P<name> [A-Za-z_][\w.]* ) [ \t]* =
    (?P<value> {quoted} [^\n]*? ) (?P<comment> {comment} ) [ \t]* (?: \n | \Z )
"""
_COMMENT = r"(?: [ \t]+ \# [^\n]* )?"
_WITH_QUOTES = _ASSIGNMENT.format(quoted=_QUOTED, comment=_COMMENT)
_BARE = _ASSIGNMENT.format(quoted="", comment="")
"""For Docker and systemd, where a number sign doesn't begin a comment after a value."""


def names_in(text: str) -> list[str]:
    """Give the names that a `.env` file sets, in its order, each once."""
    assignments = (piece for piece in _pieces(text, _WITH_QUOTES) if not isinstance(piece, str))
    return list(dict.fromkeys(one["name"] for one in assignments))


def filled_in(text: str, lines: Mapping[str, str], *, is_dotenv: bool = True) -> str:
    """Give the text with other lines for some names, in place; names that it lacks are added at its end.

    Comments and everything about other names stay. `lines` are assignments by name, without a line break.
    """
    pieces, found = [], set()
    for piece in _pieces(text, _WITH_QUOTES if is_dotenv else _BARE):
        if isinstance(piece, str):
            pieces.append(piece)
        elif piece["name"] in lines:
            found.add(piece["name"])
            before = piece["before"] if is_dotenv else ""  # only those readers know `export`
            pieces.append(f"{before}{lines[piece['name']]}{piece['comment']}\n")
        else:
            pieces.append(piece[0])
    if pieces and not pieces[-1].endswith("\n"):
        pieces.append("\n")
    return "".join([*pieces, *(f"{line}\n" for name, line in lines.items() if name not in found)])


def _pieces(text: str, assignment: str) -> Iterator[re.Match[str] | str]:
    """Split the text into assignments, which may have several lines, and other lines."""
    place = 0
    while place < len(text):
        if match := re.compile(assignment).match(text, place):
            yield match
            place = match.end()
        else:
            end = text.find("\n", place) + 1 or len(text)
            yield text[place:end]
            place = end
