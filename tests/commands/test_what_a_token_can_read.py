"""A token that can read only some kinds of data is reported but can still be used."""

from __future__ import annotations

import json

import pytest
from command_support import Cfw, World
from starlette.responses import JSONResponse, Response

from wizard.config.paths import config_path
from wizard.sandbox import NO_PLAN_TOKEN, ORDERS_TOKEN, TEAM_TOKEN, WORKSPACE_TOKEN

SAID = "This access token does not have read access to Contacts"
VARIABLE = "CLICKFUNNELS_API_TOKEN"


def access(cfw: Cfw, *options: str) -> dict[str, str]:
    """The state that `cfw status` reports for each kind of data."""
    shown = json.loads(cfw("status", "--json", *options).out)["access"]
    return {name: one["state"] for name, one in shown.items()}


def test_a_token_that_cannot_read_contacts_is_saved_with_a_warning(cfw: Cfw, world: World) -> None:
    done = cfw("setup", "--token-stdin", "--workspace", "42", stdin=ORDERS_TOKEN)
    assert (done.status, config_path().exists()) == (0, True)
    assert f"This token can't read contacts. ClickFunnels says: “{SAID}”." in done.err


@pytest.mark.parametrize("status", [404, 500])
def test_contacts_that_could_not_be_checked_are_mentioned(cfw: Cfw, world: World, status: int) -> None:
    world.refuse("/contacts", JSONResponse({"error": "no"}, status))
    done = cfw("setup", "--token-stdin", "--workspace", "42", stdin=TEAM_TOKEN)
    assert (done.status, config_path().exists()) == (0, True)
    assert "Could not check whether the token can read contacts. ClickFunnels " in done.err


def test_status_names_the_variable_of_a_token_without_teams(
    cfw: Cfw, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, TEAM_TOKEN)
    world.refuse("/teams", JSONResponse([]))
    done = cfw("status")
    assert f"The token in {VARIABLE} can't access any team.\n  First: Use a token of a platform" in done.out
    assert "Nothing was saved" not in done.out


def test_a_token_without_limits_is_saved_without_a_warning(cfw: Cfw, world: World) -> None:
    assert cfw("setup", "--token-stdin", "--workspace", "42", stdin=TEAM_TOKEN).err == ""


def test_status_says_what_the_token_can_read(cfw: Cfw, world: World) -> None:
    cfw("setup", "--token-stdin", "--workspace", "42", stdin=ORDERS_TOKEN)
    done = cfw("status")
    assert done.status == 0
    assert "✓ token           valid" in done.out
    assert "✓ can read        teams, workspaces\n" in done.out
    assert f"✗ contacts        not allowed (ClickFunnels says: “{SAID}”)" in done.out
    assert cfw("status", "--expect", "richstone").status == 0
    assert cfw("status", "--expect", "chanoyu").status == 1


def test_a_token_in_the_environment_is_checked_too(
    cfw: Cfw, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, ORDERS_TOKEN)
    found = {"teams": "allowed", "workspaces": "allowed", "contacts": "not allowed"}
    assert access(cfw, "--workspace", "42") == found
    assert access(cfw) == {**found, "contacts": "not known"}
    done = cfw("setup", "--no-input", "--workspace", "42")
    assert f"The token in {VARIABLE} can't read contacts." in done.err


def test_what_was_not_checked_is_not_reported(saved: Cfw, monkeypatch: pytest.MonkeyPatch) -> None:
    assert access(saved) == dict.fromkeys(("teams", "workspaces", "contacts"), "allowed")
    assert json.loads(saved("status", "--json", "--offline").out)["access"] is None
    monkeypatch.setenv(VARIABLE, NO_PLAN_TOKEN)
    assert access(saved) == dict.fromkeys(("teams", "workspaces", "contacts"), "not allowed")


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (JSONResponse({"error": "Gone fishing"}, 404), "no workspace with this id"),
        (Response("<h1>No</h1>", 403, media_type="text/html"), "firewall"),
        (Response("<h1>No</h1>", 500, media_type="text/html"), "having trouble"),
    ],
    ids=["not found", "blocked", "trouble"],
)
def test_a_failed_request_does_not_count_as_a_refusal(
    saved: Cfw, world: World, answer: Response, said: str
) -> None:
    world.refuse("/contacts", answer)
    done = saved("status")
    assert done.status == 0
    assert "! contacts        not known (" in done.out
    assert said in done.out
    assert saved("setup", "--token-stdin", "--workspace", "42", stdin=TEAM_TOKEN).status == 0


def test_messages_from_clickfunnels_are_sanitized(saved: Cfw, world: World) -> None:
    world.refuse("/contacts", JSONResponse({"error": "no \x1b]52;c;aGk=\x07 \u202econtacts"}, 403))
    done = saved("status")
    assert "✗ contacts        not allowed (ClickFunnels says: “no contacts”)" in done.out
    warned = saved("setup", "--token-stdin", "--workspace", "42", stdin=TEAM_TOKEN).err
    assert "ClickFunnels says: “no contacts”." in warned


def test_an_inaccessible_workspace_does_not_hide_what_is_accessible(saved: Cfw, world: World) -> None:
    world.refuse("/workspaces/42", JSONResponse({"error": "No Workspaces"}, 403))
    done = saved("status")
    assert done.status == 6
    assert "no access" in done.out
    assert access(saved) == {"teams": "allowed", "workspaces": "not allowed", "contacts": "allowed"}


def test_a_token_for_one_workspace_cannot_list_teams(
    cfw: Cfw, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, WORKSPACE_TOKEN)
    assert access(cfw) == {"teams": "not allowed", "workspaces": "not known", "contacts": "not known"}
    found = {"teams": "not allowed", "workspaces": "allowed", "contacts": "allowed"}
    assert access(cfw, "--workspace", "42") == found
    assert len(cfw("contacts", "--workspace", "42", "--format", "jsonl").out.splitlines()) == 57
    assert "add --workspace and the workspace's id" in cfw("status").out


def test_doctor_says_what_the_token_cannot_read(cfw: Cfw, world: World) -> None:
    cfw("setup", "--token-stdin", "--workspace", "42", stdin=ORDERS_TOKEN)
    done = cfw("doctor")
    assert done.status == 0
    assert f"! contacts        This token can't read contacts. ClickFunnels says: “{SAID}”." in done.out


def test_doctor_checks_a_token_for_one_workspace(cfw: Cfw, world: World) -> None:
    cfw("setup", "--token-stdin", "--workspace", "42", stdin=WORKSPACE_TOKEN)
    done = cfw("doctor")
    assert done.status == 0
    assert "! team            This token can't read teams. ClickFunnels says: “" in done.out
    assert "✓ workspace       Hammer Workspace (42)" in done.out
    assert "✓ contacts        20 on the first page" in done.out


def test_doctor_checks_the_token_in_the_environment_with_a_workspace(
    saved: Cfw, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, WORKSPACE_TOKEN)
    done = saved("doctor", "--workspace", "42")
    assert done.status == 0
    assert "profile (not used, because of --workspace)" in done.out
    assert "✓ workspace       Hammer Workspace (42)" in done.out
    assert "✓ contacts        20 on the first page" in done.out


def test_doctor_names_the_saved_team_that_another_accounts_token_cannot_access(
    saved: Cfw, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, TEAM_TOKEN)
    world.refuse("/teams/3", JSONResponse({"error": "Not found"}, 404))
    done = saved("doctor")
    assert done.status == 6
    assert "✗ team            ClickFunnels has no team Northwind Coaching (3) that the token in" in done.out
    assert (
        "unset it to use a saved one, if there is one. Also check CLICKFUNNELS_URL if you set it" in done.out
    )


def test_doctor_blames_the_token_that_can_read_nothing(saved: Cfw, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, NO_PLAN_TOKEN)
    done = saved("doctor")
    assert done.status == 6
    assert f"✗ token           ClickFunnels knows the token in {VARIABLE} but" in done.out
