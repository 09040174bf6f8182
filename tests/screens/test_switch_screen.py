"""The workspace switcher: search everything you can switch to, and manage its profiles."""

from __future__ import annotations

import gc
import json
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from filelock import FileLock
from servers import Switched
from spoilt import Spoilt, some
from support import (
    CHANOYU,
    HAMMER,
    NOON,
    Screens,
    field,
    paste,
    press_to_leave,
    profile,
    save_three,
    seen,
    shows,
    table,
    until,
    wizard_app,
)

from wizard.account.switch_list import Entry
from wizard.account.switching import switch
from wizard.api.models import Team, Workspace
from wizard.config.errors import Locked
from wizard.config.paths import lock_file
from wizard.config.profile import Profile
from wizard.config.reading import read
from wizard.config.saving import save
from wizard.config.workspace_cache import (
    AccessibleWorkspace,
    CachedWorkspaces,
    read_workspace_cache,
    write_workspace_cache,
)
from wizard.sandbox import (
    DEMO_TOKEN,
    REVOKED_TOKEN,
    TEAM_TOKEN,
    WORKSPACE_TOKEN,
    Access,
    Platform,
    SandboxTeam,
    SandboxWorkspace,
    create_app,
    demo_platform,
)
from wizard.support.secret import Token
from wizard.tui.widgets.answer_input import AnswerInput
from wizard.tui.widgets.record_table import RecordTable


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "clickfunnels" / "config.json"
    save_three(path)
    return path


def rows(pilot: Screens) -> list[str]:
    entries = [entry for entry in table(pilot).rows if isinstance(entry, Entry)]
    return [entry.profile.name if entry.profile else entry.workspace.subdomain for entry in entries]


def under_cursor(pilot: Screens) -> str:
    entry = table(pilot).current
    assert isinstance(entry, Entry)
    return entry.profile.name if entry.profile else entry.workspace.subdomain


async def complete(pilot: Screens) -> None:
    await until(pilot, lambda: len(rows(pilot)) == 34, "all 34 workspaces")


async def test_profiles_come_first_and_other_workspaces_are_fetched(path: Path) -> None:
    async with wizard_app(path, opens_home=True).run_test(size=(120, 40)) as pilot:
        await shows(pilot, "Switch workspace", "Now: Hammer Workspace")
        await complete(pilot)
        assert rows(pilot)[:3] == ["hammer-workspace", "chanoyu", "nagel"]
        assert under_cursor(pilot) == "hammer-workspace"
        await shows(pilot, "● Hammer Workspace", "- 茶の湯オンライン", "not used yet")


async def test_workspaces_that_arrive_together_are_drawn_together(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[int] = []

    def show(self: RecordTable[Entry], rows: Sequence[Entry], cursor: int | None = None) -> None:
        drawn.append(len(rows))
        usual(self, rows, cursor)

    usual = RecordTable.show
    monkeypatch.setattr(RecordTable, "show", show)
    async with wizard_app(path, opens_home=True).run_test(size=(120, 40)) as pilot:
        await pilot.press("down")
        await shows(pilot, "34 entries")
        assert under_cursor(pilot) == "chanoyu"
    assert drawn[-1] == 34 + 1
    assert len(drawn) < 20


async def test_two_keys_switch_to_the_previous_profile(path: Path) -> None:
    app = wizard_app(path, opens_home=True)
    async with app.run_test() as pilot:
        await shows(pilot, "Switch workspace")
        await press_to_leave(pilot, "-", "enter")
        await until(pilot, lambda: app.return_value)
    assert app.return_value
    assert app.return_value.line == "Switched to “chanoyu”: 茶の湯オンライン (chanoyu), team ひとつ工房"
    document = read(path)
    assert (document.current, document.previous) == ("chanoyu", "hammer-workspace")
    assert document.profiles["chanoyu"].used_at == NOON


async def test_without_a_previous_profile_it_says_so(path: Path) -> None:
    path.unlink()
    save(path, HAMMER)
    async with wizard_app(path, opens_home=True).run_test() as pilot:
        await shows(pilot, "Switch workspace")
        await pilot.press("-")
        await shows(pilot, "There is no previous profile yet. Esc clears the search.")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("nagel", "nagel"),
        ("Sohne", "nagel"),
        ("chanoyu", "chanoyu"),
        ("42", "hammer-workspace"),
        ("jWMWXZ", "hammer-workspace"),
        ("eclair-studio", "eclair-studio"),
        ("sao joao eclair", "eclair-studio"),
        ("128", "yoga-para-todos"),
    ],
)
async def test_search_matches_every_column(path: Path, typed: str, found: str) -> None:
    async with wizard_app(path, opens_home=True).run_test() as pilot:
        await complete(pilot)
        await paste(pilot, typed)
        await shows(pilot, "of 34")
        assert under_cursor(pilot) == found


async def test_switching_to_a_new_workspace_creates_a_profile(path: Path) -> None:
    app = wizard_app(path, opens_home=True)
    async with app.run_test() as pilot:
        await complete(pilot)
        await paste(pilot, "eclair-studio")
        await press_to_leave(pilot, "enter")
        await until(pilot, lambda: app.return_value)
    document = read(path)
    assert document.current == "eclair-studio"
    saved = document.profiles["eclair-studio"]
    assert (saved.team.name, saved.workspace.id) == ("Agência São João", 105)
    assert saved.token == HAMMER.token


async def test_twenty_six_teams_and_sixty_workspaces(tmp_path: Path) -> None:
    teams = [
        SandboxTeam(
            number,
            f"Team {number}",
            None,
            [SandboxWorkspace(number * 100 + n, f"W {number}.{n}", f"w-{number}-{n}") for n in range(count)],
        )
        for number, count in ((one, 35 if one == 1 else 1) for one in range(1, 27))
    ]
    path = tmp_path / "config.json"
    save(path, profile("first", Team(26, "Team 26"), Workspace(2600, "W 26.0", "w-26-0")))
    platform = Platform(teams, {DEMO_TOKEN: Access()})
    async with wizard_app(path, opens_home=True, platform=platform).run_test() as pilot:
        await until(pilot, lambda: len(rows(pilot)) == 60, "60 workspaces")
        assert len(set(rows(pilot))) == 60
        await paste(pilot, "w-1-34")
        await shows(pilot, "1 of 60")


async def test_the_cursor_stays_on_its_entry_while_more_arrive(path: Path) -> None:
    server = Switched()
    server.held = lambda address: "/teams/" in address
    async with wizard_app(path, opens_home=True, server=server).run_test() as pilot:
        await shows(pilot, "Asking ClickFunnels which workspaces your tokens can access.")
        await pilot.press("down", "down")
        assert under_cursor(pilot) == "nagel"
        server.released.set()
        await complete(pilot)
        assert under_cursor(pilot) == "nagel"


async def test_the_cached_list_is_shown_at_once_with_its_age(path: Path) -> None:
    async with wizard_app(path, opens_home=True).run_test() as pilot:
        await complete(pilot)
        await until(pilot, lambda: read_workspace_cache(path))
    known = read_workspace_cache(path)
    assert known
    write_workspace_cache(path, known.workspaces, NOON - timedelta(hours=3))
    server = Switched()
    server.failing = lambda address: True
    async with wizard_app(path, opens_home=True, server=server).run_test() as pilot:
        assert len(rows(pilot)) == 34
        await shows(pilot, "last fetched 3 hours ago", "ClickFunnels is having trouble", "Ctrl+R tries again")
        server.failing = lambda address: False
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "hours ago" not in seen(pilot), "a fresh list")


async def test_no_match_in_an_incomplete_list_says_that_it_is_incomplete(path: Path) -> None:
    server = Switched()
    server.failing = lambda address: True
    async with wizard_app(path, opens_home=True, server=server).run_test(size=(100, 30)) as pilot:
        await shows(pilot, "ClickFunnels is having trouble")
        await pilot.press(*"qqq")
        await shows(
            pilot, "Nothing matches “qqq”.", "not all workspaces could be loaded. Ctrl+R tries again."
        )
        server.failing = lambda address: False
        await pilot.press("ctrl+r")
        await shows(pilot, "Nothing matches “qqq”.", "Esc clears the search. Ctrl+S adds another token")


async def test_offline_sends_no_request_and_says_so(path: Path) -> None:
    server = Switched()
    write_workspace_cache(
        path,
        [AccessibleWorkspace(Team(11, "São João"), Workspace(105, "Éclair", "eclair-studio"), "nagel")],
        NOON,
    )
    app = wizard_app(path, opens_home=True, is_offline=True, server=server)
    async with app.run_test() as pilot:
        await shows(pilot, "Éclair", "last fetched just now")
        await press_to_leave(pilot, "-", "enter")
        await until(pilot, lambda: app.return_value)
    assert server.asked == []
    assert app.return_value
    assert app.return_value.notes[0] == "Not checked with ClickFunnels (--offline)."


async def test_a_deleted_workspace_is_refused_and_can_be_forgotten(path: Path) -> None:
    platform = Platform(
        (SandboxTeam(3, "T", None, (SandboxWorkspace(42, "H", "richstone"),)),), {DEMO_TOKEN: Access()}
    )
    async with wizard_app(path, opens_home=True, platform=platform).run_test() as pilot:
        await shows(pilot, "Switch workspace")
        await pilot.press("-", "enter")
        await shows(pilot, "was deleted, or this token can no longer access it", "F8 forgets it.")
        assert read(path).current == "hammer-workspace"
        await pilot.press("ctrl+g")
        await shows(pilot, "Forget chanoyu?", "This removes the profile from this computer.")
        await pilot.press("y")
        await until(pilot, lambda: "chanoyu" not in read(path).profiles)
        await until(pilot, lambda: rows(pilot) == [])
        await pilot.press("escape")
        await until(pilot, lambda: rows(pilot) == ["hammer-workspace", "nagel"])


def moved() -> Platform:
    team = SandboxTeam(8, "New Owner", None, (SandboxWorkspace(200, "Tea Online", "tea"),))
    return Platform((team,), {DEMO_TOKEN: Access()})


@pytest.mark.parametrize("agreed", [True, False])
async def test_a_changed_workspace_is_reported_and_updated_after_a_yes(path: Path, agreed: bool) -> None:
    app = wizard_app(path, opens_home=True, platform=moved())
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "Switch workspace")
        await pilot.press("-", "enter")
        await shows(pilot, "is now called “Tea Online”", "Its subdomain is now tea", "the team New Owner")
        await pilot.press("y" if agreed else "n")
        if agreed:
            await until(pilot, lambda: app.return_value)
        else:
            await shows(pilot, "Switch workspace")
    saved = read(path).profiles["chanoyu"]
    assert saved.workspace.subdomain == ("tea" if agreed else "chanoyu")
    assert saved.api_url == f"https://{saved.workspace.subdomain}.myclickfunnels.com/api/v2"
    assert read(path).current == ("chanoyu" if agreed else "hammer-workspace")


async def test_without_an_answer_it_asks_whether_to_switch_unchecked(path: Path) -> None:
    server = Switched()
    server.failing = lambda address: True
    app = wizard_app(path, opens_home=True, server=server)
    async with app.run_test() as pilot:
        await shows(pilot, "Switch workspace")
        await pilot.press("-", "enter")
        await shows(pilot, "Switch without checking?")
        await pilot.press("n")
        await shows(pilot, "Switch workspace", "ClickFunnels is having trouble")
        await pilot.press("enter")
        await shows(pilot, "Switch without checking?")
        await press_to_leave(pilot, "y")
        await until(pilot, lambda: app.return_value)
    assert read(path).current == "chanoyu"


async def test_a_running_check_can_be_cancelled(path: Path) -> None:
    server = Switched()
    server.held = lambda address: "/workspaces/200" in address
    async with wizard_app(path, opens_home=True, server=server).run_test() as pilot:
        await shows(pilot, "Switch workspace")
        await pilot.press("-", "enter")
        await shows(pilot, "Asking ClickFunnels about 茶の湯オンライン.", "Esc cancels.")
        await pilot.press("escape")
        await until(pilot, lambda: "Asking ClickFunnels about" not in seen(pilot))
        server.released.set()
    assert read(path).current == "hammer-workspace"


async def test_browse_contacts_and_switch_from_there(path: Path) -> None:
    app = wizard_app(path, opens_home=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await complete(pilot)
        await pilot.press("-", "f3")
        await shows(pilot, "Contacts of 茶の湯オンライン", "21 contacts")
        await pilot.press("escape")
        await shows(pilot, "Switch workspace")
        assert field(pilot).value == "-"
        await pilot.press("f3")
        await shows(pilot, "21 contacts")
        await press_to_leave(pilot, "enter")
        await until(pilot, lambda: app.return_value)
    assert read(path).current == "chanoyu"


async def test_forgetting_keeps_workspaces_another_profile_can_access(path: Path) -> None:
    async with wizard_app(path, opens_home=True).run_test(size=(80, 24)) as pilot:
        await shows(pilot, "Switch workspace")
        await complete(pilot)
        await pilot.press("ctrl+g")
        await shows(pilot, "Forget hammer-workspace?")
        await pilot.press("y")
        await shows(pilot, "No profile is chosen.")
        await until(pilot, lambda: len(rows(pilot)) == 34 and rows(pilot)[:2] == ["chanoyu", "nagel"])
        assert "richstone" in rows(pilot)


async def test_a_forgotten_token_leaves_memory(tmp_path: Path) -> None:
    value = "a-token-that-is-about-to-be-forgotten-01234"
    path = tmp_path / "alone" / "config.json"
    save(path, HAMMER._replace(token=Token(value)))

    def held() -> list[object]:
        gc.collect()
        return [one for one in gc.get_objects() if isinstance(one, Token) and one.reveal() == value]

    app = wizard_app(path, opens_home=True, offered=None)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "does not accept this token")
        await pilot.press("enter")
        await shows(pilot, "Ctrl+T gives this profile another token.")
        assert held()
        await pilot.press("ctrl+g")
        await shows(pilot, "Forget hammer-workspace?")
        await pilot.press("y")
        await shows(pilot, "No profile is chosen.")
        await until(pilot, lambda: not held(), "the token to leave memory")


async def test_renaming_a_profile(path: Path) -> None:
    async with wizard_app(path, opens_home=True).run_test(size=(80, 24)) as pilot:
        await shows(pilot, "Switch workspace")
        await complete(pilot)
        await pilot.press("f2")
        await shows(pilot, "Rename hammer-workspace")
        name = pilot.app.screen.query_one(AnswerInput)
        name.value = "nagel"
        await shows(pilot, "Another profile has this name.")
        await pilot.press("enter")
        name.value = "Nagel "
        await shows(pilot, "Another profile has this name.")
        await pilot.press("enter")
        name.value = "!"
        await shows(pilot, "Will be saved as hammer-workspace")
        assert read(path).names == ("nagel", "chanoyu", "hammer-workspace")
        name.value = "hammer"
        await pilot.press("enter")
        await until(pilot, lambda: "hammer" in read(path).profiles)
        await shows(pilot, "Switch workspace", "Renamed hammer-workspace to hammer.")
        assert rows(pilot)[0] == "hammer"
        assert len(rows(pilot)) == 34
    assert (read(path).current, read(path).previous) == ("hammer", "chanoyu")


async def test_a_new_name_that_is_not_valid_becomes_one(path: Path) -> None:
    async with wizard_app(path, opens_home=True).run_test(size=(80, 24)) as pilot:
        await shows(pilot, "Switch workspace")
        await pilot.press("f2")
        await shows(pilot, "Rename hammer-workspace")
        assert "Will be saved as" not in seen(pilot)
        await pilot.press("ctrl+u", *"Café & Co")
        await shows(pilot, "Will be saved as cafe-co")
        await pilot.press("enter")
        await shows(pilot, "Switch workspace", "Renamed hammer-workspace to cafe-co.")
    assert read(path).current == "cafe-co"


@pytest.mark.parametrize("all_of_them", [True, False])
async def test_replace_the_token_of_one_profile_or_the_whole_team(path: Path, all_of_them: bool) -> None:
    async with wizard_app(path, opens_home=True).run_test(size=(80, 24)) as pilot:
        await shows(pilot, "Switch workspace")
        await pilot.press("ctrl+t")
        await shows(pilot, "Paste another token for hammer-workspace")
        await paste(pilot, TEAM_TOKEN)
        await pilot.press("enter")
        await shows(pilot, "Use it for the team’s other profiles, too?", "nagel")
        await pilot.press("y" if all_of_them else "n")
        names = "hammer-workspace, nagel" if all_of_them else "hammer-workspace"
        await shows(pilot, f"Saved the new token for {names}.")
    assert tokens(path)["hammer-workspace"] == TEAM_TOKEN
    assert tokens(path)["nagel"] == (TEAM_TOKEN if all_of_them else DEMO_TOKEN)
    assert tokens(path)["chanoyu"] == DEMO_TOKEN


async def test_a_token_for_one_workspace_replaces_only_its_own_profiles_token(path: Path) -> None:
    async with wizard_app(path, opens_home=True).run_test(size=(80, 24)) as pilot:
        await shows(pilot, "Switch workspace")
        await pilot.press("ctrl+t")
        await shows(pilot, "Paste another token for hammer-workspace")
        await paste(pilot, WORKSPACE_TOKEN)
        await pilot.press("enter")
        await shows(pilot, "Saved the new token for hammer-workspace.")
    assert tokens(path)["hammer-workspace"] == WORKSPACE_TOKEN
    assert tokens(path)["nagel"] == DEMO_TOKEN


async def test_a_token_for_another_workspace_is_refused_next_to_the_expected_id(path: Path) -> None:
    async with wizard_app(path, opens_home=True).run_test(size=(80, 24)) as pilot:
        await shows(pilot, "Switch workspace")
        await pilot.press("-", "ctrl+t")
        await shows(pilot, "Paste another token for chanoyu")
        await paste(pilot, WORKSPACE_TOKEN)
        await pilot.press("enter")
        await shows(pilot, "Workspace id", "ClickFunnels has no workspace with the id “200”")
        await pilot.press("backspace")
        await until(pilot, lambda: "ClickFunnels has no workspace" not in seen(pilot))


def tokens(path: Path) -> dict[str, str]:
    return {name: one.token.reveal() for name, one in read(path).profiles.items() if one.token}


async def test_a_token_without_access_to_the_workspace_is_refused(path: Path) -> None:
    async with wizard_app(path, opens_home=True).run_test(size=(80, 24)) as pilot:
        await shows(pilot, "Switch workspace")
        await pilot.press("-", "ctrl+t")
        await shows(pilot, "Paste another token for chanoyu")
        await paste(pilot, TEAM_TOKEN)
        await pilot.press("enter")
        await shows(pilot, "was deleted, or this token can no longer access it", "keeps its current token")
    assert tokens(path)["chanoyu"] == DEMO_TOKEN


async def test_a_rejected_token_names_the_key_that_helps(path: Path) -> None:
    save(path, HAMMER._replace(token=type(HAMMER.token)(REVOKED_TOKEN)) if HAMMER.token else HAMMER)
    async with wizard_app(path, opens_home=True).run_test(size=(80, 24)) as pilot:
        await shows(pilot, "With the token of “hammer-workspace”: ClickFunnels does not accept this token.")
        await pilot.press("enter")
        await shows(pilot, "Ctrl+T gives this profile another token.")


async def test_set_up_another_and_come_back(path: Path) -> None:
    async with wizard_app(path, opens_home=True).run_test(size=(80, 24)) as pilot:
        await shows(pilot, "Switch workspace")
        await pilot.press("ctrl+s")
        await shows(pilot, "Paste your API token")
        await pilot.press("escape")
        await shows(pilot, "Switch workspace", "Now: Hammer Workspace")


@pytest.mark.parametrize("key", ["escape", "ctrl+q", "ctrl+c"])
async def test_leaving_changes_nothing(path: Path, key: str) -> None:
    before = path.read_bytes()
    app = wizard_app(path, opens_home=True)
    async with app.run_test() as pilot:
        await shows(pilot, "Switch workspace")
        await press_to_leave(pilot, key)
        await until(pilot, lambda: app._exit)
    assert app.return_value is None
    assert path.read_bytes() == before


async def test_changes_are_reported_at_the_end_even_after_visiting_the_wizard(path: Path) -> None:
    app = wizard_app(path, opens_home=True)
    async with app.run_test(size=(100, 30)) as pilot:
        await complete(pilot)
        await pilot.press("-", "ctrl+g")
        await shows(pilot, "Forget chanoyu?")
        await pilot.press("y")
        await shows(pilot, "Switch workspace", "Forgot chanoyu.")
        await pilot.press("insert")
        await shows(pilot, "Paste your API token")
        await pilot.press("escape")
        await shows(pilot, "Switch workspace")
        await press_to_leave(pilot, "escape")
        await until(pilot, lambda: app._exit)
    assert app.return_value is None
    assert [one.line for one in app.changes] == ["Forgot chanoyu."]


async def test_a_failed_change_is_not_reported_as_done(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise Locked(path)

    monkeypatch.setattr("wizard.tui.screens.profile_changes.forget", fail)
    app = wizard_app(path, opens_home=True)
    async with app.run_test(size=(100, 30)) as pilot:
        await complete(pilot)
        await pilot.press("ctrl+g")
        await shows(pilot, "Forget hammer-workspace?")
        await pilot.press("y")
        await shows(pilot, "Another program is still writing")
    assert app.changes == []


async def test_the_help_explains_the_list(path: Path) -> None:
    async with wizard_app(path, opens_home=True).run_test(size=(80, 24)) as pilot:
        await shows(pilot, "Switch workspace")
        await pilot.press("f1")
        await shows(pilot, "is the current profile")
        await pilot.press("escape")
        await shows(pilot, "Now: Hammer Workspace")


async def test_names_from_the_api_are_shown_literally(path: Path) -> None:
    hostile = SandboxWorkspace(300, "[b]Bold[/b] & Brothers", "bold-brothers")
    teams = (*demo_platform().teams[:-1], SandboxTeam(14, "ACME [EMEA] [/red]", None, (hostile,)))
    platform = Platform(teams, demo_platform().tokens)
    async with wizard_app(path, opens_home=True, platform=platform).run_test(size=(120, 40)) as pilot:
        await shows(pilot, "Switch workspace")
        await paste(pilot, "bold-bro")
        await shows(pilot, "[b]Bold[/b] & Brothers", "ACME [EMEA] [/red]")


async def test_each_token_lists_once_and_the_cache_has_no_token(path: Path) -> None:
    server = Switched(create_app())
    async with wizard_app(path, opens_home=True, server=server).run_test() as pilot:
        await complete(pilot)
        await until(pilot, lambda: read_workspace_cache(path))
    assert [address for address in server.asked if address.endswith("/teams")] == ["/api/v2/teams"]
    assert DEMO_TOKEN not in json.dumps(path.with_name("last-known.json").read_text(encoding="utf-8"))
    assert isinstance(read_workspace_cache(path), CachedWorkspaces)


def test_switching_to_a_profile_removed_in_the_meantime_fails(path: Path) -> None:
    from wizard.config.errors import UnknownProfile
    from wizard.config.profile_changes import forget

    entry = Entry(HAMMER.team, HAMMER.workspace, HAMMER.name, HAMMER)
    forget(path, [HAMMER.name])
    with pytest.raises(UnknownProfile):
        switch(path, entry, NOON)
    assert isinstance(HAMMER, Profile)


async def test_unreadable_records_are_reported(path: Path) -> None:
    app = wizard_app(path, opens_home=True, server=Spoilt({"/teams": some}))
    async with app.run_test(size=(120, 40)) as pilot:
        await complete(pilot)
        await shows(pilot, "records in the list of teams could not be read", "Ctrl+R tries again")
    assert read_workspace_cache(path) is None


async def test_waiting_for_a_lock_is_not_reported_as_waiting_for_clickfunnels(
    path: Path,
) -> None:
    lock = FileLock(lock_file(path))
    app = wizard_app(path, opens_home=True)
    async with app.run_test(size=(120, 40)) as pilot:
        await complete(pilot)
        with lock:
            await press_to_leave(pilot, "-", "enter")
            await shows(pilot, "Waiting for another program to release the lock")
            assert "Asking ClickFunnels" not in seen(pilot)
            assert "Esc cancels" not in seen(pilot)
            assert app.return_value is None
        await until(pilot, lambda: app.return_value)
    assert read(path).current == "chanoyu"


async def test_a_forgotten_profile_comes_back_with_undo(path: Path) -> None:
    async with wizard_app(path, opens_home=True).run_test() as pilot:
        await complete(pilot)
        await pilot.press("down", "f8")
        await shows(pilot, "Forget chanoyu?", "F9 brings the profile back")
        await pilot.press("y")
        await shows(pilot, "Forgot chanoyu. F9 undoes it.")
        await pilot.press("f9")
        await shows(pilot, "Undone. Restored: chanoyu.")
        await until(pilot, lambda: "chanoyu" in rows(pilot)[:3])
    assert "chanoyu" in read(path).profiles


async def test_without_an_earlier_version_undo_says_so(path: Path) -> None:
    path.unlink()
    for backup in path.parent.iterdir():
        backup.unlink()
    save(path, HAMMER)
    async with wizard_app(path, opens_home=True).run_test() as pilot:
        await shows(pilot, "Switch workspace")
        await pilot.press("f9")
        await shows(pilot, "to restore. Every change keeps the version before it")


@pytest.mark.parametrize(
    ("width", "titles"),
    [
        (100, ["Workspace", "Team", "Subdomain", "Last used", "Token"]),
        (80, ["Workspace", "Team", "Last used", "Token"]),
        (40, ["Workspace", "Team"]),
    ],
)
async def test_a_row_says_what_tells_workspaces_apart(path: Path, width: int, titles: list[str]) -> None:
    async with wizard_app(path, opens_home=True).run_test(size=(width, 24)) as pilot:
        await complete(pilot)
        lines = [line.split() for line in seen(pilot).splitlines()]
        assert " ".join(titles).split() in lines
        if width == 100:
            await shows(pilot, "richstone now full access", "2 days ago full access", "not used yet")


async def test_a_rejected_token_is_marked_in_its_row(path: Path) -> None:
    save(path, CHANOYU._replace(token=Token(REVOKED_TOKEN)))
    async with wizard_app(path, opens_home=True).run_test(size=(100, 30)) as pilot:
        await shows(pilot, "✗ rejected", "full access")


async def test_the_last_row_adds_another_token_or_workspace(path: Path) -> None:
    async with wizard_app(path, opens_home=True).run_test(size=(100, 50)) as pilot:
        await complete(pilot)
        await pilot.press("end")
        await shows(pilot, "› + Add another token or workspace")
        await pilot.press("enter")
        await shows(pilot, "Paste your API token")


async def test_a_contact_is_found_in_all_workspaces(path: Path) -> None:
    async with wizard_app(path, opens_home=True).run_test(size=(100, 30)) as pilot:
        await complete(pilot)
        await pilot.press("f4")
        await shows(pilot, "Find a contact")
        await pilot.press(*"ada", "enter")
        await shows(pilot, "“ada” is neither a whole email address nor a contact's id.")
        field(pilot).value = "chloe.bennett24848@example.org"
        await pilot.press("enter")
        await shows(pilot, "Early Bird Club", "Chloe Bennett", "Found 1. Every workspace was asked.")
        field(pilot).value = "nobody@example.com"
        await pilot.press("enter")
        await shows(pilot, "No workspace that your saved tokens can access has nobody@example.com.")
        await shows(pilot, "Esc Clear")
        await pilot.press("escape", "escape")
        await shows(pilot, "Switch workspace", "Northwind Coaching")
