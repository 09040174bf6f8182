"""Step 4: the workspace's contacts, as proof that it is the right workspace."""

from __future__ import annotations

from pathlib import Path

import pytest
from servers import Switched
from support import field, go_to, seen, shows, table, until, wizard_app

from wizard.config.reading import read
from wizard.sandbox import ORDERS_TOKEN

SAID = "ClickFunnels says: “This access token does not have read access to Contacts”."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "clickfunnels" / "config.json"


async def test_it_asks_whether_this_is_the_right_workspace_and_enter_says_yes(path: Path) -> None:
    async with wizard_app(path).run_test(size=(80, 24)) as pilot:
        await go_to(pilot, "contacts")
        await shows(pilot, "Is this the right workspace? Hammer Workspace (richstone)")
        await shows(pilot, "Name", "Email", "Tags", "Added")
        await pilot.press("enter")
        await shows(pilot, "Review and save")


async def test_escape_clears_the_filter_first_and_then_goes_back(path: Path) -> None:
    async with wizard_app(path).run_test(size=(80, 24)) as pilot:
        await go_to(pilot, "contacts")
        await pilot.press("slash", *"hina")
        await shows(pilot, "5 of 57 contacts")
        await pilot.press("escape")
        await shows(pilot, "57 contacts, newest first")
        await until(pilot, lambda: not field(pilot).display)
        await pilot.press("escape")
        await shows(pilot, "Choose a workspace")


async def test_enter_in_the_filter_goes_to_the_table_and_only_then_on(path: Path) -> None:
    async with wizard_app(path).run_test(size=(80, 24)) as pilot:
        await go_to(pilot, "contacts")
        await pilot.press("slash", *"hina", "enter")
        await until(pilot, lambda: table(pilot).has_focus)
        await shows(pilot, "Your contacts", "5 of 57 contacts")
        await pilot.press("enter")
        await shows(pilot, "Review and save")


async def test_letters_typed_into_the_filter_are_not_commands(path: Path) -> None:
    async with wizard_app(path).run_test(size=(80, 24)) as pilot:
        await go_to(pilot, "contacts")
        await pilot.press("slash", *"dodomat/uewil")
        assert field(pilot).value == "dodomat/uewil"
        await shows(pilot, "Your contacts", "0 of 57 contacts, newest first")
        assert "masked" not in seen(pilot)


async def test_an_empty_workspace_is_explained_and_enter_continues(path: Path) -> None:
    async with wizard_app(path).run_test(size=(80, 24)) as pilot:
        await go_to(pilot, "workspace")
        await pilot.press(*"nagel", "enter")
        await shows(pilot, "This workspace has no contacts yet.")
        await pilot.press("enter")
        await shows(pilot, "Review and save", "nagel-sohne")


async def test_a_list_that_fails_keeps_its_rows_and_can_be_continued(path: Path) -> None:
    server = Switched()
    server.failing = lambda address: "after=" in address and "contacts" in address
    async with wizard_app(path, server=server).run_test(size=(80, 24)) as pilot:
        await go_to_failing(pilot)
        await shows(pilot, "having trouble (it answered 500)", "Ctrl+R tries again.", "20 loaded")
        assert table(pilot).current
        server.failing = lambda address: False
        await pilot.press("ctrl+r")
        await shows(pilot, "57 contacts, newest first")


async def test_a_list_that_fails_does_not_block_the_step(path: Path) -> None:
    server = Switched()
    server.failing = lambda address: "contacts" in address
    async with wizard_app(path, server=server).run_test(size=(80, 24)) as pilot:
        await go_to_failing(pilot)
        await shows(pilot, "having trouble (it answered 500)")
        await pilot.press("enter")
        await shows(pilot, "Review and save")


async def test_loaded_contacts_are_kept_when_going_back_and_forth(path: Path) -> None:
    server = Switched()
    async with wizard_app(path, server=server).run_test(size=(80, 24)) as pilot:
        await go_to(pilot, "contacts")
        await pilot.press("escape")
        await shows(pilot, "Choose a workspace")
        await pilot.press("enter")
        await shows(pilot, "57 contacts, newest first")
        assert len(server.asked) == len(set(server.asked))


async def go_to_failing(pilot: object) -> None:
    await go_to(pilot, "workspace")  # type: ignore[arg-type]
    await pilot.press("enter")  # type: ignore[attr-defined]


async def test_a_token_that_cannot_read_contacts_can_be_saved_anyway(path: Path) -> None:
    async with wizard_app(path, offered=ORDERS_TOKEN).run_test(size=(100, 30)) as pilot:
        await shows(pilot, "Paste your API token")
        await pilot.press("ctrl+t", "enter")
        await shows(pilot, "Choose a workspace", "Hammer Workspace")
        await pilot.press("enter")
        await shows(pilot, "Your contacts", "The token in CLICKFUNNELS_API_TOKEN can't read contacts.", SAID)
        await shows(pilot, "You can save the token anyway: press Enter.")
        await pilot.press("enter")
        await shows(
            pilot, "Review and save", "✓ The token can read teams and workspaces.", "can't read contacts"
        )
        await pilot.press("enter")
        await shows(pilot, "Saved as “hammer-workspace”", "can't read contacts.", SAID)
    assert read(path).current == "hammer-workspace"


async def test_the_review_does_not_wait_for_contacts_but_says_when_they_can_be_read(path: Path) -> None:
    server = Switched()
    server.held = lambda address: "/contacts" in address
    async with wizard_app(path, server=server).run_test(size=(100, 30)) as pilot:
        await go_to(pilot, "workspace")
        await pilot.press(*"hammer", "enter")
        await shows(pilot, "Your contacts", "Loading.")
        await pilot.press("enter")
        await shows(pilot, "Not known: whether it can read contacts.")
        server.released.set()
        await shows(pilot, "✓ The token can read teams, workspaces and contacts.")
