"""Read a file's JSON objects key by key, checking the type of each value."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from wizard.support.safe_text import sanitize_line
from wizard.support.secret import Token


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
