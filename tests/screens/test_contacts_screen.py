"""Step 4: the workspace's contacts."""

from __future__ import annotations

from pathlib import Path

import pytest
from servers import Switched
from support import field, go_to, seen, shows, table, until, wizard_app
from textual.pilot import Pilot

from wizard.contact import Contact


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "clickfunnels" / "config.json"


def current(pilot: Pilot[object]) -> Contact:
    contact = table(pilot).current  # type: ignore[arg-type]
    assert isinstance(contact, Contact)
    return contact


async def test_it_asks_whether_this_is_the_right_workspace_and_enter_says_yes(path: Path) -> None:
    async with wizard_app(path).run_test(size=(80, 24)) as pilot:
        await go_to(pilot, "contacts")
        await shows(pilot, "Is this the right workspace? Hammer Workspace (richstone)")
        await shows(pilot, "Name", "Email", "Tags", "Added")
        await pilot.press("enter")
        await shows(pilot, "Review and save")


async def test_more_pages_come_as_one_scrolls(path: Path) -> None:
    server = Switched()
    async with wizard_app(path, server=server).run_test(size=(80, 24)) as pilot:
        await go_to(pilot, "contacts")
        assert len([address for address in server.asked if "contacts" in address]) == 2
        await shows(pilot, "40 loaded, more follow")
        await pilot.press("pagedown", "pagedown")
        await shows(pilot, "57 contacts, oldest first")
        await pilot.press("end")
        assert table(pilot).cursor == 56


async def test_the_wheel_scrolls_without_moving_the_cursor_and_loads_more(path: Path) -> None:
    async with wizard_app(path).run_test(size=(80, 24)) as pilot:
        await go_to(pilot, "contacts")
        before = current(pilot)
        for _ in range(12):
            await pilot._post_mouse_events([_wheel()], widget="#table", offset=(5, 5))
        await shows(pilot, "57 contacts")
        assert current(pilot) is before
        await shows(pilot, "Name", "Email")


async def test_the_order_turns_and_turns_back(path: Path) -> None:
    async with wizard_app(path).run_test(size=(80, 24)) as pilot:
        await go_to(pilot, "contacts")
        oldest = current(pilot).id
        await pilot.press("down", "o")
        await shows(pilot, "newest first")
        await until(pilot, lambda: current(pilot).id > oldest + 300, "the newest contact under the cursor")
        assert table(pilot).cursor == 0
        await pilot.press("o")
        await shows(pilot, "oldest first")
        await until(pilot, lambda: current(pilot).id == oldest)


async def test_wide_the_details_stand_beside_the_table_and_follow_the_cursor(path: Path) -> None:
    async with wizard_app(path).run_test(size=(120, 40)) as pilot:
        await go_to_wide(pilot)
        first = current(pilot)
        await shows(pilot, f"id {first.id}", "uuid")
        await pilot.press("down")
        await shows(pilot, f"id {current(pilot).id}", "Custom attributes", "source")
        assert current(pilot) is not first
        await pilot.press("d")
        await until(pilot, lambda: "Custom attributes" not in seen(pilot))
        await pilot.press("d")
        await shows(pilot, "Custom attributes")


async def test_the_details_are_there_again_after_the_order_was_turned(path: Path) -> None:
    async with wizard_app(path).run_test(size=(120, 40)) as pilot:
        await go_to_wide(pilot)
        await pilot.press("o")
        await shows(pilot, "57 contacts, newest first")
        await shows(pilot, f"id {current(pilot).id}", "Other fields")


async def test_narrow_the_details_are_a_screen_of_their_own(path: Path) -> None:
    async with wizard_app(path).run_test(size=(80, 24)) as pilot:
        await go_to(pilot, "contacts")
        await pilot.press("down", "d")
        await shows(pilot, f"id {42_000_010}", "Custom attributes")
        await pilot.press("escape")
        await shows(pilot, "Your contacts")


async def test_an_exact_email_is_asked_of_the_server(path: Path) -> None:
    server = Switched()
    async with wizard_app(path, server=server).run_test(size=(80, 24)) as pilot:
        await go_to(pilot, "contacts")
        wanted = "nikos.lindstroem.9@example.com"
        await pilot.press("slash", *wanted, "enter")
        await shows(pilot, "1 contact, oldest first")
        assert current(pilot).email_address == wanted
        assert any(
            "filter%5Bemail_address%5D=nikos.lindstroem.9%40example.com" in one for one in server.asked
        )
        await pilot.press("escape")
        await shows(pilot, "loaded, more follow", "Your contacts")


async def test_an_email_that_nobody_has_is_said_and_escape_shows_all_again(path: Path) -> None:
    async with wizard_app(path).run_test(size=(80, 24)) as pilot:
        await go_to(pilot, "contacts")
        await pilot.press("slash", *"no@example.com", "enter")
        await shows(pilot, "No contact has the email address no@example.com.", "Esc shows all again.")
        assert field(pilot).value == "no@example.com"
        await pilot.press("escape")
        await shows(pilot, "loaded, more follow")
        await pilot.press("escape")
        await shows(pilot, "Choose a workspace")


async def test_letters_typed_into_the_field_are_no_commands(path: Path) -> None:
    async with wizard_app(path).run_test(size=(80, 24)) as pilot:
        await go_to(pilot, "contacts")
        await pilot.press("slash", *"dodo")
        assert field(pilot).value == "dodo"
        await shows(pilot, "Your contacts", "oldest first")


async def test_an_empty_workspace_is_welcomed_and_enter_goes_on(path: Path) -> None:
    async with wizard_app(path).run_test(size=(80, 24)) as pilot:
        await go_to(pilot, "workspace")
        await pilot.press(*"nagel", "enter")
        await shows(pilot, "This workspace has no contacts yet, and that is fine.")
        await pilot.press("enter")
        await shows(pilot, "Review and save", "nagel-sohne")


async def test_a_list_that_breaks_off_keeps_its_rows_and_goes_on_at_a_key(path: Path) -> None:
    server = Switched()
    server.failing = lambda address: "after=" in address and "contacts" in address
    async with wizard_app(path, server=server).run_test(size=(80, 24)) as pilot:
        await go_to(pilot, "workspace")
        await pilot.press("enter")
        await shows(pilot, "having trouble (it answered 500)", "Ctrl+R tries again; Enter goes on without.")
        assert current(pilot)
        await shows(pilot, "20 loaded")
        server.failing = lambda address: False
        await pilot.press("ctrl+r")
        await shows(pilot, "40 loaded, more follow")


async def test_no_row_is_asked_for_twice(path: Path) -> None:
    server = Switched()
    async with wizard_app(path, server=server).run_test(size=(80, 24)) as pilot:
        await go_to(pilot, "contacts")
        await pilot.press("end", "end")
        await shows(pilot, "57 contacts")
        await pilot.press("o")
        await shows(pilot, "newest first")
        await pilot.press("o")
        await shows(pilot, "57 contacts, oldest first")
        assert len(server.asked) == len(set(server.asked))


async def go_to_wide(pilot: Pilot[object]) -> None:
    await go_to(pilot, "contacts")  # type: ignore[arg-type]


def _wheel() -> type:
    from textual import events

    return events.MouseScrollDown
