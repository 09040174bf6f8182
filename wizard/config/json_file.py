"""Read a small JSON file within limits, and its objects key by key; errors say where the problem is."""

from __future__ import annotations

import json
import math
import os
import stat
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

from wizard.support.safe_text import sanitize_line
from wizard.support.secret import Token
from wizard.support.text_encoding import decode_text

TOO_DEEP = "it is nested too deeply"
_NUMBER_TOO_LARGE = "it contains a number that is too large"

MAX_SIZE = 10_000_000
"""Bytes; ten thousand profiles need half of it."""

MAX_DEPTH = 400
"""Nesting of objects and lists. Each version of Python has its own limit for reading and writing JSON."""

OPEN_TIMEOUT = 0.3
"""Seconds to wait, on Windows, for a program that is replacing the file."""


class InvalidContent(Exception):
    """What is wrong with a file's content and where, to follow a colon. Never contains a value."""


class JsonObject:
    """A JSON object of the file. Its methods raise `InvalidContent` for a missing key or a wrong type.

    A nullable key may also be absent: both give None.
    """

    def __init__(self, value: object, where: str = "") -> None:
        if not isinstance(value, dict):
            raise InvalidContent(f"{where or 'the file'} must be an object in braces")
        self.raw: Mapping[str, Any] = value
        self._where = where

    def object(self, key: str) -> JsonObject:
        """Give the object under `key`."""
        return JsonObject(self.raw.get(key), self.path_of(key))

    def integer(self, key: str) -> int:
        """Give a whole number."""
        value = self.raw.get(key)
        if type(value) is not int:  # isinstance would accept true as 1
            raise InvalidContent(f"{self.path_of(key)} must be a whole number")
        return value

    def text(self, key: str) -> str:
        """Give a string, made safe to show."""
        value = self.raw.get(key)
        if not isinstance(value, str):
            raise InvalidContent(f"{self.path_of(key)} must be a text in quotes")
        return sanitize_line(value)

    def text_or_none(self, key: str) -> str | None:
        """Give a string, made safe to show, or None."""
        return None if self.raw.get(key) is None else self.text(key)

    def token_or_none(self, key: str) -> Token | None:
        """Give a token, or None."""
        value = self.raw.get(key)
        if value is None:
            return None
        if isinstance(value, str):
            try:
                return Token(value)
            except ValueError:
                pass
        raise InvalidContent(
            f"{self.path_of(key)} isn't a token: it must be a text without spaces or accents, or null"
        )

    def time(self, key: str) -> datetime:
        """Give a time in UTC."""
        try:
            moment = datetime.fromisoformat(self.text(key))
            if moment.tzinfo is not None:
                return moment.astimezone(UTC)
        except (ValueError, OverflowError):
            pass
        raise InvalidContent(f"{self.path_of(key)} must be a time such as 2026-11-23T09:30:00Z")

    def time_or_none(self, key: str) -> datetime | None:
        """Give a time in UTC, or None."""
        return None if self.raw.get(key) is None else self.time(key)

    def require_version(self, supported: int) -> None:
        """Check that the key ``version`` is the only one supported."""
        if self.integer("version") != supported:
            raise InvalidContent(f"version must be {supported}")

    def path_of(self, key: str) -> str:
        """Name a key with the objects it is inside, such as ``profiles.shop.team``."""
        return f"{self._where}.{key}" if self._where else key


def read_object(path: Path) -> JsonObject:
    """Read a file that contains a JSON object. Raises `OSError` and `InvalidContent`."""
    return JsonObject(parse_json(read_text(path)))


def read_text(path: Path) -> str:
    """Read a text file in UTF-8, or in UTF-16 as some Windows editors write it, without its byte order mark.

    Raises `OSError`, and `InvalidContent` if it isn't a regular file, isn't text, or is far too long. Never
    waits for the other end of a pipe: the folder may belong to anybody.
    """
    with open(path, "rb", opener=_open_without_blocking) as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise InvalidContent("it isn't a regular file")
        data = stream.read(MAX_SIZE + 1)
    if len(data) > MAX_SIZE:
        raise InvalidContent(f"it is longer than {MAX_SIZE // 1_000_000} million bytes")
    try:
        return decode_text(data)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InvalidContent(f"line {line} is not UTF-8 text") from None


def parse_json(text: str) -> object:
    """Parse JSON (RFC 8259). Raises `InvalidContent`, also if an object has the same key twice."""
    if not text.strip():
        raise InvalidContent("it is empty")
    try:
        value = json.loads(
            text, object_pairs_hook=_unique_keys, parse_float=_finite, parse_constant=_reject_constant
        )
    except json.JSONDecodeError as error:
        raise InvalidContent(
            f"{_describe_fault(text[error.pos :].lstrip())} at line {error.lineno}, column {error.colno}"
        ) from None
    except ValueError:  # Python refuses whole numbers of more than 4,300 digits
        raise InvalidContent(_NUMBER_TOO_LARGE) from None
    except RecursionError:
        raise InvalidContent(TOO_DEEP) from None
    if is_too_deep(value):
        raise InvalidContent(TOO_DEEP)
    return value


def is_too_deep(value: object) -> bool:
    """Whether objects and lists are nested deeper than `MAX_DEPTH`."""
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [inner for outer in level for inner in _children(outer) if isinstance(inner, dict | list)]
    return bool(level)


def _children(value: object) -> Iterable[object]:
    return value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()


def _describe_fault(rest: str) -> str:
    if not rest:
        return "it ends early"
    if rest.startswith(("//", "/*", "#")):
        return "there is a comment, which JSON doesn't allow,"
    return "there is a mistake"


def _open_without_blocking(path: str, flags: int) -> int:
    """Open a file. Windows may refuse this while another program replaces the file, so try again briefly."""
    deadline = time.monotonic() + OPEN_TIMEOUT
    while True:
        try:
            return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
        except PermissionError:
            if os.name != "nt" or time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def _unique_keys(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Reject a key that appears twice: one of its values would be lost silently."""
    found = dict(pairs)
    if len(found) < len(pairs):
        (key, _), *_ = Counter(key for key, _ in pairs).most_common(1)
        raise InvalidContent(f"the key “{sanitize_line(key)}” appears twice")
    return found


def _finite(text: str) -> float:
    number = float(text)
    if math.isinf(number):
        raise InvalidContent(_NUMBER_TOO_LARGE)
    return number


def _reject_constant(name: str) -> NoReturn:
    raise InvalidContent(f"{name} isn't a number in JSON")
