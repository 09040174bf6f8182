"""`cfw status` and `cfw list`."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from command_support import Cfw, World

from wizard.config.paths import config_path
from wizard.config.reading import read
from wizard.sandbox import (
    DEMO_TOKEN,
    NO_PLAN_TOKEN,
    REVOKED_TOKEN,
    TEAM_TOKEN,
    Access,
    Platform,
    SandboxTeam,
    SandboxWorkspace,
)


def test_the_profile_in_use_and_where_each_value_comes_from(saved: Cfw) -> None:
    done = saved("status")
    assert done.status == 0
    lines = {line[2:17].rstrip(): line for line in done.out.splitlines()}
    assert "hammer-workspace  from configuration" in lines["profile"]
    assert "Hammer Workspace (richstone, 42)" in lines["workspace"]
    assert "valid  from configuration" in lines["token"]
    assert str(config_path()) in lines["file"]


@pytest.mark.parametrize("way", ["option", "environment", "directory"])
def test_each_way_to_choose_a_profile_is_named(saved: Cfw, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    arguments: tuple[str, ...] = ()
    match way:
        case "option":
            arguments, source = ("--profile", "chanoyu"), "--profile"
        case "environment":
            monkeypatch.setenv("CLICKFUNNELS_PROFILE", "chanoyu")
            source = "CLICKFUNNELS_PROFILE"
        case _:
            saved("pin", "chanoyu")
            source = str(Path.cwd() / ".clickfunnels.json")
    shown = json.loads(saved("status", "--json", "--offline", *arguments).out)
    assert (shown["profile"]["name"], shown["profile_source"]) == ("chanoyu", source)


def test_the_option_may_come_before_or_after_the_command(saved: Cfw) -> None:
    for arguments in (("--profile", "chanoyu", "status"), ("status", "--profile", "chanoyu")):
        assert json.loads(saved(*arguments, "--json", "--offline").out)["profile"]["name"] == "chanoyu"


def test_the_keys_of_the_json_are_stable(saved: Cfw) -> None:
    shown = json.loads(saved("status", "--json").out)
    assert list(shown) == [
        "path",
        "profile",
        "profile_source",
        "token_source",
        "token_state",
        "token_problem",
        "changes",
        "access",
    ]
    assert list(shown["profile"]) == [
        "name", "team", "workspace", "accounts_url", "api_url", "saved_at"
    ]  # fmt: skip
    assert (shown["token_source"], shown["token_state"], shown["token_problem"]) == ("file", "valid", None)
    listed = json.loads(saved("list", "--json").out)
    assert (listed["current"], listed["previous"]) == ("hammer-workspace", "chanoyu")
    assert [one["name"] for one in listed["profiles"]] == ["nagel-sohne", "chanoyu", "hammer-workspace"]


@pytest.mark.parametrize(
    ("token", "status", "state"), [(REVOKED_TOKEN, 4, "rejected"), (NO_PLAN_TOKEN, 6, "no access")]
)
def test_a_token_that_does_not_work(
    saved: Cfw, monkeypatch: pytest.MonkeyPatch, token: str, status: int, state: str
) -> None:
    monkeypatch.setenv("CLICKFUNNELS_API_TOKEN", token)
    done = saved("status", "--json")
    shown = json.loads(done.out)
    assert (done.status, shown["token_state"], shown["token_source"]) == (status, state, "environment")
    assert shown["token_problem"]


def test_a_failed_check_says_why(saved: Cfw, world: World) -> None:
    text = config_path().read_text(encoding="utf-8").replace(world.url, "http://127.0.0.1:9")
    config_path().write_text(text, encoding="utf-8")
    done = saved("status")
    assert done.status == 5
    assert "could not check" in done.out
    assert "No connection to 127.0.0.1." in done.out


def test_offline_sends_no_request(saved: Cfw, world: World) -> None:
    done = saved("status", "--offline")
    assert (done.status, world.asked) == (0, [])
    assert "could not check" in done.out


def test_a_workspace_that_was_renamed_or_moved_is_noticed(saved: Cfw, world: World) -> None:
    workspace = SandboxWorkspace(42, "Anvil", "anvil")
    world.becomes(Platform((SandboxTeam(8, "New Owner", workspaces=(workspace,)),), {DEMO_TOKEN: Access()}))
    done = saved("status")
    assert done.status == 0
    assert "! changed         The workspace “Hammer Workspace” is now called “Anvil”." in done.out
    assert "Its subdomain is now anvil; it was richstone." in done.out
    assert "It now belongs to the team New Owner; it was Northwind Coaching." in done.out
    assert "! The token works, but something changed at ClickFunnels.\n" in done.out
    assert "  First: `cfw switch hammer-workspace` saves the current values.\n" in done.out
    assert len(json.loads(saved("status", "--json").out)["changes"]) == 3
    assert saved("switch", "hammer-workspace", "--yes").status == 0
    assert "changed" not in saved("status").out


def test_a_workspace_is_listed_once_with_its_tokens(saved: Cfw) -> None:
    assert saved("setup", "--token-stdin", "--workspace", "43", stdin=TEAM_TOKEN).status == 0
    shown = json.loads(saved("list", "--live", "--json").out)
    assert [len(shown["reached"]), len(shown["workspaces"])] == [37, 34]
    hammer = next(one for one in shown["workspaces"] if one["workspace"]["id"] == 42)
    assert hammer["profiles"] == ["hammer-workspace"]
    (other,) = set(hammer["tokens"]) - {"nagel-sohne"}  # one of two profiles with the same token
    assert hammer["tokens"] == sorted(["nagel-sohne", other])
    rows = [re.split(" {2,}", line[3:]) for line in saved("list", "--live").out.splitlines()]
    place, both = ["Hammer Workspace", "Northwind Coaching", "richstone", "42"], ", ".join(hammer["tokens"])
    assert [*place, "hammer-workspace", both] in rows
    assert ["Café Müller", "Agência São João", "cafe-mueller", "103", other] in rows
    assert len(rows) == 34


@pytest.mark.parametrize("expected", ["hammer-workspace", "richstone", "42", "Hammer Workspace", "jWMWXZ"])
def test_expect_is_a_guard_for_scripts(saved: Cfw, expected: str) -> None:
    assert saved("status", "--offline", "--expect", expected).status == 0
    saved("switch", "chanoyu", "--offline")
    done = saved("status", "--offline", "--expect", expected)
    assert done.status == 1
    assert f"Expected {expected}" in done.err


@pytest.mark.parametrize("command", [("status",), ("env",), ("token",), ("exec", "--", "true")])
def test_an_unknown_profile_is_status_3_everywhere(saved: Cfw, command: tuple[str, ...]) -> None:
    done = saved("--profile", "chanoju", *command)
    assert (done.status, done.out) == (3, "")
    assert "Did you mean chanoyu?" in done.err


@pytest.mark.parametrize("command", ["status", "list", "env", "token", "pin", "forget x", "token-store file"])
def test_nothing_is_configured(cfw: Cfw, command: str) -> None:
    done = cfw(*command.split())
    assert (done.status, done.out) == (3, "")
    assert "Nothing is saved" in done.err


def test_the_list_marks_the_current_and_the_previous_one(saved: Cfw) -> None:
    lines = saved("list").out.splitlines()
    assert [line[:19].rstrip() for line in lines] == ["   nagel-sohne", "-  chanoyu", "*  hammer-workspace"]
    told = ["Hammer Workspace", "Northwind Coaching", "richstone", "42", "now", "full access"]
    assert re.split(" {2,}", lines[2])[2:] == told
    assert saved("list", "--names").out.split() == ["nagel-sohne", "chanoyu", "hammer-workspace"]


def test_live_lists_everything_the_tokens_can_access(saved: Cfw, world: World) -> None:
    shown = json.loads(saved("list", "--live", "--json").out)
    assert len(shown["reached"]) == 34
    assert list(dict.fromkeys(one["team"]["id"] for one in shown["reached"])) == [3, 11, 12, 14]
    assert shown["faults"] == []
    lines = saved("list", "--live").out.splitlines()
    marked = [(line[0], line.split()[-1]) for line in lines if line[0] != " "]
    assert marked == [("*", "hammer-workspace"), ("-", "chanoyu")]
    assert re.search("^   Café Müller +Agência São João +cafe-mueller +103$", "\n".join(lines), re.MULTILINE)


def test_a_token_without_teams_is_reported(saved: Cfw, world: World) -> None:
    world.becomes(Platform([], {DEMO_TOKEN: Access()}))
    done = saved("list", "--live")
    assert (done.status, done.out) == (0, "")
    told = done.err.splitlines()
    assert told[0].startswith("The token of “")
    assert told[0].endswith("” can't access any team.")
    assert (
        "The workspace of the profile “hammer-workspace”, Hammer Workspace (42), isn't among those listed."
        in told
    )
    assert len(told) == 1 + 3


def test_a_team_without_workspaces_is_reported_once(saved: Cfw, world: World) -> None:
    world.becomes(Platform([SandboxTeam(3, "Empty", None)], {DEMO_TOKEN: Access()}))
    done = saved("list", "--live", "--json")
    assert json.loads(done.out)["reached"] == []
    assert done.err.splitlines()[0] == "The team Empty (3) has no workspace."


def test_a_token_in_the_environment_without_teams_is_reported(
    cfw: Cfw, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.becomes(Platform([], {DEMO_TOKEN: Access()}))
    monkeypatch.setenv("CLICKFUNNELS_API_TOKEN", DEMO_TOKEN)
    assert cfw("list", "--live").err == "The token in CLICKFUNNELS_API_TOKEN can't access any team.\n"


def test_twenty_six_teams_and_sixty_workspaces(cfw: Cfw, world: World) -> None:
    teams = [
        SandboxTeam(
            number,
            f"Team {number}",
            None,
            [SandboxWorkspace(number * 100 + n, f"W {number}.{n}", f"w-{number}-{n}") for n in range(count)],
        )
        for number, count in ((one, 35 if one == 1 else 1) for one in range(1, 27))
    ]
    world.becomes(Platform(teams, {DEMO_TOKEN: Access()}))
    assert cfw("setup", "--token-stdin", "--workspace", "w-26-0", stdin=DEMO_TOKEN).status == 0
    shown = json.loads(cfw("list", "--live", "--json").out)
    assert len({one["workspace"]["id"] for one in shown["reached"]}) == 60
    assert len({one["team"]["id"] for one in shown["reached"]}) == 26


def test_one_failing_token_does_not_hide_the_other_lists(saved: Cfw, world: World) -> None:
    text = config_path().read_text(encoding="utf-8").replace(DEMO_TOKEN, REVOKED_TOKEN, 1)
    config_path().write_text(text, encoding="utf-8")
    done = saved("list", "--live", "--json")
    shown = json.loads(done.out)
    assert done.status == 4
    assert len(shown["reached"]) == 34
    assert [one["via"] for one in shown["faults"]] == ["nagel-sohne"]


def test_no_token_is_printed(saved: Cfw) -> None:
    for command in (("status",), ("status", "--json"), ("list", "--json"), ("list", "--live", "--json")):
        assert DEMO_TOKEN not in saved(*command).out
    assert read(config_path()).profiles["chanoyu"].token
