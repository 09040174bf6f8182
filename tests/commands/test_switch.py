"""`cfw switch`: by anything the list shows, never by guessing, and never to a deleted workspace."""

from __future__ import annotations

import json

import pytest
from command_support import Cfw, World

from wizard.config.paths import config_path
from wizard.config.reading import read
from wizard.sandbox import DEMO_TOKEN, Access, InventedContacts, Platform, SandboxTeam, SandboxWorkspace


def current() -> str | None:
    return read(config_path()).current


def platform(*workspaces: SandboxWorkspace, team_id: int = 3, name: str = "Northwind Coaching") -> Platform:
    return Platform((SandboxTeam(team_id, name, None, workspaces),), {DEMO_TOKEN: Access()})


@pytest.mark.parametrize(
    "name", ["nagel-sohne", "nagel & söhne 🔨", "NAGEL & SOHNE 🔨", "nagel-soehne", "43", "its public id"]
)
def test_switching_by_anything_the_list_shows(saved: Cfw, name: str) -> None:
    public_id = read(config_path()).profiles["nagel-sohne"].workspace.public_id
    done = saved("switch", public_id if name == "its public id" else name)
    assert done.out == (
        "Switched to “nagel-sohne”: Nagel & Söhne 🔨 (nagel-soehne), team Northwind Coaching\n"
    )
    assert (done.status, current()) == (0, "nagel-sohne")


def test_switching_to_the_previous_one_and_back(saved: Cfw) -> None:
    assert saved("switch", "-").status == 0
    assert current() == "chanoyu"
    assert saved("switch", "-").status == 0
    assert current() == "hammer-workspace"


def test_without_a_previous_profile_it_says_so(cfw: Cfw, world: World) -> None:
    cfw("setup", "--token-stdin", "--workspace", "42", stdin=DEMO_TOKEN)
    done = cfw("switch", "-")
    assert (done.status, done.out) == (3, "")
    assert done.err == (
        "There is no previous profile to switch back to.\n`cfw list` shows the saved profiles.\n"
    )


def test_switching_to_an_unused_workspace_creates_a_profile(saved: Cfw) -> None:
    done = saved("switch", "eclair-studio")
    assert done.status == 0
    profile = read(config_path()).profiles["eclair-studio"]
    assert (profile.team.id, profile.workspace.id, current()) == (11, 105, "eclair-studio")
    assert profile.token
    assert profile.token.reveal() == DEMO_TOKEN


def test_an_unknown_name_changes_nothing_and_lists_similar_ones(saved: Cfw) -> None:
    before = config_path().read_bytes()
    done = saved("switch", "hammer")
    assert (done.status, done.out) == (3, "")
    assert "hammer-workspace: Hammer Workspace (richstone, 42)" in done.err
    assert config_path().read_bytes() == before


def test_an_ambiguous_name_lists_all_matches(saved: Cfw, world: World) -> None:
    twins = [SandboxWorkspace(number, "Twin", f"twin-{number}") for number in (50, 51, 52)]
    world.becomes(platform(*twins))
    done = saved("switch", "Twin")
    assert (done.status, done.out) == (2, "")
    assert "twin-52, 52" in done.err
    assert current() == "hammer-workspace"


def test_a_profiles_own_name_always_wins(saved: Cfw) -> None:
    saved("setup", "--token-stdin", "--workspace", "101", "--profile", "richstone", stdin=DEMO_TOKEN)
    assert saved("switch", "richstone").status == 0
    assert current() == "richstone"


def test_nothing_saved_is_status_3(cfw: Cfw, world: World) -> None:
    done = cfw("switch", "x")
    assert done.status == 3
    assert "Nothing is saved" in done.err


def test_without_a_name_and_a_terminal_it_says_what_to_do(saved: Cfw) -> None:
    done = saved("switch")
    assert done.status == 2
    assert "cfw switch NAME" in done.err


def test_a_switch_requests_the_workspace_and_its_team_once(saved: Cfw, world: World) -> None:
    saved("switch", "chanoyu")
    assert [path.split("/")[1] for path in world.asked] == ["workspaces", "teams"]


def test_a_renamed_team_is_noticed_and_saved(saved: Cfw, world: World) -> None:
    world.becomes(platform(SandboxWorkspace(42, "Hammer Workspace", "richstone"), name="Richer Team"))
    sentence = "The team “Northwind Coaching” is now called “Richer Team”."
    assert json.loads(saved("status", "--json").out)["changes"] == [sentence]
    assert sentence in saved("doctor").out
    done = saved("switch", "hammer-workspace")
    assert done.status == 0
    assert sentence in done.err + done.out
    assert read(config_path()).profiles["hammer-workspace"].team.name == "Richer Team"


def test_offline_sends_no_request_and_says_so(saved: Cfw, world: World) -> None:
    done = saved("switch", "chanoyu", "--offline")
    assert (done.status, current()) == (0, "chanoyu")
    assert "Not checked with ClickFunnels" in done.err
    assert world.asked == []


def test_a_deleted_workspace_is_not_switched_to(saved: Cfw, world: World) -> None:
    world.becomes(platform(SandboxWorkspace(42, "Hammer Workspace", "richstone")))
    done = saved("switch", "chanoyu")
    assert done.status == 6
    assert "was deleted, or this token can no longer access it" in done.err
    assert current() == "hammer-workspace"


def test_a_dead_network_is_status_5_and_nothing_changes(cfw: Cfw, world: World) -> None:
    for workspace in ("43", "42"):
        cfw("setup", "--token-stdin", "--workspace", workspace, stdin=DEMO_TOKEN)
    text = config_path().read_text(encoding="utf-8").replace(world.url, "http://127.0.0.1:9")
    config_path().write_text(text, encoding="utf-8")
    done = cfw("switch", "43")
    assert (done.status, current()) == (5, "hammer-workspace")
    assert "--offline switches without asking ClickFunnels" in done.err


@pytest.mark.parametrize("agreed", [True, False])
def test_changes_are_reported_and_saved_after_a_yes(saved: Cfw, world: World, agreed: bool) -> None:
    world.becomes(platform(SandboxWorkspace(43, "Nagel AG", "nagel-ag"), team_id=8, name="New Owner"))
    done = saved("switch", "nagel-sohne", *(["--yes"] if agreed else []))
    for sentence in (
        "The workspace “Nagel & Söhne 🔨” is now called “Nagel AG”.",
        "Its subdomain is now nagel-ag; it was nagel-soehne.",
        "It now belongs to the team New Owner; it was Northwind Coaching.",
    ):
        assert sentence in done.err
    profile = read(config_path()).profiles["nagel-sohne"]
    if agreed:
        assert (done.status, current()) == (0, "nagel-sohne")
        assert (profile.workspace.name, profile.workspace.subdomain) == ("Nagel AG", "nagel-ag")
        assert (profile.team.id, profile.team.name) == (8, "New Owner")
    else:
        assert (done.status, current()) == (1, "hammer-workspace")
        assert "--yes" in done.err
        assert profile.workspace.name == "Nagel & Söhne 🔨"


@pytest.mark.parametrize("lists_first", [True, False])
@pytest.mark.parametrize("name", ["Nagel AG", "nagel-ag", "Nagel & Söhne 🔨", "nagel-soehne"])
def test_a_renamed_workspace_is_found_by_its_new_and_its_saved_names(
    saved: Cfw, world: World, name: str, lists_first: bool
) -> None:
    world.becomes(platform(SandboxWorkspace(43, "Nagel AG", "nagel-ag")))
    if lists_first:
        assert "Nagel AG" in saved("list", "--live").out
    done = saved("switch", name, "--yes")
    assert (done.status, current()) == (0, "nagel-sohne")
    assert read(config_path()).profiles["nagel-sohne"].workspace.subdomain == "nagel-ag"


def test_contacts_come_from_a_moved_workspaces_new_address(saved: Cfw, world: World) -> None:
    people = InventedContacts(43, 3)
    world.becomes(platform(SandboxWorkspace(43, "Nagel AG", "nagel-ag", contacts=people)))
    for name in ("nagel-ag", "nagel-sohne"):
        assert len(saved("contacts", name, "--format", "jsonl").out.splitlines()) == 3


def test_the_saved_token_only_goes_to_its_saved_addresses(
    saved: Cfw, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLICKFUNNELS_URL", "http://127.0.0.1:9")
    assert saved("switch", "chanoyu").status == 0
    assert world.asked == ["/workspaces/200", "/teams/12"]


def test_settings_that_override_the_switch_are_reported(saved: Cfw, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLICKFUNNELS_PROFILE", "hammer-workspace")
    monkeypatch.setenv("CLICKFUNNELS_API_TOKEN", DEMO_TOKEN)
    done = saved("switch", "chanoyu")
    assert "Here “hammer-workspace” is still used, because CLICKFUNNELS_PROFILE names it." in done.err
    assert "CLICKFUNNELS_API_TOKEN is set and overrides the saved token." in done.err


def test_offline_uses_the_cached_list(saved: Cfw, world: World) -> None:
    saved("list", "--live")
    kept = config_path().with_name("last-known.json")
    assert DEMO_TOKEN not in kept.read_text(encoding="utf-8")
    world.asked.clear()
    assert saved("switch", "galaxia-travel", "--offline").status == 0
    assert read(config_path()).profiles[current() or ""].workspace.id == 107
    assert world.asked == []


def test_unknown_keys_are_kept(saved: Cfw) -> None:
    content = json.loads(config_path().read_text(encoding="utf-8"))
    content["profiles"]["chanoyu"]["note"] = {"kept": True}
    config_path().write_text(json.dumps(content), encoding="utf-8")
    saved("switch", "chanoyu")
    after = json.loads(config_path().read_text(encoding="utf-8"))
    assert after["profiles"]["chanoyu"]["note"] == {"kept": True}
    assert after["previous"] == "hammer-workspace"
