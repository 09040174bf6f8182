"""Step 5 and the last screen: review, save, and what comes next."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from support import (
    CHANOYU,
    NAGEL,
    NOON,
    caption,
    field,
    go_to,
    press_to_leave,
    seen,
    shows,
    until,
    wizard_app,
)

from wizard.api.models import Team, Workspace
from wizard.config.profile import Profile
from wizard.config.reading import read
from wizard.config.saving import save
from wizard.onboarding.session import Presets
from wizard.sandbox import DEMO_TOKEN, TEAM_TOKEN, WORKSPACE_TOKEN
from wizard.support.secret import Token


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "clickfunnels" / "config.json"


def saved_profile(path: Path, name: str, workspace: Workspace) -> None:
    api_url = f"https://{workspace.subdomain}.myclickfunnels.com/api/v2"
    accounts_url = "https://accounts.myclickfunnels.com/api/v2"
    save(path, Profile(name, Token("earlier-token"), Team(9, "Team"), workspace, accounts_url, api_url, NOON))


async def test_the_preview_is_what_gets_written_except_for_the_token(path: Path) -> None:
    async with wizard_app(path).run_test(size=(120, 40)) as pilot:
        await go_to(pilot, "save")
        shown = json.loads(caption(pilot, "#preview-text"))
        assert DEMO_TOKEN not in seen(pilot)
        await pilot.press("enter")
        await shows(pilot, "Saved as “hammer-workspace”")
    written = json.loads(path.read_text())
    profile = written["profiles"]["hammer-workspace"]
    assert profile["token"] == DEMO_TOKEN
    profile["token"] = shown["profiles"]["hammer-workspace"]["token"]
    assert written == shown
    assert shown["current"] == "hammer-workspace"
    assert profile["api_url"] == "https://richstone.myclickfunnels.com/api/v2"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


async def test_a_typed_name_becomes_a_valid_one_which_is_shown_while_typing(path: Path) -> None:
    async with wizard_app(path).run_test(size=(100, 30)) as pilot:
        await go_to(pilot, "save")
        assert field(pilot).value == "hammer-workspace"
        assert "Will be saved as" not in seen(pilot)
        await pilot.press("ctrl+u", *"My Café & co")
        await shows(pilot, "Will be saved as my-cafe-co", '"current": "my-cafe-co"')
        assert field(pilot).value == "My Café & co"
        assert not path.exists()
        await pilot.press("enter")
        await shows(pilot, "Saved as “my-cafe-co”")
    assert read(path).current == "my-cafe-co"


async def test_a_valid_name_is_saved_as_it_was_typed(path: Path) -> None:
    async with wizard_app(path).run_test(size=(100, 30)) as pilot:
        await go_to(pilot, "save")
        await pilot.press("ctrl+u", *"My_Shop.2")
        await shows(pilot, '"current": "My_Shop.2"')
        assert "Will be saved as" not in seen(pilot)
        await pilot.press("enter")
        await shows(pilot, "Saved as “My_Shop.2”")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("a b/c?", "a-b-c"),
        ("", "hammer-workspace"),
        ("!?", "hammer-workspace"),
        ("茶の湯", "hammer-workspace"),
    ],
)
async def test_whatever_is_typed_has_a_preview_and_can_be_saved(path: Path, typed: str, name: str) -> None:
    async with wizard_app(path).run_test(size=(100, 30)) as pilot:
        await go_to(pilot, "save")
        await pilot.press("ctrl+u", *typed)
        await shows(pilot, f"Will be saved as {name}", f'"current": "{name}"')
        await pilot.press("enter")
        await shows(pilot, "Saved as", name)
    assert read(path).current == name


async def test_going_back_keeps_the_typed_name(path: Path) -> None:
    async with wizard_app(path).run_test(size=(100, 30)) as pilot:
        await go_to(pilot, "save")
        await pilot.press(*"-2", "escape")
        await shows(pilot, "Your contacts")
        await pilot.press("enter")
        await shows(pilot, "Review and save")
        assert field(pilot).value == "hammer-workspace-2"


async def test_it_warns_before_replacing_another_workspace_s_profile_and_keeps_the_others(path: Path) -> None:
    saved_profile(path, "shop", Workspace(77, "Other Shop", "other"))
    saved_profile(path, "third", Workspace(78, "Third", "third"))
    async with wizard_app(path).run_test(size=(100, 30)) as pilot:
        await go_to(pilot, "save")
        await shows(
            pilot, "A new profile; it becomes the current one. The other 2 profiles stay as they are."
        )
        await pilot.press("ctrl+u", *"shop")
        await shows(pilot, "! Replaces the profile of Other Shop. The other profile stays as it is.")
        await pilot.press("enter")
        await shows(pilot, "Saved as “shop”")
    document = read(path)
    assert document.profiles["shop"].workspace.id == 42
    assert document.profiles["third"].workspace.id == 78
    assert (document.current, document.previous) == ("shop", "third")


async def test_a_saved_workspace_keeps_the_name_of_its_profile(path: Path) -> None:
    saved_profile(path, "home", Workspace(42, "Hammer Workspace", "richstone"))
    async with wizard_app(path).run_test(size=(100, 30)) as pilot:
        await go_to(pilot, "save")
        assert field(pilot).value == "home"
        await shows(pilot, "Updates this workspace’s profile of 2026-11-23.")


async def test_a_folder_that_is_not_writable_is_reported_and_nothing_is_lost(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    async with wizard_app(path).run_test(size=(100, 30)) as pilot:
        await go_to(pilot, "save")
        with monkeypatch.context() as patch:
            patch.setattr("tempfile.mkstemp", refuse)
            await pilot.press("enter")
            await shows(pilot, "✗", str(path.parent)[:20])
        await pilot.press("enter")
        await shows(pilot, "Saved as")


async def test_the_last_screen_shows_and_copies_how_to_read_the_file(path: Path) -> None:
    app = wizard_app(path)
    async with app.run_test(size=(120, 40)) as pilot:
        await go_to(pilot, "save")
        await pilot.press("enter")
        await shows(pilot, "Saved as", "In a shell, with jq", "In Python")
        await pilot.press("p")
        assert app.clipboard == str(path)
        await pilot.press("e")
        assert f"config={path}" in app.clipboard
        await pilot.press("y")
        assert "wizard.load()" in app.clipboard
        await pilot.press("c")
        assert app.clipboard == (
            "cfw setup --token-stdin --team 3 --workspace 42 --profile hammer-workspace"
            f" --config-dir {path.parent}"
        )
        assert DEMO_TOKEN not in seen(pilot)
        await press_to_leave(pilot, "enter")
        await until(pilot, lambda: app.return_value is not None)
    assert app.return_value.line == f"Saved profile “hammer-workspace” in {path}"
    assert app.return_code == 0


async def test_the_last_screen_leads_with_what_to_do_next_which_is_printed_too(home: Path) -> None:
    app = wizard_app(home / ".config/clickfunnels/config.json")
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, "save")
        await pilot.press("enter")
        await shows(pilot, "✓ Saved as “hammer-workspace”, your current workspace")
        await shows(pilot, "Next cfw switch workspace cfw contacts browse its contacts")
        lines = seen(pilot).split("\n")
        assert [line.strip() for line in lines].index("Next") < lines.index(
            next(line for line in lines if "For scripts" in line)
        )
        await pilot.press("b")
        await shows(pilot, "Contacts of Hammer Workspace", "57 contacts")
        await pilot.press("escape")
        await shows(pilot, "✓ Saved as “hammer-workspace”")
        await press_to_leave(pilot, "enter")
        await until(pilot, lambda: app.return_value is not None)
    assert [step.command for step in app.return_value.next_steps] == [
        "cfw",
        "cfw contacts",
        'eval "$(cfw env)"',
    ]


async def test_another_folder_is_named_in_what_to_do_next(path: Path) -> None:
    async with wizard_app(path).run_test(size=(200, 40)) as pilot:
        await go_to(pilot, "save")
        await pilot.press("enter")
        await shows(pilot, f"cfw contacts --config-dir {path.parent}")


async def test_the_demo_suggests_nothing_that_would_not_know_of_it(path: Path) -> None:
    app = wizard_app(path, is_demo=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, "save")
        await shows(pilot, "In the demo it's only kept until you leave.")
        await pilot.press("enter")
        await shows(pilot, "Saved as “hammer-workspace”", "cfw contacts --demo", "cfw setup set up")
        assert "cfw env" not in seen(pilot)
        assert "For scripts" not in seen(pilot)
        await pilot.press("c")
        await shows(pilot, "This was the demo")
        assert app.clipboard == ""
        await press_to_leave(pilot, "enter")
        await until(pilot, lambda: app.return_value is not None)
    assert app.return_value.line == "That was the demo. Nothing was kept."
    assert app.return_value.next_steps[1].command == "cfw contacts --demo"


async def test_on_a_narrow_screen_what_a_command_is_for_is_below_it(path: Path) -> None:
    async with wizard_app(path, is_demo=True).run_test(size=(40, 15)) as pilot:
        await go_to(pilot, "save")
        await pilot.press("enter")
        await shows(pilot, "Saved as “hammer-workspace”")
        lines = [line.strip() for line in seen(pilot).split("\n")]
        start = lines.index("Next")
        assert lines[start + 1 : start + 5] == [
            "cfw setup",
            "set up a workspace of your own",
            "cfw contacts --demo",
            "browse the demo's contacts",
        ]


async def test_the_last_screen_and_its_help_scroll_with_the_keys_of_the_tables(path: Path) -> None:
    async with wizard_app(path).run_test(size=(80, 24)) as pilot:
        await go_to(pilot, "save")
        await pilot.press("enter")
        await shows(pilot, "Next")
        await pilot.press("G")
        await shows(pilot, "headers={")
        await pilot.press("g")
        await shows(pilot, "Next")
        await pilot.press("j")
        await until(pilot, lambda: "Next" not in seen(pilot))
        await pilot.press("k")
        await shows(pilot, "Next")
        await pilot.press("question_mark")
        await shows(pilot, "On this screen")
        await pilot.press("end")
        await shows(pilot, "Show all keys")


KEYRING = "Test Keyring"


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """A keyring in memory. Returns its entries."""
    held: dict[str, str] = {}
    monkeypatch.setattr("wizard.config.keyring_store.available", lambda: KEYRING)
    monkeypatch.setattr(
        "wizard.config.keyring_store.keep",
        lambda path, name, token: held.update({f"{name} in {path}": token.reveal()}),
    )
    return held


async def test_the_keyring_is_offered_but_only_used_on_request(path: Path, keyring: dict[str, str]) -> None:
    async with wizard_app(path).run_test(size=(120, 40)) as pilot:
        await go_to(pilot, "save")
        await shows(pilot, "○ Test Keyring could keep the token. F12")
        await pilot.press("f12")
        await shows(pilot, "✓ The token goes into Test Keyring.", '"token": null', '"token_store": "keyring"')
        await pilot.press("f12")
        await shows(pilot, "○ Test Keyring could keep the token.")
        await pilot.press("f12", "enter")
        await shows(pilot, "Saved as", "--token-store keyring")
        await shows(pilot, 'echo "Authorization: Bearer $(cfw token)"')
    assert keyring == {f"hammer-workspace in {path}": DEMO_TOKEN}
    entry = json.loads(path.read_text())["profiles"]["hammer-workspace"]
    assert (entry["token"], entry["token_store"]) == (None, "keyring")


async def test_without_a_keyring_none_is_offered(path: Path) -> None:
    async with wizard_app(path).run_test(size=(120, 40)) as pilot:
        await go_to(pilot, "save")
        await pilot.press("f12")
        assert "Keyring" not in seen(pilot)
        await pilot.press("enter")
        await shows(pilot, "Saved as")
    assert json.loads(path.read_text())["profiles"]["hammer-workspace"]["token"] == DEMO_TOKEN


async def test_the_team_s_other_profiles_can_get_the_new_token(path: Path) -> None:
    save(path, NAGEL._replace(token=Token(TEAM_TOKEN)))
    save(path, CHANOYU._replace(token=Token(TEAM_TOKEN)))
    async with wizard_app(path).run_test(size=(120, 40)) as pilot:
        await go_to(pilot, "save")
        await shows(pilot, "○ Also for this team’s other profiles:", "nagel. Ctrl+T")
        await pilot.press("ctrl+t")
        await shows(pilot, "✓ Also for this team’s other profiles:", "The other profile stays as it is.")
        await pilot.press("enter")
        await shows(pilot, "Saved as", "--replace-token")
    tokens = {name: one["token"] for name, one in json.loads(path.read_text())["profiles"].items()}
    assert tokens == {"nagel": DEMO_TOKEN, "chanoyu": TEAM_TOKEN, "hammer-workspace": DEMO_TOKEN}


@pytest.mark.parametrize("text", ['{"version": 1, "profi', '{"version": 99}'])
async def test_a_damaged_file_is_set_aside_if_the_person_agrees(path: Path, text: str) -> None:
    path.parent.mkdir()
    path.write_text(text)
    async with wizard_app(path).run_test(size=(100, 30), notifications=True) as pilot:
        await shows(pilot, "The configuration file can't be used", "Set it aside and go on")
        await pilot.press("y")
        await shows(pilot, "Paste your API token", "Kept as config.damaged-")
    (aside,) = path.parent.glob("config.damaged-*.json")
    assert aside.read_text() == text
    assert not path.exists()


async def test_a_token_for_one_workspace_is_not_offered_to_other_profiles(path: Path) -> None:
    save(path, NAGEL._replace(token=Token(TEAM_TOKEN)))
    presets = Presets(token=Token(WORKSPACE_TOKEN), workspace="42")
    async with wizard_app(path, offered=None, presets=presets).run_test(
        size=(120, 40), notifications=True
    ) as pilot:
        await shows(pilot, "57 contacts, newest first")
        await pilot.press("enter")
        await shows(pilot, "Review and save", "can't read teams")
        assert "Also for" not in seen(pilot)
        await pilot.press("ctrl+t")
        await shows(pilot, "can't list teams, so it may be", "given to other profiles.")
        await pilot.press("enter")
        await shows(pilot, "Saved as")
    saved = read(path).profiles["nagel"].token
    assert saved
    assert saved.reveal() == TEAM_TOKEN


async def test_a_damaged_file_is_left_alone_if_the_person_declines(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("{torn")
    app = wizard_app(path)
    async with app.run_test(size=(100, 30)) as pilot:
        await shows(pilot, "The configuration file can't be used")
        await press_to_leave(pilot, "escape")
        await until(pilot, lambda: not app.is_running or app._exit)
    assert path.read_text() == "{torn"
    assert app.return_value is None


async def test_a_file_damaged_in_the_meantime_is_noticed_when_saving(path: Path) -> None:
    async with wizard_app(path).run_test(size=(100, 30), notifications=True) as pilot:
        await go_to(pilot, "save")
        path.parent.mkdir()
        path.write_text("{torn")
        await pilot.press("enter")
        await shows(pilot, "The configuration file can't be used")
        await pilot.press("escape")
        await shows(pilot, "Review and save")
        assert path.read_text() == "{torn"
        await pilot.press("enter")
        await shows(pilot, "The configuration file can't be used")
        await pilot.press("y")
        await shows(pilot, "Kept as config.damaged-")
        await pilot.press("enter")
        await shows(pilot, "Saved as")


async def test_permissions_that_are_too_wide_are_repaired_and_reported(path: Path) -> None:
    saved_profile(path, "old", Workspace(1, "Old", "old"))
    path.chmod(0o644)
    async with wizard_app(path).run_test(size=(100, 30), notifications=True) as pilot:
        await until(pilot, lambda: stat.S_IMODE(path.stat().st_mode) == 0o600)
        await shows(pilot, "Paste your API token", "Other users of this computer could open")
