"""Say things and ask questions in lines that any terminal, pipe or screen reader can handle."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple, TextIO

from wizard.plain.terminal_input import InputLines
from wizard.support.wrapping import wrap

_WIDTH = 79
"""Columns of a wrapped line at most."""

_HELP = "?"
_HELP_HEARD = "help"
"""What someone types who heard “? help” from a screen reader that skips punctuation."""

_CONTROLS = dict.fromkeys([*range(0x0A), *range(0x0B, 0x20), *range(0x7F, 0xA0)])
"""Control characters other than the newline, for `str.translate`: none is ever written."""

_KEY_SEQUENCE = re.compile(
    r"""
    \x1b+ (?:
        \[\[ [A-E]                        # F1 to F5 of the Linux console
        | \[ [0-?]* [ -/]* [@-~]          # CSI: arrows, most function keys, marks around a paste
        | O [ -~]                         # SS3: F1 to F4, the keypad
        | [ -~]                           # a letter with Alt
    )?
    | [\x00-\x08\x0b\x0c\x0e-\x1f\x7f]    # keys with Ctrl
    """,
    re.VERBOSE,
)
"""What function keys, arrows and the like send when only lines are read."""


class Extra(NamedTuple):
    """One more answer to a yes/no question: it does something, then the question is asked again."""

    answer: str
    label: str
    """The answer and what it does, for the question."""
    act: Callable[[], Awaitable[None]]


class Dialogue:
    """Says and asks one thing after the other; nothing already written ever changes.

    Every method raises `EOFError` once nobody is there any more.
    """

    def __init__(self, lines: InputLines, output: TextIO, *, wraps: bool) -> None:
        self._lines = lines
        self._output = output
        self._wraps = wraps
        """Whether to wrap lines; a screen reader would pause at each break."""
        self._question = ""
        """What is being asked, as it was written."""

    def say(self, text: str = "", *, hang: int = 0) -> None:
        """Say something. If it is wrapped, a paragraph's further lines are indented by `hang`."""
        self._write(self._wrapped(text, _WIDTH, hang) + "\n")

    def show(self, text: str) -> None:
        """Write a text to copy, or one with its own line breaks: it is never wrapped."""
        self._write(f"{text}\n")

    async def ask(self, question: str, explanation: str) -> str:
        """Give what is typed, stripped; `?` explains."""
        while True:
            with self._asking(question):
                typed = _answer(await self._lines.read())
            if not self._lines.is_terminal:
                self._write("\n")
            if typed != _HELP:
                return typed
            self.say(explanation)

    async def ask_hidden(self, question: str, explanation: str, is_unfinished: Callable[[str], bool]) -> str:
        """Give what is typed or pasted, one line or more, with the terminal's echo off."""
        while True:
            self._lines.echo.off()
            try:
                with self._asking(question):
                    typed = _answer(await self._lines.read_paste(is_unfinished))
            finally:
                self._lines.echo.on()
            self._write("\n")
            if typed != _HELP:
                return typed
            self.say(explanation)

    async def confirm(
        self,
        question: str,
        explanation: str,
        *,
        default: bool,
        goes_back: bool = True,
        extras: Sequence[Extra] = (),
    ) -> bool | None:
        """Ask a yes/no question; Enter gives the default, and None means back."""
        yes, no = ("y or Enter yes", "n no") if default else ("y yes", "n or Enter no")
        choices = [yes, no, *(extra.label for extra in extras), *(["b back"] if goes_back else []), "? help"]
        answers = ["y", "n", *(extra.answer for extra in extras), *(["b"] if goes_back else [])]
        while True:
            typed = (await self.ask(f"{question} ({', '.join(choices)})", explanation)).lower()
            if typed in ("", "y", "yes", "n", "no"):
                return typed.startswith("y") if typed else default
            if typed == "b" and goes_back:
                return None
            for extra in extras:
                if typed == extra.answer:
                    await extra.act()
                    break
            else:
                self.say(f"Type {', '.join(answers[:-1])} or {answers[-1]}; ? explains.")

    def resume(self) -> None:
        """Repeat the question, after a shell has used the terminal in between."""
        self._lines.echo.off_again()
        self._write(self._question)

    @contextmanager
    def _asking(self, question: str) -> Iterator[None]:
        self._question = self._wrapped(question, _WIDTH - 1, 0) + " "
        try:
            self._write(self._question)
            yield
        finally:
            self._question = ""

    def _wrapped(self, text: str, width: int, hang: int) -> str:
        return "\n".join(wrap(text, width, hang)) if self._wraps else text

    def _write(self, text: str) -> None:
        try:
            self._output.write(text.translate(_CONTROLS))
            self._output.flush()
        except OSError as error:
            # Discard what is still buffered, so that it doesn't fail again when the program ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), self._output.fileno())
            if error.errno == errno.EIO:  # the terminal is gone, and nobody can answer any more
                raise EOFError from None
            raise


def _answer(line: str) -> str:
    """Strip a line and take out key sequences; a line of nothing but those asks for help."""
    text = _KEY_SEQUENCE.sub("", line).strip()
    is_help = text.lower() == _HELP_HEARD or (not text and line.strip())
    return _HELP if is_help else text
