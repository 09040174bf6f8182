"""The help: every key of a screen, in groups, found by typing; and what hiding personal data changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import Screens, contacts_app, go_to, save_three, seen, shows, until, wizard_app

from wizard.config.remembered_theme import theme_file
from wizard.tui.screens.confirm import ConfirmScreen
from wizard.tui.screens.help import HelpScreen


@pytest.mark.parametrize(("width", "columns"), [(120, 2), (80, 1)])
async def test_keys_are_listed_in_groups_in_two_columns_where_there_is_room(width: int, columns: int) -> None:
    async with contacts_app("42").run_test(size=(width, 50)) as pilot:
        await shows(pilot, "57 contacts")
        await pilot.press("f1")
        await shows(pilot, "On this screen", "Which contacts", "This contact", "Move", "Everywhere")
        headings = [line for line in seen(pilot).split("\n") if "On this screen" in line]
        assert [("This contact" in line) for line in headings] == [columns == 2]


async def test_the_help_finds_keys_by_what_they_do_and_by_name() -> None:
    async with contacts_app("42").run_test(size=(80, 24)) as pilot:
        await shows(pilot, "57 contacts")
        await pilot.press("f1", *"update")
        await shows(pilot, "u Sort by last update")
        await until(pilot, lambda: "Filter" not in keys_of(pilot))
        await pilot.press(*"xyz")
        await shows(pilot, "No key matches “updatexyz”.", "Esc Clear")
        await pilot.press("escape", *"f4")
        await shows(pilot, "F4, Alt+F Find the contact")
        await until(pilot, lambda: "Filter" not in keys_of(pilot))
        await pilot.press("escape", "escape")
        await until(pilot, lambda: not isinstance(pilot.app.screen, HelpScreen))


def keys_of(pilot: Screens) -> str:
    return seen(pilot).partition("╯")[2]


async def test_the_help_scrolls_with_the_arrow_keys() -> None:
    async with contacts_app("42").run_test(size=(80, 24)) as pilot:
        await shows(pilot, "57 contacts")
        await pilot.press("f1")
        await shows(pilot, "On this screen")
        await pilot.press("pagedown", "pagedown", "pagedown")
        await shows(pilot, "Show all keys")
        await pilot.press("home")
        await shows(pilot, "On this screen")


@pytest.mark.parametrize("key", ["f1", "question_mark"])
async def test_dialogs_have_help(home: Path, key: str) -> None:
    path = home / ".config/clickfunnels/config.json"
    save_three(path)
    async with wizard_app(path, opens_home=True).run_test(size=(80, 24)) as pilot:
        await shows(pilot, "Rename")
        await pilot.press("f8")
        await shows(pilot, "Forget hammer-workspace?")
        await pilot.press(key)
        await shows(pilot, "Yes", "n/Esc, q No", "Move to the other answer")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmScreen))


async def test_the_key_that_hides_personal_data_says_what_it_will_do() -> None:
    async with contacts_app("42").run_test(size=(160, 40), notifications=True) as pilot:
        await shows(pilot, "57 contacts", "m Hide personal data", "rafael.conceicao57@example.com")
        await pilot.press("m")
        await shows(pilot, "m Show personal data", "r•••@•••.com", "personal data hidden: m shows it")
        await pilot.press("y")
        await shows(pilot, "Copy the email address?", "Personal data is hidden on this screen.")
        await pilot.press("n")
        await pilot.press("y")
        await shows(pilot, "Copy the email address?")
        assert not pilot.app.clipboard
        await pilot.press("y")
        await shows(pilot, "Copied the email address")
        assert pilot.app.clipboard == "rafael.conceicao57@example.com"
        await pilot.press("v")
        await shows(pilot, "Show what was copied?")
        await pilot.press("y")
        await shows(pilot, "drag to select")
        await pilot.press("escape", "m")
        await shows(pilot, "m Hide personal data")


async def choose_theme(pilot: Screens, name: str) -> None:
    await pilot.press("ctrl+p", *"theme", "enter")
    await shows(pilot, "gruvbox")
    await pilot.press(*name, "enter")
    await until(pilot, lambda: pilot.app.theme == name)


async def test_a_chosen_theme_is_remembered(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = home / ".config/clickfunnels/config.json"
    save_three(path)
    saved = path.read_text()
    async with wizard_app(path, opens_home=True).run_test(size=(80, 24)) as pilot:
        await shows(pilot, "Rename")
        await choose_theme(pilot, "nord")
    assert path.read_text() == saved
    assert wizard_app(path).theme == "nord"
    monkeypatch.setenv("CLICKFUNNELS_THEME", "dracula")
    assert wizard_app(path).theme == "dracula"


async def test_a_remembered_theme_that_is_gone_is_reported_once(home: Path) -> None:
    remembered = theme_file()
    assert remembered
    remembered.parent.mkdir(parents=True)
    remembered.write_text("solarised-[b]mauve[/]")
    for is_reported in (True, False):
        app = wizard_app(home / "config.json")
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await go_to(pilot, "token")
            said = [one.message for one in app._notifications]
            what = "There is no theme “solarised-[b]mauve[/]” any more, so this is the usual one."
            assert (what in said) is is_reported


async def test_a_theme_that_cannot_be_remembered_is_used_all_the_same(home: Path) -> None:
    remembered = theme_file()
    assert remembered
    remembered.parent.parent.mkdir(parents=True)
    remembered.parent.write_text("a file where the folder should be")
    async with wizard_app(home / "config.json").run_test(size=(80, 24)) as pilot:
        await go_to(pilot, "token")
        await choose_theme(pilot, "nord")
