"""`cfw setup` without a screen: everything comes from options and standard input."""

from __future__ import annotations

import codecs
import json
import os
from pathlib import Path

import pytest
from command_support import Cfw, World
from starlette.responses import JSONResponse

from wizard.config.paths import config_path
from wizard.config.reading import read
from wizard.sandbox import (
    DEMO_TOKEN,
    NO_PLAN_TOKEN,
    REVOKED_TOKEN,
    TEAM_TOKEN,
    WORKSPACE_TOKEN,
    Access,
    Platform,
    SandboxTeam,
    SandboxWorkspace,
)


def profiles() -> dict[str, dict[str, object]]:
    content: dict[str, dict[str, dict[str, object]]] = json.loads(config_path().read_text(encoding="utf-8"))
    return content["profiles"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("--team", "3", "--workspace", "42"),
        ("--team", "JNzNaa", "--workspace", "jWMWXZ"),
        ("--team", "northwind coaching", "--workspace", "hammer workspace"),
        ("--workspace", "richstone"),
        ("--workspace", "42"),
        ("--workspace", "Hammer Workspace"),
    ],
)
def test_team_and_workspace_by_any_name(cfw: Cfw, world: World, arguments: tuple[str, ...]) -> None:
    done = cfw("setup", "--token-stdin", *arguments, stdin=DEMO_TOKEN)
    assert (done.status, done.out) == (0, f"Saved profile “hammer-workspace” in {config_path()}\n")
    profile = profiles()["hammer-workspace"]
    assert profile["token"] == DEMO_TOKEN
    assert profile["workspace"] == {
        "id": 42, "public_id": "jWMWXZ", "name": "Hammer Workspace", "subdomain": "richstone"
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        f"  “{TEAM_TOKEN}”\n",
        f"\x1b[200~{TEAM_TOKEN}\x1b[201~",
        f"curl -H 'Authorization: Bearer {TEAM_TOKEN}' x",
        f"TOKEN={TEAM_TOKEN}\n",
    ],
)
@pytest.mark.parametrize("way", ["stdin", "file", "environment"])
def test_a_token_is_found_in_any_kind_of_paste_as_on_the_screen(
    cfw: Cfw, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, way: str
) -> None:
    file = tmp_path / "token.txt"
    file.write_text(text, encoding="utf-8")
    if way == "environment":
        monkeypatch.setenv("CLICKFUNNELS_API_TOKEN", text)
    given = {"stdin": ("--token-stdin",), "file": ("--token-file", str(file)), "environment": ()}[way]
    done = cfw("setup", *given, "--workspace", "42", stdin=text if way == "stdin" else "")
    assert done.status == 0
    assert profiles()["hammer-workspace"]["token"] == TEAM_TOKEN


@pytest.mark.parametrize("text", [TEAM_TOKEN, f"{TEAM_TOKEN}\r\n", f"\x1b[200~{TEAM_TOKEN}\x1b[201~\n"])
@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),  # what `>` makes in PowerShell 5
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (b"", "utf-16-le"),
        (b"", "utf-8"),
    ],
)
@pytest.mark.parametrize("way", ["stdin", "file"])
def test_the_token_is_read_in_the_encodings_of_windows(
    cfw: Cfw, world: World, tmp_path: Path, way: str, mark: bytes, encoding: str, text: str
) -> None:
    data = mark + text.encode(encoding)
    file = tmp_path / "token.txt"
    file.write_bytes(data)
    given = ("--token-file", str(file)) if way == "file" else ("--token-stdin",)
    done = cfw("setup", *given, "--workspace", "42", stdin=b"" if way == "file" else data)
    assert done.status == 0, done
    assert profiles()["hammer-workspace"]["token"] == TEAM_TOKEN


def test_a_single_team_and_a_single_workspace_need_no_option(cfw: Cfw, world: World) -> None:
    assert cfw("setup", "--token-stdin", "--team", "12", stdin=DEMO_TOKEN).status == 0
    assert list(profiles()) == ["chanoyu"]
    done = cfw("setup", "--token-stdin", stdin=TEAM_TOKEN)
    assert done.status == 2
    assert "Add --workspace: Hammer Workspace (richstone, 42)" in done.err


def test_the_rest_of_a_piped_file_chooses_where_someone_would_have_to(cfw: Cfw, world: World) -> None:
    settings = f"CLICKFUNNELS_SUBDOMAIN=richstone\nSTRIPE_KEY=x\nCLICKFUNNELS_API_KEY={TEAM_TOKEN}\n"
    assert cfw("setup", "--token-stdin", stdin=settings).status == 0
    assert list(profiles()) == ["hammer-workspace"]
    assert cfw("setup", "--token-stdin", "--workspace", "43", stdin=settings).status == 0
    assert len(profiles()) == 2
    two = cfw("setup", "--token-stdin", stdin=f"CF_KEY_A={TEAM_TOKEN}\nCF_KEY_B={DEMO_TOKEN}\n")
    assert two.status == 2
    assert "several tokens: “CF_KEY_A” (••••••••" in two.err


@pytest.mark.parametrize(
    ("arguments", "stdin", "status", "said"),
    [
        ((), "", 2, "No token was given"),
        (("--no-input",), "", 2, "No token was given"),
        (("--token-stdin",), "hello", 2, "Standard input: this is too short to be a token.\n"),
        (("--token-stdin",), "", 2, "Standard input was empty.\nPipe in the token alone, or run `cfw setup`"),
        (("--token-file", "nowhere"), "", 2, "nowhere cannot be read: there is no such file.\n"),
        (("--token-file", "/"), "", 2, "cannot be read: it is a folder.\n"),
        (("--token-file", os.devnull), "", 2, f"{os.devnull} was empty.\nPut the token alone in that file"),
        (("--token-stdin",), REVOKED_TOKEN, 4, "does not accept this token"),
        (("--token-stdin",), NO_PLAN_TOKEN, 6, "does not allow this"),
        (("--token-stdin",), DEMO_TOKEN, 2, "Add --team: Northwind Coaching (3)"),
        (
            ("--token-stdin", "--team", "Northwind"),
            DEMO_TOKEN,
            3,
            "Northwind Coaching (3)?",
        ),
        (("--token-stdin", "--team", "99"), DEMO_TOKEN, 3, "There is no team “99”"),
        (("--token-stdin", "--team", "13"), DEMO_TOKEN, 2, "has no workspace yet"),
        (
            ("--token-stdin", "--team", "3", "--workspace", "hammer"),
            DEMO_TOKEN,
            3,
            "Hammer Workspace (richstone, 42)",
        ),
        (("--token-stdin", "--team", "3", "--workspace", "101"), DEMO_TOKEN, 3, "no workspace “101”"),
        (
            ("--token-stdin", "--workspace", "nothing-like-it"),
            DEMO_TOKEN,
            3,
            "“nothing-like-it”",
        ),
        (
            ("--token-stdin", "--workspace", "42", "--profile", "a b"),
            DEMO_TOKEN,
            2,
            "rofile names can't contain spaces",
        ),
    ],
)
def test_missing_or_wrong_input_is_explained_and_nothing_saved(
    cfw: Cfw, world: World, arguments: tuple[str, ...], stdin: str, status: int, said: str
) -> None:
    done = cfw("setup", *arguments, stdin=stdin)
    assert said in done.err
    assert (done.status, done.out) == (status, "")
    assert not config_path().exists()


def test_a_dead_network_is_status_5(cfw: Cfw, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLICKFUNNELS_URL", "http://127.0.0.1:9")
    done = cfw("setup", "--token-stdin", "--workspace", "42", stdin=DEMO_TOKEN)
    assert done.status == 5
    assert "No connection to 127.0.0.1" in done.err


def test_no_option_takes_the_token_itself(cfw: Cfw) -> None:
    done = cfw("setup", "--token", DEMO_TOKEN[:10])
    assert done.status == 2


def test_a_profile_of_another_workspace_is_not_replaced(saved: Cfw) -> None:
    before = config_path().read_bytes()
    done = saved("setup", "--token-stdin", "--workspace", "101", "--profile", "chanoyu", stdin=DEMO_TOKEN)
    assert done.status == 2
    assert "is saved already, for the workspace 茶の湯オンライン" in done.err
    assert config_path().read_bytes() == before


def test_a_new_token_is_for_one_profile_or_for_the_whole_team(cfw: Cfw, world: World) -> None:
    for workspace in ("43", "42", "chanoyu"):
        cfw("setup", "--token-stdin", "--workspace", workspace, stdin=DEMO_TOKEN)
    done = cfw("setup", "--token-stdin", "--workspace", "42", stdin=TEAM_TOKEN)
    assert "another token: nagel-sohne. --replace-token gives them this one." in done.err
    assert [one["token"] for one in profiles().values()] == [DEMO_TOKEN, TEAM_TOKEN, DEMO_TOKEN]
    done = cfw("setup", "--token-stdin", "--workspace", "42", "--replace-token", stdin=TEAM_TOKEN)
    assert done.err == "Also gave the token to the team's other profiles: nagel-sohne.\n"
    assert [one["token"] for one in profiles().values()] == [TEAM_TOKEN, TEAM_TOKEN, DEMO_TOKEN]


def test_a_token_for_one_workspace_is_never_given_to_other_profiles(cfw: Cfw, world: World) -> None:
    for workspace in ("43", "42"):
        cfw("setup", "--token-stdin", "--workspace", workspace, stdin=DEMO_TOKEN)
    done = cfw("setup", "--token-stdin", "--workspace", "42", stdin=WORKSPACE_TOKEN)
    assert done.status == 0
    assert "--replace-token" not in done.err
    done = cfw("setup", "--token-stdin", "--workspace", "42", "--replace-token", stdin=WORKSPACE_TOKEN)
    assert done.status == 0
    assert (
        "These profiles of the team keep their own tokens: nagel-sohne. The new token can't list teams, so it"
        in done.err
    )
    assert [one["token"] for one in profiles().values()] == [DEMO_TOKEN, WORKSPACE_TOKEN]


def test_workspaces_with_the_same_name_are_distinguished_by_id_and_subdomain(cfw: Cfw, world: World) -> None:
    def workspaces(*ids: int) -> list[SandboxWorkspace]:
        return [SandboxWorkspace(number, "Main", f"main-{number}") for number in ids]

    teams = (
        SandboxTeam(7, "One", workspaces=workspaces(70, 71)),
        SandboxTeam(8, "Two", workspaces=workspaces(80)),
    )
    world.becomes(Platform(teams, {DEMO_TOKEN: Access()}))
    done = cfw("setup", "--token-stdin", "--workspace", "Main", stdin=DEMO_TOKEN)
    assert done.status == 2
    assert (
        "Name one by its id: Main (main-70, 70) of One; Main (main-71, 71) of One; Main (main-80, 80) of Two."
        in (done.err)
    )
    done = cfw("setup", "--token-stdin", "--team", "7", "--workspace", "Main", stdin=DEMO_TOKEN)
    assert "Name one by its id: Main (main-70, 70); Main (main-71, 71)." in done.err
    assert cfw("setup", "--token-stdin", "--workspace", "71", stdin=DEMO_TOKEN).status == 0


def test_a_token_for_one_workspace_needs_its_id_and_no_list(cfw: Cfw, world: World) -> None:
    done = cfw("setup", "--token-stdin", "--workspace", "42", stdin=WORKSPACE_TOKEN)
    assert done.status == 0
    assert "This token can't read teams. ClickFunnels says: “This access token is limited to one" in done.err
    saved = read(config_path()).profiles["hammer-workspace"]
    assert (saved.team.id, saved.team.name, saved.workspace.subdomain) == (3, "Team 3", "richstone")
    for team in ("3", "Team 3"):
        again = ("setup", "--token-stdin", "--team", team, "--workspace", "42")
        assert cfw(*again, stdin=WORKSPACE_TOKEN).status == 0
    done = cfw("list", "--live")
    assert done.out == "*  Hammer Workspace  Team 3  richstone  42  hammer-workspace\n"
    assert done.err.endswith("Only its saved workspaces are shown.\n")
    assert done.status == 0


@pytest.mark.parametrize(
    ("options", "status", "what"),
    [
        ((), 6, "If the token is for one workspace only, add --workspace and the workspace's id."),
        (("--workspace", "richstone"), 6, "ClickFunnels knows this token but does not allow this"),
        (("--workspace", "richstone"), 6, "only an id finds one: give the workspace's id, not its name or"),
        (("--workspace", "43"), 6, "no workspace with the id “43” that this token can access."),
        (
            ("--team", "3"),
            6,
            "If the token is for one workspace only, add --workspace and the workspace's id.",
        ),
        (("--team", "3", "--workspace", "richstone"), 6, "only an id finds one"),
        (("--team", "Team 3", "--workspace", "richstone"), 6, "only an id finds one"),
        (("--team", "3", "--workspace", "Hammer Workspace"), 6, "only an id finds one"),
        (("--workspace", "Hammer Workspace"), 6, "only an id finds one"),
        (("--team", "9", "--workspace", "42"), 6, "no workspace 42 in the team Team 9"),
    ],
)
def test_it_says_what_a_token_for_one_workspace_cannot_do(
    cfw: Cfw, world: World, options: tuple[str, ...], status: int, what: str
) -> None:
    done = cfw("setup", "--token-stdin", *options, stdin=WORKSPACE_TOKEN)
    assert done.status == status
    assert what in done.err
    assert not config_path().exists()


@pytest.mark.parametrize("options", [(), ("--team", "3")], ids=["no-team", "team"])
def test_an_id_works_if_the_list_of_workspaces_is_refused(
    cfw: Cfw, world: World, options: tuple[str, ...]
) -> None:
    world.refuse("/workspaces", JSONResponse({"error": "no list"}, 403))
    done = cfw("setup", "--token-stdin", *options, "--workspace", "richstone", stdin=TEAM_TOKEN)
    assert done.status == 6
    assert "only an id finds one: give the workspace's id, not its name or subdomain." in done.err
    done = cfw("setup", "--token-stdin", *options, stdin=TEAM_TOKEN)
    assert done.status == 6
    assert "add --workspace and the workspace's id." in done.err


def test_the_teams_own_list_is_enough_if_the_list_of_teams_fails(cfw: Cfw, world: World) -> None:
    world.refuse("/teams", JSONResponse({"error": "no list"}, 403))
    world.refuse("/teams/3", JSONResponse({"error": "no team"}, 403))
    done = cfw("setup", "--token-stdin", "--team", "3", "--workspace", "richstone", stdin=TEAM_TOKEN)
    assert done.status == 0
    saved = read(config_path()).profiles["hammer-workspace"]
    assert (saved.team.name, saved.workspace.id) == ("Team 3", 42)


@pytest.mark.parametrize("failing", ["/teams", "/workspaces"], ids=["teams", "workspaces"])
@pytest.mark.parametrize("status", [403, 404])
def test_an_id_works_whatever_is_wrong_with_the_list(
    cfw: Cfw, world: World, failing: str, status: int
) -> None:
    world.refuse(failing, JSONResponse({"error": "no list"}, status))
    assert cfw("setup", "--token-stdin", "--workspace", "42", stdin=TEAM_TOKEN).status == 0
    assert read(config_path()).profiles["hammer-workspace"].team.name == "Northwind Coaching"


def test_a_damaged_file_is_reported_before_any_request(cfw: Cfw, world: World) -> None:
    config_path().parent.mkdir(parents=True)
    config_path().write_text("{torn", encoding="utf-8")
    done = cfw("setup", "--token-stdin", "--workspace", "42", stdin=DEMO_TOKEN)
    assert done.status == 1
    assert "cannot be used" in done.err
    assert world.asked == []
    assert config_path().read_text(encoding="utf-8") == "{torn"


def test_in_a_pinned_directory_only_the_token_is_missing(cfw: Cfw, world: World) -> None:
    Path(".clickfunnels.json").write_text(
        '{"version": 1, "team_id": 3, "workspace_id": 43}', encoding="utf-8"
    )
    assert cfw("setup", "--token-stdin", stdin=TEAM_TOKEN).status == 0
    assert list(profiles()) == ["nagel-sohne"]


def test_a_token_that_cannot_access_the_pinned_workspace_is_reported(cfw: Cfw, world: World) -> None:
    Path(".clickfunnels.json").write_text(
        '{"version": 1, "team_id": 11, "workspace_id": 101}', encoding="utf-8"
    )
    done = cfw("setup", "--token-stdin", stdin=TEAM_TOKEN)
    assert done.status == 3
    assert ".clickfunnels.json names workspace 101 of team 11" in done.err
    assert "There is no team “11”" in done.err
    assert not config_path().exists()
