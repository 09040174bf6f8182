"""A type for the access token that never shows its value by accident."""

from __future__ import annotations

from typing import NoReturn

_MASK = "•" * 8
_ENDING_LENGTH = 6
_SHORTEST_WITH_ENDING = 24


class Token:
    """A ClickFunnels API access token.

    ``str``, ``repr`` and formatting give a mask, so it can't appear in a log or in a traceback that prints
    local variables. It can't be pickled. `reveal` is the only way to its value, so a search for that word
    finds every place that uses it.

    Raises `ValueError` for text that can't be a token: empty, or not only visible ASCII. An HTTP header can
    contain nothing else, and RFC 6750 section 2.1 allows even less. The message doesn't contain the text.
    """

    __slots__ = ("_value", "variable")

    def __init__(self, value: str, variable: str = "") -> None:
        if not value or not all("!" <= character <= "~" for character in value):
            raise ValueError("a token is made of visible ASCII characters only")
        self._value = value
        self.variable = variable
        """The environment variable it came from, for messages; otherwise empty."""

    def reveal(self) -> str:
        """Give the token in plain text."""
        return self._value

    @property
    def ending(self) -> str:
        """The last six characters; empty for a short token, where they would reveal too much."""
        return self._value[-_ENDING_LENGTH:] if len(self) >= _SHORTEST_WITH_ENDING else ""

    @property
    def masked(self) -> str:
        """What to show in place of the token."""
        return _MASK + self.ending

    def __len__(self) -> int:
        return len(self._value)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Token):
            return NotImplemented
        return self._value == other._value

    def __hash__(self) -> int:
        return hash((Token, self._value))

    def __str__(self) -> str:
        return self.masked

    def __repr__(self) -> str:
        return f"Token({self.masked})"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a token can't be pickled")
