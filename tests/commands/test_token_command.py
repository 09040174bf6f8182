"""Tokens that a password manager's command prints; a stand-in counts how often it is run."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest
from command_support import Cfw, World

import wizard
from wizard.config import token_command
from wizard.config.errors import TokenCommandFailed
from wizard.config.paths import config_path
from wizard.config.reading import read
from wizard.sandbox import DEMO_TOKEN, TEAM_TOKEN

posix_only = pytest.mark.skipif(os.name == "nt", reason="Windows has no file modes")


@pytest.fixture(autouse=True)
def _forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test, and each command in it that says so, is a process of its own."""
    monkeypatch.setattr(token_command, "_found", {})


@pytest.fixture
def manager(tmp_path: Path) -> Path:
    """A password manager that prints what its file contains, and notes each time it's asked."""
    script = tmp_path / "manager.py"
    script.write_text(
        "import pathlib, sys\n"
        "log = pathlib.Path(__file__).with_suffix('.log')\n"
        "log.write_text((log.read_text() if log.exists() else '') + repr(sys.stdin.read()))\n"
        "sys.stdout.write(pathlib.Path(sys.argv[1]).read_text())\n"
    )
    (tmp_path / "secret item").write_text(DEMO_TOKEN + "\n")
    return script


def command_of(manager: Path, item: str = "secret item") -> list[str]:
    return [sys.executable, str(manager), str(manager.with_name(item))]


def asked(manager: Path) -> int:
    """How often it was run, always with empty standard input."""
    log = manager.with_suffix(".log")
    text = log.read_text() if log.exists() else ""
    assert text == "''" * (len(text) // 2)
    return len(text) // 2


@pytest.fixture
def from_manager(cfw: Cfw, world: World, manager: Path) -> Cfw:
    """A profile with a token command."""
    words = shlex.join(command_of(manager))
    done = cfw("setup", "--token-command", words, "--workspace", "42", "--no-input")
    assert done.status == 0, done
    return cfw


def entry() -> dict[str, object]:
    raw = json.loads(config_path().read_text(encoding="utf-8"))
    jsonschema.validate(raw, json.loads((Path(wizard.__file__).parent / "config/schema.json").read_text()))
    return raw["profiles"]["hammer-workspace"]  # type: ignore[no-any-return]


def test_the_file_contains_the_command_and_everything_else_gets_the_token(
    from_manager: Cfw, manager: Path, tmp_path: Path
) -> None:
    assert (entry()["token"], entry()["token_store"]) == (None, "command")
    assert entry()["token_command"] == command_of(manager)
    assert asked(manager) == 1
    assert DEMO_TOKEN not in config_path().read_text(encoding="utf-8")
    assert from_manager("token").out.strip() == DEMO_TOKEN
    assert f"'{DEMO_TOKEN}'" in from_manager("env").out
    token = wizard.load().token
    assert token
    assert token.reveal() == DEMO_TOKEN
    assert asked(manager) == 1  # once per process
    status = from_manager("status")
    assert "from token command" in status.out
    from_manager("doctor", "--report", str(tmp_path / "report.txt"))
    report = (tmp_path / "report.txt").read_text(encoding="utf-8")
    assert "the profile’s token command" in report
    for text in (report, from_manager("list", "--json").out, from_manager("status", "--json").out):
        assert "secret item" not in text


def test_lists_and_other_profiles_never_run_it(from_manager: Cfw, manager: Path) -> None:
    assert from_manager("setup", "--token-stdin", "--workspace", "43", stdin=TEAM_TOKEN).status == 0
    before = asked(manager)
    token_command._found.clear()
    for command in (
        ["list"],
        ["list", "--json"],
        ["list", "--live"],
        ["switch", "hammer-workspace", "--offline"],
    ):
        assert from_manager(*command).status == 0
    assert asked(manager) == before
    assert read(config_path()).profiles["hammer-workspace"].needs_prompt
    assert from_manager("status").status == 0  # it's the current one again
    assert asked(manager) == before + 1


def test_an_agent_that_gets_no_token_makes_nobody_unlock_anything(
    from_manager: Cfw, manager: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAUDECODE", "1")
    before = asked(manager)
    token_command._found.clear()
    for command in ("token", "env"):
        done = from_manager(command)
        assert (done.status, done.out) == (2, "")
        assert "`cfw exec -- COMMAND`" in done.err
    assert asked(manager) == before
    assert from_manager("token", "--show").out.strip() == DEMO_TOKEN


def test_a_command_in_a_directory_file_is_never_run(from_manager: Cfw, manager: Path) -> None:
    assert from_manager("setup", "--token-stdin", "--workspace", "42", stdin=DEMO_TOKEN).status == 0
    assert from_manager("pin").status == 0
    before = asked(manager)
    token_command._found.clear()
    pin = Path(".clickfunnels.json")
    evil = {"token_store": "command", "token_command": command_of(manager), "token": None}
    content = json.loads(pin.read_text())
    pin.write_text(json.dumps({**content, **evil, "profiles": {"hammer-workspace": evil}, "current": "x"}))
    assert from_manager("token").out.strip() == DEMO_TOKEN
    assert from_manager("status").status == 0
    assert asked(manager) == before


@posix_only
@pytest.mark.parametrize("name", ["config.json", "."])
def test_it_is_not_run_if_others_can_change_the_file(from_manager: Cfw, manager: Path, name: str) -> None:
    token_command._found.clear()
    (config_path().parent / name).chmod(0o666 if name != "." else 0o777)
    done = from_manager("token")
    assert done.status == 1
    assert "was not run: other users of this computer can change" in done.err
    assert asked(manager) == 1


def test_a_saved_token_is_moved_to_a_command_that_prints_the_same_and_back(
    cfw: Cfw, world: World, manager: Path
) -> None:
    assert cfw("setup", "--token-stdin", "--workspace", "42", stdin=DEMO_TOKEN).status == 0
    (manager.with_name("other")).write_text(TEAM_TOKEN)
    other = cfw("token-store", "command", "--command", shlex.join(command_of(manager, "other")))
    assert other.status == 1
    assert "prints another token" in other.err
    assert entry()["token"] == DEMO_TOKEN
    assert cfw("token-store", "command").status == 2
    assert cfw("token-store", "command", "--command", shlex.join(command_of(manager))).status == 0
    assert entry()["token_command"] == command_of(manager)
    assert all(DEMO_TOKEN not in file.read_text() for file in config_path().parent.glob("*.json"))
    assert cfw("token-store", "file").status == 0
    assert entry()["token"] == DEMO_TOKEN
    assert "token_command" not in entry()


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ("print()", "printed no text"),
        ("print('a-first-line'); print('b')", "printed several lines"),
        ("print('two words')", "isn't a token"),
        ("import sys; print('said-something'); sys.exit(7)", "ended with status 7"),
        ("import time; time.sleep(60)", "didn't end within 0.3 seconds"),
    ],
)
def test_whatever_goes_wrong_is_explained_without_arguments(
    code: str, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(token_command, "SECONDS", 0.3 if "sleep" in code else 20)
    began = time.monotonic()
    with pytest.raises(TokenCommandFailed) as caught:
        token_command.run((sys.executable, "-c", code))
    assert what in caught.value.what
    assert code not in caught.value.message
    assert time.monotonic() - began < 20
    with pytest.raises(TokenCommandFailed, match="isn't installed, or not on PATH"):
        token_command.run(("no-such-password-manager", "secret item"))


@posix_only
def test_exactly_one_line_break_is_removed_and_no_shell_reads_the_command() -> None:
    assert token_command.run(("printf", "a-%s\\n", "token-$HOME;`id`")).reveal() == "a-token-$HOME;`id`"
    with pytest.raises(TokenCommandFailed, match="several lines"):
        token_command.run(("printf", "a-%s\\n\\n", "token"))
    with pytest.raises(TokenCommandFailed, match="contains the token itself"):
        token_command.run(("echo", "a-token"))


@posix_only
def test_readers_in_other_languages_ask_cfw(from_manager: Cfw, manager: Path, tmp_path: Path) -> None:
    shim = tmp_path / "cfw"
    shim.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m wizard "$@"\n')
    shim.chmod(0o755)
    line = f'{from_manager("snippet", "sh").out}\nprintf %s "$token"\n'
    env = {**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(["sh", "-c", line], capture_output=True, text=True, env=env, check=False)
    if "jq" in done.stderr:
        pytest.skip("there is no jq")
    assert done.stdout.splitlines()[-1] == DEMO_TOKEN
