"""`cfw --help` fits a window, and every command explains itself with examples that work."""

from __future__ import annotations

import argparse
import os
import re
import shlex
import subprocess
import sys

import pytest

from wizard.cli.export_targets.registry import TARGETS
from wizard.cli.help.command_help import OVERVIEW
from wizard.cli.help.command_texts import COMMANDS
from wizard.cli.parser import make_parser, read_arguments
from wizard.cli.parser_classes import commands_of

pytestmark = pytest.mark.system


@pytest.fixture(autouse=True)
def _window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


EXAMPLES = {name: examples for name, (_, examples) in COMMANDS.items()}
EXAMPLES |= {f"export {name}": target.examples for name, target in TARGETS.items()}


def commands() -> dict[str, argparse.ArgumentParser]:
    """The parser of each command, and of each target of `cfw export`."""
    every = commands_of(make_parser())
    targets = commands_of(every["export"])
    return {**every, **{f"export {name}": target for name, target in targets.items()}}


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
    assert sorted(named) == sorted(COMMANDS)
    text = "\n".join(help_of())
    assert text.count("  token-store ") == 1
    for action in make_parser(["path"])._actions:
        if action.option_strings:
            assert action.option_strings[0] in text


def test_every_command_has_an_explanation() -> None:
    assert list(EXAMPLES) == list(commands())


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_command_has_one_to_three_examples(name: str) -> None:
    text = commands()[name].format_help()
    assert text.startswith(f"usage: cfw {name}")
    assert "--profile PROFILE" in text
    _, _, shown = text.partition("\nexamples:\n")
    examples = EXAMPLES[name]
    assert 1 <= len(examples) <= 3
    for line, does in examples:
        assert f"  {line}" in shown
        assert does in " ".join(shown.split())
    assert max(map(len, text.splitlines())) <= 80
    assert len(text.splitlines()) <= 60


@pytest.mark.parametrize("line", [line for examples in EXAMPLES.values() for line, _ in examples])
def test_every_example_is_valid(line: str) -> None:
    """The parser accepts the arguments that a shell would pass to each `cfw` in it."""
    calls = re.findall(r"\bcfw (?!\()[^|)]*|\bcfw$", line)
    assert calls
    for call in calls:
        words = shlex.split(re.sub(r"&&.*|>\S+", "", call))[1:]
        assert read_arguments(words).command in words


def test_examples_are_of_their_own_command() -> None:
    for name, examples in EXAMPLES.items():
        for line, _ in examples:
            assert re.search(rf"\bcfw (--\w+ \w+ )?{name}\b", line)


def test_the_real_program_prints_the_help_of_a_command() -> None:
    lines = help_of("undo")
    assert lines[0].startswith("usage: cfw undo")
    assert "examples:" in lines
