"""The file's JSON objects, read key by key, with the type that each key must have."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from wizard.support.safe_text import sanitize_line
from wizard.support.secret import Token

TYPE_CHECKING = False  # as typing has it, whose import is slow
if TYPE_CHECKING:
    from typing import Any


class InvalidContent(Exception):
    """What is wrong with the file and where, as words that fit after a colon. It never holds a value."""


class JsonObject:
    """One JSON object of the file. Every method raises `InvalidContent` for a missing key or a wrong type.

    A key that may be null may also be absent: both give None.
    """

    def __init__(self, value: object, where: str = "") -> None:
        if not isinstance(value, dict):
            raise InvalidContent(_must_be_object(where or "the whole"))
        self.raw: Mapping[str, Any] = value
        self._where = where

    def inside(self, key: str) -> JsonObject:
        """Give the object under `key`."""
        return JsonObject(self.raw.get(key), self.place(key))

    def number(self, key: str) -> int:
        """Give a whole number."""
        value = self.raw.get(key)
        if type(value) is not int:  # isinstance would take true for 1
            raise InvalidContent(f"{self.place(key)} must be a whole number")
        return value

    def text(self, key: str) -> str:
        """Give a text, made safe to show."""
        value = self.raw.get(key)
        if not isinstance(value, str):
            raise InvalidContent(f"{self.place(key)} must be a text in quotes")
        return sanitize_line(value)

    def text_or_none(self, key: str) -> str | None:
        """Give a text, made safe to show, or None."""
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
            f"{self.place(key)} is no token: it must be a text without blanks and accents, or null"
        )

    def time(self, key: str) -> datetime:
        """Give a moment in UTC."""
        try:
            moment = datetime.fromisoformat(self.text(key))
            if moment.tzinfo is not None:
                return moment.astimezone(UTC)
        except (ValueError, OverflowError):
            pass
        raise InvalidContent(f"{self.place(key)} must be a time such as 2026-11-23T09:30:00Z")

    def place(self, key: str) -> str:
        """Name the key with all that it is inside of, such as ``profiles.shop.team``."""
        return f"{self._where}.{key}" if self._where else key


def _must_be_object(place: str) -> str:
    """A place that holds something else than an object."""
    return f"{place} must be an object in braces"
