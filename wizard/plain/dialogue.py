"""What is said and asked: lines that any terminal, pipe or screen reader can take."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from enum import Enum, auto
from typing import NamedTuple, TextIO

from wizard.plain.key_sequences import typed_text
from wizard.plain.lines import Lines
from wizard.plain.wrapping import WIDTH, wrapped
from wizard.words import plain as plain_words

_YES = "y yes"
_YES_BY_ENTER = "y or Enter yes"
_NO = "n no"
_NO_BY_ENTER = "n or Enter no"
"""What a yes or a no is typed as."""

_HELP = "?"
_HELP_HEARD = "help"
"""What a reader that passes over signs makes of the question's “? help”."""

_OBEYED = dict.fromkeys([*range(0x0A), *range(0x0B, 0x20), *range(0x7F, 0xA0)])
"""Characters that a terminal obeys, apart from the line's end: none is ever written."""


class Turn(Enum):
    """What can be typed at any question instead of an answer."""

    BACK = auto()


class Aside(NamedTuple):
    """An answer to a question for a yes or a no that shows something, after which it is asked again."""

    answer: str
    words: str
    """The answer and what it shows, as the question names it."""
    text: str


class Dialogue:
    """Says and asks, one after the other; nothing that was written is ever changed.

    Everything raises `EOFError` once nobody is there any more.
    """

    def __init__(self, lines: Lines, output: TextIO, *, wraps: bool) -> None:
        self._lines = lines
        self._output = output
        self._wraps = wraps
        """Whether lines are broken for eyes; who hears a line would hear a pause there."""

    def say(self, text: str = "", *, hang: int = 0) -> None:
        """Say something; where it is wrapped, further lines of a paragraph are moved `hang` to the right."""
        self._write(self._lined(text, WIDTH, hang) + "\n")

    def show(self, text: str) -> None:
        """Write a text that is to be copied, or has its own lines: nothing is wrapped."""
        self._write(f"{text}\n")

    async def ask(self, question: str, explanation: str) -> str:
        """Give what is typed, without blanks around it; `?` explains."""
        while True:
            self._prompt(question)
            typed = _meant(await self._lines.read())
            if not self._lines.is_terminal:
                self._write("\n")
            if typed != _HELP:
                return typed
            self.say(explanation)

    async def ask_unseen(self, question: str, explanation: str, is_open: Callable[[str], bool]) -> str:
        """Give what is typed or pasted, on one line or more, with the terminal's echo off."""
        while True:
            self._lines.echo.off()
            try:
                self._prompt(question)
                typed = _meant(await self._lines.read_paste(is_open))
            finally:
                self._lines.echo.on()
            self._write("\n")
            if typed != _HELP:
                return typed
            self.say(explanation)

    async def agrees(
        self,
        question: str,
        explanation: str,
        *,
        default: bool,
        goes_back: bool = True,
        aside: Aside | None = None,
    ) -> bool | Turn:
        """Ask for a yes or a no; Enter gives the default."""
        aside_words = aside.words if aside else ""
        choices = _choices(default=default, aside=aside_words, goes_back=goes_back)
        answers = ["y", "n", *([aside.answer] if aside else []), *(["b"] if goes_back else [])]
        while True:
            typed = (await self.ask(f"{question} {choices}", explanation)).lower()
            if typed in ("", "y", "yes", "n", "no"):
                return typed.startswith("y") if typed else default
            if typed == "b" and goes_back:
                return Turn.BACK
            if aside and typed == aside.answer:
                self.show(aside.text)
            else:
                self.say(f"Type {', '.join(answers[:-1])} or {answers[-1]}; ? explains.")

    def _prompt(self, question: str) -> None:
        self._write(self._lined(question, WIDTH - 1, 0) + " ")

    def _lined(self, text: str, width: int, hang: int) -> str:
        return "\n".join(wrapped(text, width, hang)) if self._wraps else text

    def _write(self, text: str) -> None:
        text = text.translate(_OBEYED)
        try:
            self._output.write(text)
            self._output.flush()
        except OSError as error:
            # what is left goes nowhere, so that nothing fails again at the very end
            os.dup2(os.open(os.devnull, os.O_WRONLY), self._output.fileno())
            if error.errno == errno.EIO:  # the terminal is gone, and nobody can answer any more
                raise EOFError from None
            raise


def _meant(line: str) -> str:
    """Give what was typed, without blanks around it; nothing but keys without a letter asks for help."""
    text = typed_text(line).strip()
    is_help = text.lower() == _HELP_HEARD or (not text and line.strip())
    return _HELP if is_help else text


def _choices(*, default: bool, aside: str = "", goes_back: bool) -> str:
    """What a question for a yes or a no takes; `aside` is another answer to it."""
    yes, no = (_YES_BY_ENTER, _NO) if default else (_YES, _NO_BY_ENTER)
    answers = (yes, no, aside, plain_words.BACK if goes_back else "", plain_words.HELP)
    return f"({', '.join(filter(None, answers))})"
