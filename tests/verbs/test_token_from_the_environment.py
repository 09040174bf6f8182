"""Commands that use the token in CLICKFUNNELS_API_TOKEN."""

from __future__ import annotations

import pytest
from verbs_support import Cfw, World

from wizard.sandbox import DEMO_TOKEN, NO_PLAN_TOKEN, REVOKED_TOKEN, TEAM_TOKEN

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
def test_an_error_names_the_variable_when_its_token_is_in_use(
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
