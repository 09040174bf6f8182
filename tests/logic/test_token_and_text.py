"""Tokens are masked wherever they are shown; text from outside is sanitized."""

from __future__ import annotations

import pickle
import unicodedata
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.traceback import Traceback

from wizard.support.safe_text import LONGEST, sanitize_line
from wizard.support.secret import Token

VALUE = "an-invented-token-0123456789-abcdef"


@pytest.mark.parametrize(
    "show", [str, repr, "{}".format, "{!r}".format, lambda token: f"{[token]} { ({1: token}) }"]
)
def test_formatting_a_token_never_shows_it(show: object) -> None:
    said = show(Token(VALUE))  # type: ignore[operator]
    assert VALUE not in said
    assert VALUE[:20] not in said
    assert "abcdef" in said


def test_a_traceback_with_local_variables_shows_no_token() -> None:
    def fail(token: Token) -> None:
        raise RuntimeError(f"with {token}")

    try:
        fail(Token(VALUE))
    except RuntimeError as error:
        report = Traceback.from_exception(type(error), error, error.__traceback__, show_locals=True)
    console = Console(file=StringIO(), width=200)
    console.print(report)
    text = console.file.getvalue()  # type: ignore[attr-defined]
    assert "token" in text
    assert VALUE not in "".join(text.split())


def test_a_token_cannot_be_pickled_and_a_short_one_shows_no_ending() -> None:
    with pytest.raises(TypeError):
        pickle.dumps(Token(VALUE))
    assert Token("short-one").ending == ""


@pytest.mark.parametrize("text", ["", " ", "a b", "é", "a\n", "\x00"])
def test_a_token_that_no_header_can_carry_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(ValueError, match="visible ASCII"):
        Token(text)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07name", "name"),
        ("\x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x9b31mred", "red"),
        ("a\u202egnp.exe", "agnp.exe"),
        ("two\nlines\tand\x00more", "two lines andmore"),
        ("zero\u200bwidth", "zerowidth"),
        ("\ud800half", "half"),
        ("  ACME [EMEA]  ", "ACME [EMEA]"),
        ("👩‍💻 مریم می‌خواهد", "👩‍💻 مریم می‌خواهد"),
        ("x" * (LONGEST + 5), "x" * (LONGEST - 1) + "…"),
    ],
)
def test_control_and_invisible_characters_are_removed(raw: str, shown: str) -> None:
    assert sanitize_line(raw) == shown


@given(st.text())
def test_sanitizing_twice_changes_nothing_more(text: str) -> None:
    shown = sanitize_line(text)
    assert not {unicodedata.category(character) for character in shown} & {"Cc", "Cs", "Zl", "Zp"}
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")
    assert sanitize_line(shown) == shown
