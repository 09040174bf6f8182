"""The text of a small file, and the JSON in it: read within bounds, refused with the place of the fault."""

from __future__ import annotations

import json
import math
import os
import stat
import time
from collections import Counter
from pathlib import Path

from wizard.config.json_object import InvalidContent
from wizard.support.safe_text import sanitize_line
from wizard.support.text_encoding import decode_text
from wizard.words import config as words

TYPE_CHECKING = False  # as typing has it, whose import is slow
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import NoReturn

_NUMBER_TOO_LARGE = "it holds a number that is too large"

LONGEST = 10_000_000
"""Bytes; ten thousand profiles need half of it."""

REPLACING = 0.3
"""Seconds to wait, on Windows, for a program that is replacing the file."""

DEEPEST = 400
"""Objects and lists inside each other, at most: each version of Python reads and writes another number."""


def read_text(path: Path) -> str:
    """Read a file of UTF-8 text, or of UTF-16 as some editors on Windows write, without its byte order mark.

    Raises `OSError`, and `InvalidContent` if it isn't a regular file, isn't text, or is far too long. Never
    waits for the other end of a pipe: the folder may belong to anybody.
    """
    with open(path, "rb", opener=_open_without_waiting) as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise InvalidContent("it is no ordinary file")
        data = stream.read(LONGEST + 1)
    if len(data) > LONGEST:
        raise InvalidContent(_too_long(LONGEST // 1_000_000))
    try:
        return decode_text(data)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InvalidContent(f"line {line} is not UTF-8 text") from None


def parse_json(text: str) -> object:
    """Parse JSON (RFC 8259). Raises `InvalidContent`, also if an object has the same key twice."""
    if not text.strip():
        raise InvalidContent(words.EMPTY)
    try:
        value = json.loads(
            text, object_pairs_hook=_object, parse_float=_finite, parse_constant=_no_such_number
        )
    except json.JSONDecodeError as error:
        rest = text[error.pos :].lstrip()
        fault = (
            "it breaks off"
            if not rest
            else "there is a comment, which JSON does not have,"
            if rest.startswith(("//", "/*", "#"))
            else "there is a mistake"
        )
        raise InvalidContent(f"{fault} at line {error.lineno}, column {error.colno}") from None
    except ValueError:  # Python refuses whole numbers of more than 4,300 digits
        raise InvalidContent(_NUMBER_TOO_LARGE) from None
    except RecursionError:
        raise InvalidContent(words.TOO_DEEP) from None
    if is_too_deep(value):
        raise InvalidContent(words.TOO_DEEP)
    return value


def is_too_deep(value: object) -> bool:
    """Whether objects and lists are nested deeper than `DEEPEST`, so that not every Python could write it."""
    level = [value]
    for _ in range(DEEPEST):
        level = [inner for outer in level for inner in _inside(outer) if isinstance(inner, dict | list)]
    return bool(level)


def _inside(value: object) -> Iterable[object]:
    return value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()


def _open_without_waiting(path: str, flags: int) -> int:
    """Open a file; Windows can refuse that in the moment in which another program replaces it."""
    deadline = time.monotonic() + REPLACING
    while True:
        try:
            return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
        except PermissionError:
            if os.name != "nt" or time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Refuse a key that stands twice: one of its values would be lost without a word."""
    found = dict(pairs)
    if len(found) < len(pairs):
        (twice, _), *_ = Counter(key for key, _ in pairs).most_common(1)
        raise InvalidContent(f"the key “{sanitize_line(twice)}” stands there twice")
    return found


def _finite(text: str) -> float:
    number = float(text)
    if math.isinf(number):
        raise InvalidContent(_NUMBER_TOO_LARGE)
    return number


def _no_such_number(name: str) -> NoReturn:
    raise InvalidContent(f"{name} is no number in JSON")


def _too_long(megabytes: int) -> str:
    """A file longer than any that is meant."""
    return f"it is longer than {megabytes} million bytes"
