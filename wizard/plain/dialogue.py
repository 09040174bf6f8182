"""What is said and asked: lines that any terminal, pipe or screen reader can take."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from enum import Enum, auto
from typing import TextIO

from wizard.words import plain as words

from .lines import Lines
from .wrapping import WIDTH, wrapped

_SIMPLER = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
        "…": "...",
        "–": "-",
        "›": ">",
        "•": "*",
    }
)  # fmt: skip
"""Our own signs, for encodings that lack them."""

_OBEYED = dict.fromkeys([*range(0x0A), *range(0x0B, 0x20), *range(0x7F, 0xA0)])
"""Characters that a terminal obeys, apart from the line's end: none is ever written."""


class Turn(Enum):
    """What can be typed at any question instead of an answer."""

    BACK = auto()


class Dialogue:
    """Says and asks, one after the other; nothing that was written is ever changed.

    Everything raises `EOFError` once nobody is there any more.
    """

    def __init__(self, lines: Lines, output: TextIO) -> None:
        self._lines = lines
        self._output = output

    def say(self, text: str = "", *, hang: int = 0) -> None:
        """Say something, wrapped at words; further lines of a paragraph begin `hang` blanks to the right."""
        self._write("\n".join(wrapped(text, WIDTH, hang)) + "\n")

    def show(self, text: str) -> None:
        """Write a text that is to be copied, or has its own lines: nothing is wrapped."""
        self._write(f"{text}\n")

    async def ask(self, question: str, explanation: str) -> str:
        """Give what is typed, without blanks around it; `?` explains."""
        while True:
            self._prompt(question)
            typed = (await self._lines.read()).strip()
            if not self._lines.is_terminal:
                self._write("\n")
            if typed != "?":
                return typed
            self.say(explanation)

    async def ask_unseen(self, question: str, explanation: str, is_open: Callable[[str], bool]) -> str:
        """Give what is typed or pasted, on one line or more, with the terminal's echo off."""
        while True:
            self._lines.echo.off()
            try:
                self._prompt(question)
                typed = (await self._lines.read_paste(is_open)).strip()
            finally:
                self._lines.echo.on()
            self._write("\n")
            if typed != "?":
                return typed
            self.say(explanation)

    async def agrees(
        self, question: str, explanation: str, *, default: bool, goes_back: bool = True
    ) -> bool | Turn:
        """Ask for a yes or a no; Enter gives the default."""
        choices = words.choices(default=default, goes_back=goes_back)
        while True:
            typed = (await self.ask(f"{question} {choices}", explanation)).lower()
            if typed in ("", "y", "yes", "n", "no"):
                return typed.startswith("y") if typed else default
            if typed == "b" and goes_back:
                return Turn.BACK
            self.say(words.type_y_or_n(goes_back=goes_back))

    def _prompt(self, question: str) -> None:
        self._write("\n".join(wrapped(question, WIDTH - 1, 0)) + " ")

    def _write(self, text: str) -> None:
        text = text.translate(_OBEYED)
        try:
            text.encode(self._output.encoding or "utf-8")
        except UnicodeEncodeError:
            text = text.translate(_SIMPLER)
        try:
            self._output.write(text)
            self._output.flush()
        except OSError as error:
            # what is left goes nowhere, so that nothing fails again at the very end
            os.dup2(os.open(os.devnull, os.O_WRONLY), self._output.fileno())
            if error.errno == errno.EIO:  # the terminal is gone, and nobody can answer any more
                raise EOFError from None
            raise
