"""`cfw --help` fits a window, and every command explains itself with examples that work."""

from __future__ import annotations

import argparse
import os
import re
import shlex
import subprocess
import sys

import pytest

from wizard.cli.help.command_help import OVERVIEW
from wizard.cli.help.command_texts import COMMANDS
from wizard.cli.parser import make_parser, read_arguments

pytestmark = pytest.mark.system


@pytest.fixture(autouse=True)
def _window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


def commands() -> dict[str, argparse.ArgumentParser]:
    (every,) = (one for one in make_parser()._actions if isinstance(one, argparse._SubParsersAction))
    return dict(every.choices)


def help_of(*command: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-m", "wizard", *command, "--help"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "LANG": "C.UTF-8"},
    )
    return done.stdout.splitlines()


def test_the_overview_and_a_prompt_fit_in_a_window_of_80_by_24() -> None:
    lines = help_of()
    assert len(lines) <= 23
    assert max(map(len, lines)) <= 80
    assert lines[-1].startswith("cfw COMMAND --help")
    assert "man cfw" in lines[-1]


def test_the_overview_names_every_command_once_and_every_option() -> None:
    named = [name for names, _ in OVERVIEW for name in names]
    assert sorted(named) == sorted(commands())
    text = "\n".join(help_of())
    assert text.count("  token-store ") == 1
    for action in make_parser(["path"])._actions:
        if action.option_strings:
            assert action.option_strings[0] in text


def test_every_command_has_an_explanation() -> None:
    assert list(COMMANDS) == list(commands())


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_one_to_three_examples(name: str) -> None:
    text = commands()[name].format_help()
    assert text.startswith(f"usage: cfw {name}")
    assert "--profile PROFILE" in text
    _, _, shown = text.partition("\nexamples:\n")
    _, examples = COMMANDS[name]
    assert 1 <= len(examples) <= 3
    for line, does in examples:
        assert f"  {line}" in shown
        assert does in " ".join(shown.split())
    assert max(map(len, text.splitlines())) <= 80
    assert len(text.splitlines()) <= 60


@pytest.mark.parametrize("line", [line for _, examples in COMMANDS.values() for line, _ in examples])
def test_every_example_is_valid(line: str) -> None:
    """The parser accepts the arguments that a shell would pass to each `cfw` in it."""
    calls = re.findall(r"\bcfw (?!\()[^|)]*|\bcfw$", line)
    assert calls
    for call in calls:
        words = shlex.split(re.sub(r"&&.*|>\S+", "", call))[1:]
        assert read_arguments(words).command in words


def test_examples_are_of_their_own_command() -> None:
    for name, (_, examples) in COMMANDS.items():
        for line, _ in examples:
            assert re.search(rf"\bcfw (--\w+ \w+ )?{name}\b", line)


def test_the_real_program_prints_the_help_of_a_command() -> None:
    lines = help_of("undo")
    assert lines[0].startswith("usage: cfw undo")
    assert "examples:" in lines
