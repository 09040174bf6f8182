"""What the README promises is so: its snippets run, its settings exist, its pictures are there."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import pytest

from wizard.config import Profile
from wizard.config.saving import save
from wizard.models import Team, Workspace
from wizard.secret import Token

TOP = Path(__file__).parents[2]
README = (TOP / "README.md").read_text(encoding="utf-8")
URL = "https://richstone.myclickfunnels.com/api/v2/workspaces/42/contacts"
TOKEN = "an-invented-token-for-the-readme-0123456789"

INTERPRETERS = {
    "sh": (["sh"], "sh", '\nprintf "%s\\n" "$token"\n'),
    "python": ([sys.executable], "py", "\nprint(token)\n"),
    "js": (["node"], "cjs", "\nconsole.log(token);\n"),
    "ruby": (["ruby"], "rb", "\nputs token\n"),
    "php": (["php"], "php", '\necho "$token\\n";\n'),
}


def snippets(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


@pytest.mark.parametrize("language", INTERPRETERS)
def test_each_reader_finds_the_address_and_the_token(language: str, tmp_path: Path) -> None:
    command, suffix, show_token = INTERPRETERS[language]
    needed = [command[0], *(["jq"] if language == "sh" else [])]
    missing = [name for name in needed if shutil.which(name) is None]
    if missing:
        pytest.skip(f"{missing[0]} is not on this machine")
    (snippet,) = [text for text in snippets(language) if "profile" in text]
    save(
        tmp_path / "config" / "config.json",
        Profile(
            "hammer-workspace",
            Token(TOKEN),
            Team(3, "Richard Steinmetz's Team"),
            Workspace(42, "Hammer Workspace", "richstone"),
            "https://accounts.myclickfunnels.com/api/v2",
            "https://richstone.myclickfunnels.com/api/v2",
            datetime.now(UTC),
        ),
    )
    shim = tmp_path / "bin" / "cfw"
    shim.parent.mkdir()
    shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m wizard "$@"\n')
    shim.chmod(0o755)
    script = tmp_path / f"script.{suffix}"
    script.write_text(snippet + show_token, encoding="utf-8")
    done = subprocess.run(
        [*command, str(script)],
        capture_output=True,
        text=True,
        check=True,
        env={
            **os.environ,
            "PATH": f"{shim.parent}{os.pathsep}{os.environ['PATH']}",
            "CLICKFUNNELS_CONFIG_DIR": str(tmp_path / "config"),
        },
    )
    assert done.stdout.split() == [URL, TOKEN]


def test_the_example_is_as_the_schema_says() -> None:
    schema = json.loads((TOP / "wizard/config/schema.json").read_text(encoding="utf-8"))
    (example,) = [json.loads(text) for text in snippets("json")]
    jsonschema.Draft202012Validator(schema).validate(example)


def test_the_two_commands_stand_there() -> None:
    assert "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/cfw --demo\n" in README
    assert "python3 -m venv .venv && .venv/bin/pip install -e '.[test]' && .venv/bin/pytest\n" in README


def test_every_setting_of_the_help_is_explained_and_no_other() -> None:
    help_text = subprocess.run(
        [sys.executable, "-m", "wizard", "--help"], capture_output=True, text=True, check=True
    ).stdout
    settings = set(re.findall(r"CLICKFUNNELS_\w+", help_text))
    assert settings == set(re.findall(r"CLICKFUNNELS_\w+", README))
    for option in re.findall(r"(?<!\w)--[a-z-]+", help_text):
        assert option in README or option in ("--help", "--version")


def test_every_link_leads_somewhere() -> None:
    links = re.findall(r"\]\((?!https?://)([^)#]+)\)", README)
    assert links
    assert [link for link in links if not (TOP / link).exists()] == []


def test_every_dependency_is_in_the_table() -> None:
    listed = re.search(r"dependencies = \[(.*?)\]", (TOP / "pyproject.toml").read_text(), re.DOTALL)
    assert listed
    for name in re.findall(r'"([a-z-]+)', listed[1]):
        assert f"| [{name}](" in README
