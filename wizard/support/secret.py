"""The access token's type: it can be carried anywhere, and read only on purpose."""

from __future__ import annotations

TYPE_CHECKING = False  # as typing has it, whose import is slow
if TYPE_CHECKING:
    from typing import NoReturn

_MASK = "•" * 8
_SHOWN = 6
_LONG_ENOUGH_TO_SHOW_AN_END = 24


class Token:
    """A ClickFunnels API access token.

    ``str``, ``repr`` and formatting give a mask, so that neither a log line nor a traceback
    that prints local variables can show it; it refuses to be pickled. `reveal` is the one way to
    its value, and a search for that word finds each place where the value is used.

    Raises `ValueError` for text that cannot be a token (empty, blanks, anything but visible ASCII:
    RFC 6750 section 2.1 allows less still, and an HTTP header no more). The message never
    carries the text.
    """

    __slots__ = ("_value", "variable")

    def __init__(self, value: str, variable: str = "") -> None:
        if not value or not all("!" <= character <= "~" for character in value):
            raise ValueError("a token is made of visible ASCII characters only")
        self._value = value
        self.variable = variable
        """The environment variable it came from, for messages to name; empty for any other token."""

    def reveal(self) -> str:
        """Give the token itself."""
        return self._value

    @property
    def ending(self) -> str:
        """The last six characters, or nothing where they would give away much of a short token."""
        return self._value[-_SHOWN:] if len(self) >= _LONG_ENOUGH_TO_SHOW_AN_END else ""

    @property
    def masked(self) -> str:
        """What may be shown in place of the token."""
        return _MASK + self.ending

    def __len__(self) -> int:
        return len(self._value)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Token):
            return NotImplemented
        import hmac  # noqa: PLC0415 - its import is slow, and few compare tokens

        return hmac.compare_digest(self._value, other._value)

    def __hash__(self) -> int:
        return hash((Token, self._value))

    def __str__(self) -> str:
        return self.masked

    def __repr__(self) -> str:
        return f"Token({self.masked})"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a token is never pickled")
