"""Commands that use the token in CLICKFUNNELS_API_TOKEN."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from command_support import Cfw, World

from wizard.config.paths import config_path
from wizard.sandbox import (
    DEMO_TOKEN,
    NO_PLAN_TOKEN,
    REVOKED_TOKEN,
    TEAM_TOKEN,
    Access,
    Platform,
    demo_platform,
)

VARIABLE = "CLICKFUNNELS_API_TOKEN"
COMMANDS = (("status",), ("doctor",), ("contacts", "--format", "jsonl"))


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize(
    ("token", "status", "what"),
    [
        (REVOKED_TOKEN, 4, f"ClickFunnels does not accept the token in {VARIABLE}."),
        (NO_PLAN_TOKEN, 6, f"ClickFunnels knows the token in {VARIABLE} but does not allow this"),
        (TEAM_TOKEN, 6, "That token may belong to another account: unset it"),
    ],
    ids=["rejected", "not allowed", "another account"],
)
def test_an_error_names_the_variable_if_its_token_is_used(
    saved: Cfw, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], token: str, status: int, what: str
) -> None:
    monkeypatch.setenv(VARIABLE, token)
    done = saved("--profile", "chanoyu", *command)
    assert done.status == status
    assert what in done.out + done.err
    assert f"the token in {VARIABLE}" in (done.out + done.err).replace("The", "the")


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_an_error_about_a_saved_token_names_no_variable(
    cfw: Cfw, world: World, command: tuple[str, ...]
) -> None:
    cfw("setup", "--token-stdin", "--workspace", "42", stdin=TEAM_TOKEN)
    world.revoke(TEAM_TOKEN)
    done = cfw(*command)
    assert done.status == 4
    assert "ClickFunnels does not accept this token." in done.out + done.err
    assert VARIABLE not in done.out + done.err


@pytest.mark.parametrize(
    ("token", "options", "what"),
    [
        (REVOKED_TOKEN, (), f"ClickFunnels does not accept the token in {VARIABLE}."),
        (TEAM_TOKEN, ("--team", "12"), f"There is no team “12” that the token in {VARIABLE} can access."),
        (
            TEAM_TOKEN,
            ("--workspace", "chanoyu"),
            f"There is no workspace “chanoyu” that the token in {VARIABLE} can access.",
        ),
    ],
    ids=["rejected", "another team", "another workspace"],
)
def test_setup_names_the_variable(
    cfw: Cfw,
    world: World,
    monkeypatch: pytest.MonkeyPatch,
    token: str,
    options: tuple[str, ...],
    what: str,
) -> None:
    monkeypatch.setenv(VARIABLE, token)
    assert what in cfw("setup", "--no-input", *options).err


def test_an_option_wins_over_the_variable(cfw: Cfw, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, DEMO_TOKEN)
    done = cfw("setup", "--token-stdin", "--workspace", "42", stdin=REVOKED_TOKEN)
    assert done.status == 4
    assert VARIABLE not in done.err


@pytest.fixture
def team_token(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A token of team 3, which has three workspaces; nothing is saved."""
    monkeypatch.setenv(VARIABLE, TEAM_TOKEN)


@pytest.fixture
def only_workspace(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A token whose only team has one workspace; nothing is saved."""
    monkeypatch.setenv(VARIABLE, TEAM_TOKEN)
    teams = demo_platform().teams
    world.becomes(Platform(teams, {TEAM_TOKEN: Access(frozenset({12}))}))


@pytest.mark.usefixtures("team_token")
def test_status_checks_the_token_when_nothing_is_saved(cfw: Cfw) -> None:
    done = cfw("status")
    assert done.status == 0
    assert f"✓ token           valid  from {VARIABLE}" in done.out
    assert "Add --workspace: Hammer Workspace (richstone, 42)" in " ".join(done.out.split())
    shown = json.loads(cfw("status", "--json").out)
    assert (shown["profile"], shown["token_source"], shown["token_state"]) == (None, "environment", "valid")


@pytest.mark.usefixtures("team_token")
def test_status_shows_the_workspace_that_an_option_names(cfw: Cfw) -> None:
    done = cfw("status", "--workspace", "richstone")
    assert done.status == 0
    assert "Hammer Workspace (richstone, 42)  from --workspace" in done.out
    profile = json.loads(cfw("status", "--json", "--workspace", "42").out)["profile"]
    assert (profile["name"], profile["workspace"]["id"], profile["saved_at"]) == (None, 42, None)


@pytest.mark.usefixtures("team_token")
@pytest.mark.parametrize(("expected", "status"), [("richstone", 0), ("chanoyu", 1)])
def test_a_guard_works_without_a_profile(cfw: Cfw, expected: str, status: int) -> None:
    assert cfw("status", "--workspace", "42", "--expect", expected).status == status
    assert cfw("status", "--expect", expected).status == 1


@pytest.mark.parametrize(("token", "status"), [(REVOKED_TOKEN, 4), (NO_PLAN_TOKEN, 6)])
def test_status_reports_a_token_that_does_not_work(
    cfw: Cfw, world: World, monkeypatch: pytest.MonkeyPatch, token: str, status: int
) -> None:
    monkeypatch.setenv(VARIABLE, token)
    done = cfw("status")
    assert done.status == status
    assert f"the token in {VARIABLE}" in done.out


@pytest.mark.usefixtures("team_token")
def test_status_offline_sends_no_request(cfw: Cfw, world: World) -> None:
    done = cfw("status", "--offline")
    assert (done.status, world.asked) == (0, [])
    assert "could not check" in done.out


@pytest.mark.usefixtures("team_token")
def test_everything_that_the_token_can_access_is_listed(cfw: Cfw, home: Path) -> None:
    done = cfw("list", "--live")
    assert done.status == 0
    assert [line.split()[-2:] for line in done.out.splitlines()] == [
        ["richstone", "42"],
        ["nagel-soehne", "43"],
        ["early-bird", "44"],
    ]
    assert {one["via"] for one in json.loads(cfw("list", "--live", "--json").out)["reached"]} == {VARIABLE}
    assert not config_path().parent.exists()


@pytest.mark.usefixtures("team_token")
@pytest.mark.parametrize(
    "named", [("--workspace", "42"), ("--team", "3", "--workspace", "42"), ("richstone",)]
)
def test_contacts_of_a_named_workspace_are_read(cfw: Cfw, named: tuple[str, ...]) -> None:
    done = cfw("contacts", "--format", "jsonl", *named)
    assert (done.status, len(done.out.splitlines())) == (0, 57)


@pytest.mark.usefixtures("team_token")
@pytest.mark.parametrize("command", [("contacts", "--format", "jsonl"), ("env",), ("exec", "--", "true")])
def test_several_workspaces_are_named(cfw: Cfw, command: tuple[str, ...]) -> None:
    done = cfw(*command)
    assert (done.status, done.out) == (2, "")
    assert "Add --workspace: Hammer Workspace (richstone, 42)" in done.err


@pytest.mark.usefixtures("only_workspace")
def test_a_single_workspace_needs_no_option(cfw: Cfw) -> None:
    assert len(cfw("contacts", "--format", "jsonl").out.splitlines()) == 21
    assert "茶の湯オンライン (chanoyu, 200)" in cfw("status").out
    values = json.loads(cfw("env", "--format", "json").out)
    assert (values[VARIABLE], values["CLICKFUNNELS_WORKSPACE_ID"]) == (TEAM_TOKEN, "200")


@pytest.mark.usefixtures("team_token")
def test_a_pinned_directory_names_the_workspace(cfw: Cfw) -> None:
    Path(".clickfunnels.json").write_text(
        '{"version": 1, "team_id": 3, "workspace_id": 43}', encoding="utf-8"
    )
    assert (
        f"Nagel & Söhne 🔨 (nagel-soehne, 43)  from {Path.cwd() / '.clickfunnels.json'}" in cfw("status").out
    )
    assert len(cfw("contacts", "richstone", "--format", "jsonl").out.splitlines()) == 57


@pytest.mark.usefixtures("team_token")
def test_variables_for_a_named_workspace(cfw: Cfw, world: World) -> None:
    values = json.loads(cfw("env", "--format", "json", "--workspace", "42").out)
    assert values == {
        VARIABLE: TEAM_TOKEN,
        "CLICKFUNNELS_TEAM_ID": "3",
        "CLICKFUNNELS_WORKSPACE_ID": "42",
        "CLICKFUNNELS_WORKSPACE_PUBLIC_ID": "jWMWXZ",
        "CLICKFUNNELS_SUBDOMAIN": "richstone",
        "CLICKFUNNELS_API_URL": world.url,
        "CLICKFUNNELS_ACCOUNTS_URL": world.url,
        "CLICKFUNNELS_PROFILE": "",
    }


@pytest.mark.skipif(os.name == "nt", reason="the command takes the place of this process")
def test_a_command_gets_the_variables(world: World, home: Path) -> None:
    environment = {**os.environ, VARIABLE: TEAM_TOKEN, "CLICKFUNNELS_URL": world.url}
    show = [sys.executable, "-c", "import os; print(os.environ['CLICKFUNNELS_SUBDOMAIN'])"]
    done = subprocess.run(
        [sys.executable, "-m", "wizard", "exec", "--workspace", "42", "--", *show],
        capture_output=True,
        text=True,
        env=environment,
        check=True,
    )
    assert done.stdout == "richstone\n"


@pytest.mark.usefixtures("team_token")
def test_the_token_alone_is_printed(cfw: Cfw, world: World) -> None:
    assert (cfw("token").out, world.asked) == (f"{TEAM_TOKEN}\n", [])


def test_a_workspace_option_uses_the_token_even_with_saved_profiles(
    saved: Cfw, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, TEAM_TOKEN)
    assert "hammer-workspace" in saved("status").out
    assert "Early Bird Club (early-bird, 44)" in saved("status", "--workspace", "44").out


@pytest.mark.parametrize(
    ("token", "arguments", "what"),
    [
        ("", ("status", "--workspace", "42"), f"need the token in {VARIABLE}"),
        (TEAM_TOKEN, ("--profile", "chanoyu", "env", "--team", "3"), "can't be combined with --profile"),
        (TEAM_TOKEN, ("contacts", "richstone", "--workspace", "42"), "named twice"),
    ],
)
def test_options_that_cannot_be_combined(
    saved: Cfw, monkeypatch: pytest.MonkeyPatch, token: str, arguments: tuple[str, ...], what: str
) -> None:
    monkeypatch.setenv(VARIABLE, token)
    done = saved(*arguments)
    assert done.status == 2
    assert what in done.err


@pytest.mark.usefixtures("team_token")
def test_a_named_profile_must_be_saved(cfw: Cfw, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cfw("--profile", "hammer", "status").status == 3
    monkeypatch.setenv("CLICKFUNNELS_PROFILE", "hammer")
    assert cfw("status").status == 3
