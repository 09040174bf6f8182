"""A list in numbered lines, twenty at a time, under a heading that says how many there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")

PAGE = 20
"""Lines at a time."""

NO_MORE = "That's all. Type a number, or part of a name."


class NumberedList(Generic[T]):
    """What there is to choose from, and how much of it has been shown."""

    def __init__(self, describe: Callable[[T], str], nouns: tuple[str, str]) -> None:
        self._describe = describe
        self._singular, self._plural = nouns
        self._shown = 0
        self.choices: Sequence[T] = ()
        """What there is to choose from. It may grow at its end."""
        self.searched: int | None = None
        """How many were searched to find these choices; None if these are all there are."""

    def restart(self, choices: Sequence[T], *, searched: int | None = None) -> None:
        """Start again from number 1 with other choices."""
        self.choices, self.searched, self._shown = choices, searched, 0

    def next_page(self, *, is_complete: bool) -> list[str]:
        """Give a heading and the next lines; more may come if the list isn't complete yet."""
        first, count = self._shown + 1, len(self.choices)
        self._shown = min(self._shown + PAGE, count)
        shown = self.choices[first - 1 : self._shown]
        if not shown:
            return []
        heading = self._heading(first, is_complete=is_complete or bool(self.searched))
        return [heading, *(f"{number}. {self._describe(one)}" for number, one in enumerate(shown, first))]

    @property
    def left(self) -> int:
        """How many haven't been shown."""
        return len(self.choices) - self._shown

    @property
    def only_match(self) -> T | None:
        """The one choice that a search has found."""
        return self.choices[0] if self.searched and len(self.choices) == 1 else None

    def at(self, typed: str) -> T | None:
        """Give the choice with this number, if it has been shown."""
        if typed.isascii() and typed.isdecimal() and 1 <= int(typed[:9]) <= self._shown:
            return self.choices[int(typed[:9]) - 1]
        return None

    def _heading(self, first: int, *, is_complete: bool) -> str:
        last, count = self._shown, len(self.choices)
        so_far = "" if is_complete else " so far"
        if first > 1:
            numbers = (
                f"{self._plural} {first:,} to {last:,}" if first < last else f"{self._singular} {first:,}"
            )
            return f"{numbers.capitalize()} of {count:,}{' that match' if self.searched else so_far}:"
        numbers = f"{count:,} of {self.searched:,}" if self.searched else f"{count:,}"
        noun = self._singular if (self.searched or count) == 1 else self._plural
        return f"{numbers} {noun}{so_far}" + (f". The first {last}:" if last < count else ":")


def more_follow(count: int) -> str:
    """Say that the list goes on."""
    return f"{count:,} more {'follows' if count == 1 else 'follow'}."
