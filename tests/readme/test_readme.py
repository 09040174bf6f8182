"""The README is accurate: its snippets run, its settings exist, and its pictures are there."""

from __future__ import annotations

import inspect
import json
import re
import runpy
import shlex
from pathlib import Path

import jsonschema
import pytest
import test_screens_under_faults
from kinds import FAULTS
from test_commands_under_faults import PLACES
from test_nothing_leaks import VERBS

from wizard.cli.help import manual_texts as texts
from wizard.cli.help.command_texts import COMMANDS
from wizard.cli.parser import make_parser, read_arguments
from wizard.integrations.snippets import snippet
from wizard.onboarding import exit_status

pytestmark = pytest.mark.system


TOP = Path(__file__).parents[2]
README = (TOP / "README.md").read_text(encoding="utf-8")
BENCHMARKS = runpy.run_path(str(TOP / "tests/bench/all.py"))["BENCHMARKS"]


def snippets(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def calls() -> list[str]:
    """Every call of `cfw` that can be typed as it is."""
    typed = re.findall(r"`([^`\n]+)`", README)
    called = [call for code in typed for call in re.findall(r"(?<![\w./-])cfw(?: [^|)&>\"]*|$)", code)]
    return [call for call in called if not re.search("COMMAND|--man", call)]


def places_on_screens() -> int:
    """The number of tests, counted with their parameters, that try every fault."""
    tests = [test for name, test in vars(test_screens_under_faults).items() if name.startswith("test_")]
    marks = [
        getattr(test, "pytestmark", [])
        for test in tests
        if re.search(r"all_in_turn\(|in ANSWERED", inspect.getsource(test))
    ]
    return sum(len(mark[0].args[1]) if mark else 1 for mark in marks)


def test_it_is_one_page() -> None:
    assert len(README.splitlines()) <= 300
    assert README.count("<details>") == README.count("</details>") == 1


def test_the_example_matches_the_schema() -> None:
    schema = json.loads((TOP / "wizard/config/schema.json").read_text(encoding="utf-8"))
    (example,) = [json.loads(text) for text in snippets("json")]
    jsonschema.Draft202012Validator(schema).validate(example)


def test_it_has_the_commands_to_try_it_and_to_test_it() -> None:
    assert "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/cfw --demo\n" in README
    assert (
        "python3 -m venv .venv && .venv/bin/pip install -e '.[test,snapshots]' && .venv/bin/pytest\n"
        in README
    )


def test_it_names_exactly_the_settings_of_the_manual() -> None:
    settings = README[README.index("\nSettings, ") : README.index("## When something goes wrong")]
    for names, _ in texts.ENVIRONMENT:
        assert [name for name in names.split(", ") if not re.search(rf"`{name}[`=]", settings)] == []
    named = " ".join(name for name, _ in texts.ENVIRONMENT)
    assert set(re.findall(r"CLICKFUNNELS_\w+", README)) == set(re.findall(r"CLICKFUNNELS_\w+", named))
    for option in re.findall(r"(?<!\w)--[a-z-]+", make_parser(["path"]).format_usage()):
        assert f"`{option}" in settings or option in ("--help", "--version", "--man", "--demo")


def test_the_table_has_exactly_the_programs_commands() -> None:
    commands = list(COMMANDS)
    assert re.findall(r"^\| `cfw ([a-z-]+)` \|", README, re.M) == commands
    assert len(commands) == 24


@pytest.mark.parametrize("call", calls())
def test_every_call_in_it_is_valid(call: str) -> None:
    """Commands that are only named get the arguments that they require."""
    wanted = {"cfw exec": "true", "cfw token-store": "file", "cfw export": "cf"}
    wanted |= {"cfw snippet": "sh", "cfw completion": "zsh", "cfw find": "ada@example.com"}
    words = shlex.split(f"{call} {wanted.get(call.strip(), '')}".replace("FILE", "file"))
    assert read_arguments(words[1:]).command in (*words, None)


def test_calls_are_found() -> None:
    assert {"cfw --plain", "cfw switch richstone", "cfw contacts --output contacts.csv"} < set(calls())


def test_the_options_mentioned_with_a_command_exist() -> None:
    parsers = next(action for action in make_parser()._actions if action.dest == "command").choices
    assert isinstance(parsers, dict)
    for name, does in re.findall(r"^\| `cfw ([a-z-]+)` \|(.*)", README, re.M):
        for option in re.findall(r"`(--[a-z-]+)", does):
            assert option in parsers[name].format_usage()
    section = README[README.index("## Contacts") : README.index("## Commands")]
    options = re.findall(r"(?<!\w)--[a-z][a-z-]+", section)
    assert options
    assert [option for option in options if option not in parsers["contacts"].format_usage()] == []


def test_the_exit_statuses_are_the_programs() -> None:
    statuses = {
        value for name, value in vars(exit_status).items() if name.isupper() and isinstance(value, int)
    }
    said = " ".join(README[README.index("Exit statuses: ") : README.index("## The conf")].split())
    assert said == f"Exit statuses: {' · '.join(f'`{status}` {means}' for status, means in texts.STATUSES)}."
    assert {status for status, _ in texts.STATUSES} == statuses


def test_the_snippets_are_the_ones_that_the_command_prints() -> None:
    assert snippet("sh") in snippets("sh")
    assert snippets("python") == [snippet("python")]


def test_the_counts_of_faults_and_places_match_the_tests() -> None:
    said = re.search(r"(\d+) kinds .*?at (\d+) places on screens and (\d+) in commands", README, re.DOTALL)
    assert said
    assert [int(count) for count in said.groups()] == [len(FAULTS), places_on_screens(), len(PLACES)]
    crashes = re.search(r"in\s+(\d+)\s+commands,\s+with a known token", README)
    assert crashes
    assert int(crashes[1]) == len(VERBS)


def test_every_number_is_next_to_the_command_that_prints_it() -> None:
    section = README[README.index("## How fast") : README.index("## Security")]
    rows = re.findall(r"^\| `\.venv/bin/python tests/bench/(\w+)\.py` \|.*\| (.*) \|$", section, re.M)
    blocks = re.findall(
        r"^`\.venv/bin/python tests/bench/(\w+)\.py`: [^`]*```text\n(.*?)```", section, re.M | re.DOTALL
    )
    numbers = dict([*rows, *blocks])
    assert sorted(numbers) == sorted(BENCHMARKS)
    assert [name for name, said in numbers.items() if not re.search(r"\d( ms|%| s\b)", said)] == []
    assert set(re.findall(r"tests/bench/(\w+)\.py", section)) == {*BENCHMARKS, "all"}


def test_every_path_and_link_exists() -> None:
    links = re.findall(r"\]\((?!https?://)([^)#]+)\)", README)
    paths = re.findall(r"(?<![\w/.])((?:wizard|tests|\.ci)/[\w./-]+)", README)
    assert links
    assert paths
    assert [path for path in (*links, *paths) if not (TOP / path).exists()] == []


def test_every_picture_is_shown() -> None:
    shown = re.findall(r"!\[[^]]+\]\(screenshots/([^)]+)\)", README)
    assert sorted(shown) == sorted(path.name for path in (TOP / "screenshots").iterdir())


def test_every_dependency_is_in_the_table() -> None:
    text = (TOP / "pyproject.toml").read_text(encoding="utf-8")
    listed = re.search(r"dependencies = \[(.*?)\]", text, re.DOTALL)
    assert listed
    for name in re.findall(r'"([a-z-]+)', listed[1]):
        assert f"| [{name}](" in README
    for extra, name in re.findall(r'^(sandbox|keyring) = \["([a-z]+)', text, re.M):
        assert f"| {name} (extra `{extra}`) |" in README
