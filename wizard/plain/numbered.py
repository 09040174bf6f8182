"""A list in numbered lines, twenty at a time, with a heading that says how many there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

from wizard.support.matching import rank

T = TypeVar("T")

PAGE = 20
"""Lines at a time."""


class Numbered(Generic[T]):
    """The choices that there are now, how many of them have been shown, and which one a number means."""

    def __init__(self, line: Callable[[T], str], choices: Sequence[T] = ()) -> None:
        self._line = line
        self._shown = 0
        self.choices = choices
        """What there is to choose from; it may grow at its end."""

    def restart(self, choices: Sequence[T]) -> None:
        """Begin anew, with these to choose from."""
        self.choices, self._shown = choices, 0

    def next_page(
        self, nouns: tuple[str, str], among: int | None = None, *, is_all: bool = True
    ) -> list[str]:
        """Give the next lines after their heading; `among` is of how many they were found."""
        first, count = self._shown + 1, len(self.choices)
        self._shown = min(self._shown + PAGE, count)
        shown = self.choices[first - 1 : self._shown]
        if not shown:
            return []
        heading = _listed(first, self._shown, count, nouns, among, is_all=is_all)
        return [heading, *(f"{number}. {self._line(one)}" for number, one in enumerate(shown, start=first))]

    @property
    def left(self) -> int:
        """How many have not been shown."""
        return len(self.choices) - self._shown

    @property
    def only(self) -> T | None:
        """The one choice of a list that has no other."""
        return self.choices[0] if len(self.choices) == 1 else None

    def at(self, typed: str) -> T | None:
        """Give what a number means, among those that have been shown."""
        if typed.isascii() and typed.isdecimal() and 1 <= int(typed[:9]) <= self._shown:
            return self.choices[int(typed[:9]) - 1]
        return None


def fitting(typed: str, choices: Iterable[T], texts: Callable[[T], Sequence[str]]) -> list[T]:
    """Give the choices with a text that holds what was typed, the best first; each one's name comes first."""
    ranked = []
    for choice in choices:
        name, *others = texts(choice)
        if (place := rank(typed, name, others)) is not None:
            ranked.append((place, choice))
    return [choice for _, choice in sorted(ranked, key=lambda pair: pair[0])]


def _listed(
    first: int, last: int, count: int, nouns: tuple[str, str], among: int | None, *, is_all: bool
) -> str:
    """What stands below: how many there are, found `among` so many, and which of them are shown."""
    one, many = nouns
    if first > 1:
        shown = (
            f"{one.capitalize()} {first:,}" if first == last else f"{many.capitalize()} {first:,} to {last:,}"
        )
        return f"{shown} of {count:,}{' that match' if among else '' if is_all else ' so far'}:"
    numbers = f"{count:,} of {among:,}" if among else f"{count:,}"
    noun = one if (among or count) == 1 else many
    there = f"{numbers} {noun}{'' if is_all else ' so far'}"
    return f"{there}. The first {last}:" if last < count else f"{there}:"
