"""The manual page is complete, accurate and valid."""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from wizard.cli.help import manual_texts as texts
from wizard.cli.help import manual_topics as topics
from wizard.cli.help.command_texts import COMMANDS
from wizard.cli.help.installed_files import installed_files
from wizard.cli.help.keys import keys_by_place
from wizard.cli.parser import make_parser
from wizard.cli.parser_classes import with_all_below
from wizard.tui.keymap import USUAL

pytestmark = pytest.mark.system


TOPICS = tuple(topic for name, topic in vars(topics).items() if name.isupper() and name != "AGENT_VARIABLES")


def every_argument() -> list[argparse.Action]:
    parser = make_parser()
    actions = [action for one in with_all_below(parser) for action in one._actions]
    return [action for action in actions if not isinstance(action, argparse._SubParsersAction)]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("man") / "cfw.1"
    path.write_text(installed_files()["share/man/man1/cfw.1"], encoding="utf-8")
    return path


def run(*command: str) -> str:
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not on this machine")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.stdout


def test_mandoc_does_not_complain(page: Path) -> None:
    assert run("mandoc", "-Tlint", str(page)) == ""


def test_groff_does_not_complain(page: Path) -> None:
    assert "CFW" in run("groff", "-man", "-Tutf8", "-ww", str(page))


@pytest.mark.parametrize(
    "reader", [("mandoc", "-Tascii"), ("groff", "-man", "-Tascii", "-P-cbou", "-rLL=200n")]
)
def test_the_page_has_everything_exactly_as_it_is_typed(page: Path, reader: tuple[str, ...]) -> None:
    text = _plain(run(*reader, str(page)))
    for _, examples in COMMANDS.values():
        for line, _ in examples:
            assert line in text
    for action in every_argument():
        for option in action.option_strings:
            assert option in text
        assert action.help
        assert action.help[1:] in text
    for name, does in (
        *texts.ENVIRONMENT,
        *texts.FILES,
        *(row for _, rows in keys_by_place() for row in rows),
    ):
        assert f"{name} {does}".replace("`", "") in text
    for _, paragraphs in TOPICS:
        for paragraph in paragraphs:
            assert paragraph.replace("`", "") in text
    assert "130" in text


def test_every_command_has_a_section_with_all_its_options(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for name in COMMANDS:
        assert f".SS {name}".replace("-", "\\-") in text.splitlines()
    assert r"\fB\-\-replace\-token\fR" in text
    assert "None" not in text


def test_the_page_explains_every_key_of_the_screens() -> None:
    told = " ".join(f"{names}, {does}" for _, rows in keys_by_place() for names, does in rows)
    named = {"slash": "/", "question_mark": "?", "escape": "Esc", "insert": "Insert"}
    for keys in USUAL.values():
        for key in keys.split(","):
            *modifier, last = key.split("+")
            last = named.get(last, last.upper() if modifier or last[1:].isdigit() else last)
            if key != "ctrl+underscore":  # which terminals send for Ctrl+/
                name = "+".join([*(one.capitalize() for one in modifier), last])
                assert re.search(rf"(?<![\w+]){re.escape(name)}[,`]", told), key


def test_the_page_is_printed_for_man() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "wizard", "--man"], capture_output=True, text=True, check=True
    )
    assert done.stdout == installed_files()["share/man/man1/cfw.1"]


def _plain(text: str) -> str:
    """Remove the overstrikes that make letters bold, and join the lines."""
    while "\b" in text:
        at = text.index("\b")
        text = text[: at - 1] + text[at + 1 :]
    return " ".join(text.split())
