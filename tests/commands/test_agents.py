"""`cfw env` and `cfw token` keep the token out of the transcript of an agent."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_support import Cfw
from test_env import HAMMER, TOKEN

from wizard import sandbox
from wizard.cli.agent_check import AGENT_VARIABLES
from wizard.config.paths import config_path
from wizard.config.saving import save
from wizard.support.secret import Token


@pytest.fixture
def hammer(cfw: Cfw) -> Cfw:
    save(config_path(), HAMMER)
    return cfw


@pytest.mark.parametrize("entry", AGENT_VARIABLES)
def test_an_agent_gets_no_token_but_the_command_to_use(
    hammer: Cfw, monkeypatch: pytest.MonkeyPatch, entry: str
) -> None:
    name, _, value = entry.partition("=")
    monkeypatch.setenv(name, value or "1")
    for command in (("token",), ("env",), ("env", "--format", "json"), ("env", "--as", "KEY=token")):
        done = hammer(*command)
        assert (done.status, done.out) == (2, "")
        assert f"({name} is set)" in done.err
        assert "`cfw exec -- COMMAND`" in done.err
        assert TOKEN not in done.err
    assert "`cfw exec --profile hammer -- COMMAND`" in hammer("--profile", "hammer", "token").err


def test_an_agent_gets_it_if_somebody_says_so(hammer: Cfw, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAUDECODE", "1")
    assert hammer("token", "--show").out == f"{TOKEN}\n"
    assert TOKEN in hammer("env", "--show").out
    monkeypatch.setenv("CLICKFUNNELS_ALLOW_AGENT", "1")
    assert hammer("token").out == f"{TOKEN}\n"
    monkeypatch.setenv("CLICKFUNNELS_ALLOW_AGENT", "0")
    assert hammer("token").status == 2


def test_an_agent_can_use_it_without_reading_it(
    hammer: Cfw, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("AI_AGENT", "any")
    assert hammer("env", "--as", "ID=workspace-id").out == "export ID='42'\n"
    done = hammer("env", "--format", "systemd", "--output", ".env")
    assert TOKEN not in done.out + done.err
    assert f"CLICKFUNNELS_API_TOKEN={TOKEN}\n" in Path(".env").read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "value"), [("AI_AGENT", ""), ("AGENT", "ssh"), ("CURSOR_TRACE_ID", "1")])
def test_people_arent_taken_for_agents(
    hammer: Cfw, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    assert hammer("token").out == f"{TOKEN}\n"


@pytest.mark.parametrize("name", [name for name in sandbox.__all__ if name.endswith("_TOKEN")])
def test_the_sandboxs_tokens_open_nothing(hammer: Cfw, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("CLAUDECODE", "1")
    token = str(getattr(sandbox, name))
    save(config_path(), HAMMER._replace(token=Token(token)))
    assert hammer("token").out == f"{token}\n"


def test_the_mask_for_the_logs_of_github_actions(hammer: Cfw, monkeypatch: pytest.MonkeyPatch) -> None:
    assert hammer("env", "--format", "github").err == ""
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    done = hammer("env", "--format", "github")
    assert done.err == f"::add-mask::{TOKEN}\n"
    assert "::add-mask::" not in done.out
    assert hammer("env").err == ""
