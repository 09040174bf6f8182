"""The team and workspace steps."""

from __future__ import annotations

from pathlib import Path

import pytest
from servers import Switched, endless
from spoilt import Spoilt, nothing_but, some
from support import field, go_to, paste, seen, shows, table, until, wizard_app

from wizard.api.models import Team, Workspace
from wizard.sandbox import (
    DEMO_TOKEN,
    TEAM_TOKEN,
    Access,
    Platform,
    SandboxTeam,
    SandboxWorkspace,
    create_app,
)
from wizard.sandbox.people import public_id


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "clickfunnels" / "config.json"


def world(*teams: SandboxTeam) -> Platform:
    return Platform(teams, {DEMO_TOKEN: Access()})


def workspaces(count: int) -> tuple[SandboxWorkspace, ...]:
    return tuple(
        SandboxWorkspace(number, f"Workspace {number}", f"space-{number}", public_id(number))
        for number in range(1, count + 1)
    )


async def test_all_pages_are_loaded_and_counted(path: Path) -> None:
    platform = world(SandboxTeam(1, "Many", None, workspaces(143)), SandboxTeam(2, "Other"))
    async with wizard_app(path, platform=platform).run_test(size=(100, 30)) as pilot:
        await pilot.press("ctrl+t", "enter")
        await shows(pilot, "Choose a team")
        await pilot.press("enter")
        await shows(pilot, "Choose a workspace", "143")
        await pilot.press(*"12")
        await shows(pilot, "12 of 143")
        assert isinstance(table(pilot).current, Workspace)
        assert table(pilot).current.id == 12, "an exact id comes first"
        await pilot.press("end")
        assert table(pilot).cursor == 11


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("backerei", "Bäckerei Größling"),
        ("NINO", "Niño Feliz"),
        ("lodz", "Łódź Design"),
        ("oresund", "Øresund Boats"),
        ("smorgas-catering", "Smörgås Catering"),
        ("122", "Pilates Lisboa"),
        (public_id(124), "Velas de Sevilla"),
        ("honey", "Bees & Honey"),
        ("コーヒー", "東京コーヒー"),
    ],
)
async def test_the_filter_finds_names_ids_and_subdomains(path: Path, typed: str, name: str) -> None:
    async with wizard_app(path).run_test(size=(100, 30)) as pilot:
        await go_to(pilot, "team")
        await pilot.press(*"sao joao", "enter")
        await shows(pilot, "Choose a workspace", "28")
        field(pilot).value = typed
        await shows(pilot, "of 28")
        choice = table(pilot).current
        assert isinstance(choice, Workspace)
        assert choice.name == name


async def test_without_matches_it_says_so_and_enter_stays(path: Path) -> None:
    async with wizard_app(path).run_test(notifications=True) as pilot:
        await go_to(pilot, "team")
        await pilot.press(*"qqqq")
        await shows(pilot, "No team matches “qqqq”. Esc clears.", "0 of 5", "Choose a team")
        lines = seen(pilot).split("\n")
        place = next(number for number, line in enumerate(lines) if "│ qqqq" in line)
        assert "╭─ No team matches “qqqq”. Esc clears. ─" in lines[place - 1]
        assert "─ 0 of 5 ─╯" in lines[place + 1]
        assert field(pilot).has_class("-failed")
        assert "Enter" not in lines[-1]
        await pilot.press("enter")
        await shows(pilot, "No team matches that.", "Choose a team")
        await pilot.press("escape")
        await shows(pilot, "5 teams", "Enter Choose")
        assert "No team matches “" not in seen(pilot)
        assert not field(pilot).has_class("-failed")


@pytest.mark.parametrize("size", [(80, 24), (40, 15)])
async def test_a_huge_paste_that_matches_nothing_is_cut(path: Path, size: tuple[int, int]) -> None:
    async with wizard_app(path).run_test(size=size) as pilot:
        await go_to(pilot, "team")
        await paste(pilot, "[/red] [b] " * 500)
        await shows(pilot, "Esc clears. ─", "No team matches", "0 of 5")
        assert ("matches “[/red] [b] [/red]" in seen(pilot)) == (size[0] == 80)


async def test_an_enter_before_anything_matches_counts_once_the_list_is_complete(path: Path) -> None:
    server = Switched(create_app(world(SandboxTeam(1, "Many", None, workspaces(45)))))
    server.held = lambda address: "after=" in address
    async with wizard_app(path, server=server).run_test() as pilot:
        await pilot.press("ctrl+t", "enter")
        await shows(pilot, "Choose a workspace", "20+ workspaces")
        await pilot.press(*"space 41", "enter")
        await shows(pilot, "Looking for “space 41” while the list loads.")
        await pilot.press("enter")
        server.released.set()
        await shows(pilot, "Is this the right workspace? Workspace 41 (")


async def test_keys_that_move_work_while_the_filter_has_the_focus(path: Path) -> None:
    async with wizard_app(path).run_test(size=(80, 24)) as pilot:
        await go_to(pilot, "team")
        await pilot.press(*"sao", "enter")
        await shows(pilot, "Choose a workspace", "28")
        rows = table(pilot)
        await pilot.press("down", "down", "up")
        assert rows.cursor == 1
        await pilot.press("pagedown")
        assert rows.cursor > 8
        await pilot.press("end")
        assert rows.cursor == 27
        await shows(pilot, "Yoga para Todos")
        await pilot.press("down")
        assert rows.cursor == 27
        await pilot.press("home")
        assert rows.cursor == 0
        await pilot.press("up")
        assert rows.cursor == 0


async def test_rows_do_not_move_under_the_cursor_while_pages_arrive(path: Path) -> None:
    platform = world(SandboxTeam(1, "Many", None, workspaces(60)), SandboxTeam(2, "Other"))
    server = Switched(_app(platform))
    server.held = lambda address: "after=20" in address
    async with wizard_app(path, server=server).run_test(size=(100, 30)) as pilot:
        await pilot.press("ctrl+t", "enter")
        await shows(pilot, "Choose a team")
        await pilot.press("enter")
        await shows(pilot, "Choose a workspace", "20+", "Loading more.")
        await pilot.press(*"space", "down", "down", "down")
        await shows(pilot, "20 of 20+")
        before = table(pilot).current
        server.released.set()
        await shows(pilot, "60 of 60")
        assert table(pilot).current is before
        assert table(pilot).cursor == 3


async def test_a_single_workspace_is_chosen_and_escape_skips_it(path: Path) -> None:
    async with wizard_app(path).run_test(size=(100, 30)) as pilot:
        await go_to(pilot, "team")
        await pilot.press("1", "2", "enter")
        await shows(pilot, "Your contacts", "茶の湯オンライン", "the only workspace of this team")
        await pilot.press("escape")
        await shows(pilot, "Choose a team")
        team = table(pilot).current
        assert isinstance(team, Team)
        assert team.id == 12, "the cursor is on the earlier answer"


async def test_a_single_team_is_chosen_and_named(path: Path) -> None:
    from wizard.sandbox import TEAM_TOKEN

    async with wizard_app(path, offered=TEAM_TOKEN).run_test(size=(100, 30)) as pilot:
        await go_to(pilot, "token")
        await pilot.press("ctrl+t", "enter")
        await shows(pilot, "Choose a workspace", "Northwind Coaching, the only team this token can access")
        await pilot.press("escape")
        await shows(pilot, "Paste your API token")
        assert field(pilot).value == TEAM_TOKEN


async def test_an_empty_list_of_workspaces_is_explained(path: Path) -> None:
    async with wizard_app(path).run_test(size=(100, 30)) as pilot:
        await go_to(pilot, "team")
        await pilot.press(*"casa", "enter")
        await shows(pilot, "This team has no workspaces yet.", "choose another team")
        await pilot.press("enter")
        await shows(pilot, "Choose a workspace")


async def test_an_empty_list_of_teams_is_explained(path: Path) -> None:
    async with wizard_app(path, platform=world()).run_test(size=(100, 30)) as pilot:
        await pilot.press("ctrl+t", "enter")
        await shows(pilot, "This token can't access any team.", "Press Esc")


async def test_the_highlighted_teams_workspaces_are_prefetched(path: Path) -> None:
    server = Switched()
    async with wizard_app(path, server=server).run_test() as pilot:
        await go_to(pilot, "team")
        await until(pilot, lambda: "/api/v2/teams/3/workspaces" in server.asked, "a prefetch")
        await pilot.press("enter")
        await shows(pilot, "Hammer Workspace")
        assert server.asked.count("/api/v2/teams/3/workspaces") == 1


async def test_nothing_is_fetched_twice_by_going_back_and_forth(path: Path) -> None:
    server = Switched()
    async with wizard_app(path, server=server).run_test() as pilot:
        await go_to(pilot, "contacts")
        for title in ("Choose a workspace", "Choose a team", "Paste your API token"):
            await pilot.press("escape")
            await shows(pilot, title)
        for title in ("Choose a team", "Choose a workspace", "Your contacts"):
            await pilot.press("enter")
            await shows(pilot, title)
        await shows(pilot, "Hammer Workspace")
        assert len(server.asked) == len(set(server.asked))


async def test_a_list_that_failed_can_be_retried(path: Path) -> None:
    server = Switched()
    server.failing = lambda address: "/workspaces" in address
    async with wizard_app(path, server=server).run_test(size=(100, 30)) as pilot:
        await go_to(pilot, "team")
        await pilot.press("enter")
        await shows(pilot, "ClickFunnels is having trouble (it answered 500).", "Ctrl+R tries again")
        server.failing = lambda address: False
        await pilot.press("ctrl+r")
        await shows(pilot, "Hammer Workspace")
        await until(pilot, lambda: "having trouble" not in seen(pilot))


@pytest.mark.parametrize("typed", ["42", "jWMWXZ"])
async def test_a_typed_id_works_even_if_the_list_failed(path: Path, typed: str) -> None:
    server = Switched()
    server.failing = lambda address: address.endswith("/teams/3/workspaces")
    async with wizard_app(path, server=server).run_test(size=(100, 30)) as pilot:
        await go_to(pilot, "team")
        await pilot.press("enter")
        await shows(pilot, "type the workspace’s id and press Enter")
        await pilot.press(*typed, "enter")
        await shows(pilot, "Your contacts", "Hammer Workspace")


async def test_an_unknown_typed_id_is_refused_and_kept(path: Path) -> None:
    server = Switched()
    server.failing = lambda address: address.endswith("/teams/3/workspaces")
    async with wizard_app(path, server=server).run_test(size=(100, 30)) as pilot:
        await go_to(pilot, "team")
        await pilot.press("enter")
        await shows(pilot, "type the workspace’s id and press Enter")
        await pilot.press(*"999", "enter")
        await shows(
            pilot, "ClickFunnels has no workspace that the token in CLICKFUNNELS_API_TOKEN can access."
        )
        await shows(pilot, "type the workspace’s id and press Enter")
        assert field(pilot).value == "999"


async def test_a_token_typed_in_place_of_an_id_is_not_sent(path: Path) -> None:
    server = Switched()
    server.failing = lambda address: address.endswith("/teams/3/workspaces")
    async with wizard_app(path, server=server).run_test(size=(100, 30)) as pilot:
        await go_to(pilot, "team")
        await pilot.press("enter")
        await shows(pilot, "type the workspace’s id and press Enter")
        await pilot.press(*TEAM_TOKEN, "enter")
        await shows(pilot, "ClickFunnels is having trouble")
        await until(pilot, lambda: "Asking ClickFunnels" not in seen(pilot))
    assert not any(TEAM_TOKEN in address for address in server.asked)


async def test_an_endless_list_is_reported_and_setup_can_be_finished(path: Path) -> None:
    async with wizard_app(path, server=endless).run_test(size=(100, 30)) as pilot:
        await pilot.press("ctrl+t", "enter")
        await shows(pilot, "Example Team", "keeps sending the same page")
        await pilot.press("enter")
        await shows(pilot, "Example Workspace", "keeps sending the same page")
        await pilot.press("enter")
        await shows(pilot, "Your contacts", "jane.doe@example.com", "keeps sending the same page")
        await pilot.press("enter")
        await shows(pilot, "Review and save")
        await pilot.press("enter")
        await shows(pilot, "Saved as “example-workspace”")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_unreadable_records_are_counted(path: Path, size: tuple[int, int]) -> None:
    server = Spoilt({"/teams": some, "/workspaces": some, "/contacts": some})
    async with wizard_app(path, server=server).run_test(size=size) as pilot:
        await go_to(pilot, "team")
        await shows(pilot, "2 records in the list of teams could not be read")
        await pilot.press(*"zzz")
        await shows(
            pilot, "No team matches “zzz”. Esc clears.", "2 records in the list of teams could not be read"
        )
        await pilot.press("escape", *"north", "enter")
        await shows(pilot, "Choose a workspace", "2 records in the list of workspaces in Northwind Coaching")
        await pilot.press(*"hammer", "enter")
        await shows(pilot, "Your contacts", "records in the list of contacts could not be read")


async def test_the_only_readable_team_is_not_chosen_automatically(path: Path) -> None:
    server = Spoilt({"/teams": some}, world(SandboxTeam(1, "One", None, workspaces(2))))
    async with wizard_app(path, server=server).run_test(size=(100, 30)) as pilot:
        await pilot.press("ctrl+t", "enter")
        await shows(pilot, "Choose a team", "One", "2 records in the list of teams could not be read")


async def test_a_list_of_unreadable_records_differs_from_an_empty_one(path: Path) -> None:
    server = Spoilt({"/workspaces": nothing_but, "/contacts": nothing_but})
    async with wizard_app(path, server=server).run_test(size=(100, 30)) as pilot:
        await go_to(pilot, "team")
        await pilot.press(*"north", "enter")
        await shows(
            pilot, "Choose a workspace", "None of the 3 records in the list of workspaces in", "Ctrl+R"
        )
        await pilot.press(*"42", "enter")
        await shows(pilot, "Your contacts", "None of the 9 records in the list of contacts")


async def test_hostile_names_are_shown_literally_and_crash_nothing(path: Path) -> None:
    names = (
        "[/foo]",
        "ACME [EMEA]",
        "$accent",
        "\x1b[31mred\x1b[0m",
        "a\u202eb",
        "[link=x]y[/link]",
        "\\[x]",
    )
    teams = [SandboxTeam(number, name) for number, name in enumerate(names, start=1)]
    async with wizard_app(path, platform=world(*teams)).run_test(size=(100, 30)) as pilot:
        await pilot.press("ctrl+t", "enter")
        await shows(pilot, "[/foo]", "ACME [EMEA]", "$accent", "red", "ab", "[link=x]y[/link]", "\\[x]")
        assert "\x1b" not in seen(pilot)
        assert "\u202e" not in seen(pilot)
        await pilot.press("enter")
        await shows(pilot, "Workspaces in [/foo].")


async def test_the_mouse_moves_the_cursor_and_chooses(path: Path) -> None:
    async with wizard_app(path).run_test(size=(100, 30)) as pilot:
        await go_to(pilot, "team")
        await pilot.click("#choices", offset=(6, 3))
        await until(pilot, lambda: table(pilot).cursor == 2)
        await pilot.click("#choices", offset=(6, 3))
        await shows(pilot, "Your contacts", "茶の湯オンライン")


async def test_another_team_drops_the_workspace_and_the_same_team_keeps_it(path: Path) -> None:
    async with wizard_app(path).run_test(size=(100, 30)) as pilot:
        await go_to(pilot, "workspace")
        await pilot.press("down", "down", "enter")
        await shows(pilot, "Your contacts", "Early Bird Club")
        await pilot.press("escape")
        await shows(pilot, "Choose a workspace")
        await pilot.press("escape")
        await shows(pilot, "Choose a team")
        await pilot.press("enter")
        await shows(pilot, "Choose a workspace", "Hammer")
        assert table(pilot).cursor == 2


@pytest.mark.parametrize("size", [(60, 20), (40, 15), (200, 60)])
async def test_resizing_is_harmless_at_any_time(path: Path, size: tuple[int, int]) -> None:
    async with wizard_app(path).run_test(size=(80, 24)) as pilot:
        for step, title in (
            ("team", "Choose a team"),
            (None, "Choose a workspace"),
            (None, "Your contacts"),
            (None, "Review and save"),
        ):
            if step:
                await go_to(pilot, step)
            else:
                await pilot.press("enter")
            await shows(pilot, title)
            await pilot.resize_terminal(*size)
            await shows(pilot, title)
            await pilot.resize_terminal(80, 24)
            await shows(pilot, title)


async def test_the_field_is_visible_in_a_tiny_window(path: Path) -> None:
    async with wizard_app(path).run_test(size=(44, 15)) as pilot:
        await shows(pilot, "Paste your API token", "Paste it here")
        await pilot.resize_terminal(80, 24)
        await shows(pilot, "Add new platform application", "Paste it here")


def _app(platform: Platform) -> object:
    from wizard.sandbox import create_app

    return create_app(platform)
