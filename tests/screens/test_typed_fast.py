"""Keys that arrive faster than the screen can be drawn, as from a script."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from servers import Switched
from support import Screens, contacts_app, field, go_to, save_three, shows, table, until, wizard_app
from textual import events

from wizard.config.reading import read
from wizard.sandbox import DEMO_TOKEN, Access, Platform, SandboxTeam, SandboxWorkspace
from wizard.sandbox.people import public_id
from wizard.tui.screens.filter_picker import FilterPicker


@pytest.fixture
def path(home: Path) -> Path:
    return home / ".config/clickfunnels/config.json"


def press_all(pilot: Screens, *keys: str) -> None:
    """Press the keys without letting the application do anything in between."""
    for key in keys:
        pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))


@pytest.mark.parametrize(
    ("keys", "number"),
    [("12", 12), ("1 down 2", 12), ("12 down", 120), ("12 backspace", 1), ("12 down up", 12)],
)
async def test_enter_applies_to_everything_typed_before_it(path: Path, keys: str, number: int) -> None:
    several = tuple(
        SandboxWorkspace(one, f"Workspace {one}", f"space-{one}", public_id(one)) for one in range(1, 144)
    )
    platform = Platform((SandboxTeam(1, "Many", None, several),), {DEMO_TOKEN: Access()})
    async with wizard_app(path, platform=platform).run_test(size=(100, 30)) as pilot:
        await pilot.press("ctrl+t", "enter")
        await shows(pilot, "Choose a workspace", "143 workspaces")
        pressed = [key for word in keys.split() for key in ([word] if word.isalpha() else word)]
        press_all(pilot, *pressed, "enter")
        await shows(pilot, f"Is this the right workspace? Workspace {number} (")


async def test_enter_switches_to_what_was_typed_before_it(path: Path) -> None:
    save_three(path)
    app = wizard_app(path, opens_home=True)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: len(table(pilot).rows) > 3)
        press_all(pilot, *"nagel", "enter")
        await until(pilot, lambda: read(path).current == "nagel")


async def test_a_command_key_acts_on_what_was_typed_before_it(path: Path) -> None:
    save_three(path)
    async with wizard_app(path, opens_home=True).run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: len(table(pilot).rows) > 3)
        press_all(pilot, *"nagel", "ctrl+g")
        await shows(pilot, "Forget nagel?")


@pytest.mark.parametrize("key", ["f2", "f3", "ctrl+g", "ctrl+t"])
async def test_a_key_does_nothing_if_the_text_typed_before_it_matches_nothing(path: Path, key: str) -> None:
    save_three(path)
    async with wizard_app(path, opens_home=True).run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: len(table(pilot).rows) > 3)
        press_all(pilot, *"qqq", key)
        await shows(pilot, "Switch workspace", "Nothing matches “qqq”.")


async def test_escape_clears_what_was_typed_before_it_instead_of_leaving(path: Path) -> None:
    save_three(path)
    async with wizard_app(path, opens_home=True).run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: len(table(pilot).rows) > 3)
        count = len(table(pilot).rows)
        press_all(pilot, *"nagel", "escape", "c", "backspace")
        await until(pilot, lambda: len(table(pilot).rows) == count)
        assert pilot.app.is_running


async def test_cursor_keys_move_in_the_contacts_that_match_what_was_typed_before() -> None:
    async with contacts_app("42").run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: len(table(pilot).rows) == 57)
        await pilot.press("slash")
        press_all(pilot, *"hina", "down")
        await until(pilot, lambda: len(table(pilot).rows) < 57)
        assert table(pilot).cursor == 1
        press_all(pilot, *["backspace"] * 5, "down", "down")
        await until(pilot, lambda: len(table(pilot).rows) == 57)
        assert table(pilot).cursor == 2


async def test_keys_typed_right_after_the_one_for_tags_go_to_its_dialog() -> None:
    async with contacts_app("42").run_test(size=(100, 30)) as pilot:
        await shows(pilot, "57 contacts, newest first")
        press_all(pilot, "t", *"uvip")
        await until(pilot, lambda: isinstance(pilot.app.screen, FilterPicker), "the dialog")
        await until(pilot, lambda: field(pilot).value == "uvip", "what was typed")
        await pilot.press("escape", "escape")
        await shows(pilot, "57 contacts, newest first")


async def test_enter_does_not_overtake_the_key_before_it(path: Path) -> None:
    async with wizard_app(path).run_test(size=(100, 30)) as pilot:
        press_all(pilot, "ctrl+t", "enter")
        await shows(pilot, "Choose a team")


@pytest.mark.parametrize("is_slow", [False, True])
async def test_a_burst_goes_through_several_steps_to_what_it_names(path: Path, is_slow: bool) -> None:
    server = Switched()
    server.held = lambda address: is_slow and "/11/workspaces" in address
    async with wizard_app(path, server=server).run_test(size=(100, 30)) as pilot:
        await go_to(pilot, "team")
        press_all(pilot, *"sao", "enter", *"smor", "enter", "enter")
        await shows(pilot, "Looking for “smor”" if is_slow else "Smörgås Catering (")
        server.released.set()
        await shows(pilot, "Is this the right workspace? Smörgås Catering (")


@pytest.mark.parametrize("key", ["enter", "ctrl+n"])
async def test_an_enter_too_many_does_not_answer_the_next_step(path: Path, key: str) -> None:
    async with wizard_app(path).run_test(size=(100, 30)) as pilot:
        await go_to(pilot, "team")
        press_all(pilot, *"sao", key, key, key)
        await shows(pilot, "Choose a workspace", "28 workspaces")
        press_all(pilot, *"smor", key)
        await shows(pilot, "Is this the right workspace? Smörgås Catering (")


async def test_a_burst_never_chooses_what_it_does_not_name_whenever_it_is_interrupted(path: Path) -> None:
    keys = [*"sao", "enter", *"smor", "enter"]
    async with wizard_app(path).run_test(size=(100, 30)) as pilot:
        await go_to(pilot, "team")
        for pause in range(len(keys)):
            press_all(pilot, *keys[:pause])
            for _ in range(pause):
                await asyncio.sleep(0)
            press_all(pilot, *keys[pause:])
            await shows(pilot, "Is this the right workspace? Smörgås Catering (")
            await pilot.press("escape")
            await shows(pilot, "Choose a workspace")
            await pilot.press("escape")
            await shows(pilot, "Choose a team", "5 teams")


@pytest.mark.parametrize("opening", ["f1", "f2", "ctrl+g"])
async def test_letters_right_behind_the_key_that_closes_a_dialog_are_not_lost(
    path: Path, opening: str
) -> None:
    save_three(path)
    async with wizard_app(path, opens_home=True).run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: len(table(pilot).rows) > 3)
        press_all(pilot, opening, "escape", *"nagel", "enter")
        await until(pilot, lambda: read(path).current == "nagel")


async def test_a_paste_and_an_enter_at_once_check_what_was_pasted(path: Path) -> None:
    async with wizard_app(path, offered=None).run_test(size=(100, 30)) as pilot:
        await shows(pilot, "Paste your API token")
        pilot.app.post_message(events.Paste(DEMO_TOKEN))
        press_all(pilot, "enter")
        await shows(pilot, "Choose a team")
