"""The formats of `cfw env`: every value comes out of the real reader as it went in, or is refused."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

import pytest
from env_readers import READERS, SPOILT_ON_THE_WAY, Values
from hypothesis import given, settings
from hypothesis import strategies as st

from wizard.cli.command_arguments import ENV_FORMATS
from wizard.integrations.env_formats.formats import LINES, assignment, write
from wizard.integrations.env_formats.refusal import CannotRepresent

HOSTILE = [
    *(
        "",
        "plain",
        " lead",
        "trail ",
        " ",
        "a b",
        "#x",
        "a #b",
        "a#b",
        "a=b==",
        "=x",
        "\t",
        "~",
        "!x",
        "%PATH%",
    ),
    *(
        "$HOME",
        "${HOME}",
        "a$b",
        "$",
        "$(touch pwned)",
        "`touch pwned`",
        "*",
        "a;b",
        "a&b",
        "{a}",
        "[1]",
        "(a)",
    ),
    *('="', 'a="b', '="\\"', 'a="b"', "='\"", 'a\\="', '"="'),
    *("a'b", 'a"b', "a'\"b", "\\", "a\\b", "a\\\\b", "a\\n", "\\'", "'q'", '"q"', "x\"; $(touch pwned) 'é"),
    *("x\ny", "x\r\ny", "x\n", "\n", "a'b\nc", "\r", "é 🔨", "\xa0", "\u2028", "\x85", "\ufeffa", "\u202e"),
    *(
        "\x1b[0m",
        "\x7f",
        "\x0b",
        "\x1c",
        "null",
        "true",
        "42",
        "export A=b",
        "a: b",
        "NAME<<EOF",
        "!x",
        "x" * 3000,
    ),
]
ANY = st.text(st.characters(codec="utf-8")) | st.text("'\"\\\\$`!(){}\n\r;&|<>*?~ #=a‘’%")


def representable(form: str, values: list[str]) -> Values:
    """Those that the format doesn't refuse, named."""
    found = {}
    for number, value in enumerate(values):
        name = f"V_{number:03}"
        try:
            if form in LINES:
                assignment(form, name, value)
        except CannotRepresent as refusal:
            assert name in refusal.what
            assert not value.strip() or len(value) < 3 or value not in refusal.message
        else:
            found[name] = value
    return found


def check(reader: str, values: list[str], folder: Path) -> None:
    form, read = READERS[reader]
    spoilt = SPOILT_ON_THE_WAY.get(reader, "(?!)")
    wanted = {n: v for n, v in representable(form, values).items() if not re.search(spoilt, v)}
    text = write(form, wanted, folder) + "\n"
    found = read(text, folder)
    assert {name: found.get(name) for name in wanted} == wanted
    assert [one for one in folder.rglob("*") if one.name == "pwned"] == []


@pytest.mark.parametrize("reader", READERS)
def test_hostile_values_are_read_as_they_are(reader: str, tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    check(reader, HOSTILE, folder)


@settings(max_examples=2)
@given(values=st.lists(ANY, min_size=40, max_size=60))
def test_any_text_is_read_as_it_is(tmp_path_factory: pytest.TempPathFactory, values: list[str]) -> None:
    for reader in READERS:
        with suppress(pytest.skip.Exception):  # the test above says which programs aren't here
            check(reader, values, tmp_path_factory.mktemp("any"))


def test_every_format_has_a_writer() -> None:
    assert set(ENV_FORMATS) == {*LINES, "json"}


@pytest.mark.parametrize("form", LINES)
def test_no_format_writes_what_no_environment_can_contain(form: str) -> None:
    for value in ("a\0b", "\ud800"):
        with pytest.raises(CannotRepresent):
            assignment(form, "V", value)


@pytest.mark.parametrize(
    ("form", "value", "line"),
    [
        ("dotenv", "abc-123_x=", "V=abc-123_x="),
        ("dotenv", "two words", "V='two words'"),
        ("dotenv", "it's", 'V="it\'s"'),
        ("docker", "two 'words'", "V=two 'words'"),
        ("cmd", "50% & more", 'set "V=50%% & more"'),
        ("powershell", "a'b’c", "$env:V = 'a''b’’c'"),
        ("systemd", 'a"b', 'V="a\\"b"'),
        ("yaml", "42", 'V: "42"'),
    ],
)
def test_quotes_are_where_they_are_needed(form: str, value: str, line: str) -> None:
    assert assignment(form, "V", value) == line


@pytest.mark.parametrize(
    ("form", "value", "because"),
    [
        ("docker", "a\nb", "it contains a line break"),
        ("docker", "x" * 70_000, "it's too long"),
        ("dotenv", "a\nb", "it contains a line break"),
        ("dotenv", "'$", 'it contains a single quote and also one of " \\ $ `'),
        ("dotenv", '="', 'it contains =" without a second ", which PHP takes for the start of several lines'),
        ("dotenv", "${A}", "it contains ${, which some programs replace by a variable"),
        ("dotenv", "a\\\\b", "it has two backslashes in a row, or one at its end"),
        ("cmd", 'a"b', 'it contains the character "'),
        ("cmd", "é", "it contains a character that isn't printable ASCII"),
        ("systemd", "\x1b", "it contains a control character"),
        ("github", "a\r", "it ends with a carriage return"),
    ],
)
def test_a_refusal_says_why(form: str, value: str, because: str) -> None:
    with pytest.raises(CannotRepresent) as refusal:
        assignment(form, "V", value)
    assert refusal.value.what.endswith(f" can't represent the value of V: {because}.")
