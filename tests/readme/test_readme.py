"""What the README promises is so: its snippets run, its settings exist, its pictures are there."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
from kinds import FAULTS
from test_nothing_leaks import VERBS
from test_verbs_under_faults import PLACES

from wizard import exits
from wizard.arguments import make_parser
from wizard.manual import texts
from wizard.manual.commands import COMMANDS
from wizard.snippets import snippet

TOP = Path(__file__).parents[2]
README = (TOP / "README.md").read_text(encoding="utf-8")


def snippets(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def test_the_example_is_as_the_schema_says() -> None:
    schema = json.loads((TOP / "wizard/config/schema.json").read_text(encoding="utf-8"))
    (example,) = [json.loads(text) for text in snippets("json")]
    jsonschema.Draft202012Validator(schema).validate(example)


def test_the_two_commands_stand_there() -> None:
    assert "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/cfw --demo\n" in README
    assert "python3 -m venv .venv && .venv/bin/pip install -e '.[test]' && .venv/bin/pytest\n" in README


def test_every_setting_of_the_manual_is_explained_and_no_other() -> None:
    named = " ".join(name for name, _ in texts.ENVIRONMENT)
    assert set(re.findall(r"CLICKFUNNELS_\w+", named)) == set(re.findall(r"CLICKFUNNELS_\w+", README))
    for option in re.findall(r"(?<!\w)--[a-z-]+", make_parser(["path"]).format_usage()):
        assert option in README or option in ("--help", "--version", "--man")


def test_the_table_of_commands_is_that_of_the_program() -> None:
    commands = list(COMMANDS)
    assert re.findall(r"^\| `cfw ([a-z-]+)` \|", README, re.M) == commands
    assert len(commands) == 20


def test_the_options_of_contacts_are_those_of_its_help() -> None:
    help_text = subprocess.run(
        [sys.executable, "-m", "wizard", "contacts", "--help"], capture_output=True, text=True, check=True
    ).stdout
    section = README[README.index("## Contacts") : README.index("## The configuration file")]
    options = set(re.findall(r"(?<!\w)--[a-z-]+", help_text)) - {
        "--help",
        "--profile",
        "--config-dir",
        "--no-color",
        "--debug",
    }
    assert options == set(re.findall(r"(?<!\w)--[a-z][a-z-]+", section))


def test_the_table_of_statuses_is_that_of_the_program() -> None:
    statuses = {value for name, value in vars(exits).items() if name.isupper() and isinstance(value, int)}
    assert {int(status) for status in re.findall(r"^\| (\d+) \|", README, re.M)} == statuses
    assert {status for status, _ in texts.STATUSES} == statuses


def test_the_readers_are_those_that_the_command_prints() -> None:
    for language in ("sh", "python", "node", "ruby", "php"):
        assert snippet(language) in README


def test_the_counts_of_faults_and_places_are_those_of_the_tests() -> None:
    said = re.search(r"(\d+) kinds .*?at (\d+) places on screens and (\d+) in commands", README, re.DOTALL)
    assert said
    assert [int(count) for count in said.groups()[::2]] == [len(FAULTS), len(PLACES)]
    crashes = re.search(r"in (\d+) commands, with a marked token", README)
    assert crashes
    assert int(crashes[1]) == len(VERBS)


def test_every_link_leads_somewhere() -> None:
    links = re.findall(r"\]\((?!https?://)([^)#]+)\)", README)
    assert links
    assert [link for link in links if not (TOP / link).exists()] == []


def test_every_dependency_is_in_the_table() -> None:
    listed = re.search(r"dependencies = \[(.*?)\]", (TOP / "pyproject.toml").read_text(), re.DOTALL)
    assert listed
    for name in re.findall(r'"([a-z-]+)', listed[1]):
        assert f"| [{name}](" in README
