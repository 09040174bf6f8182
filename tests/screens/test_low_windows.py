"""Dialogs in windows of 40x15 and 50x15: what they ask is readable, and the way out is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import Screens, contacts_app, go_to, save_three, seen, shows, wizard_app

LOW = pytest.mark.parametrize("size", [(40, 15), (50, 15)], ids=["40x15", "50x15"])


def lines_of(pilot: Screens) -> list[str]:
    return [" ".join(line.strip(" │").split()) for line in seen(pilot).split("\n")]


@LOW
@pytest.mark.parametrize(
    ("keys", "texts", "keys_shown"),
    [
        (
            ("t",),
            ("Filter by tags, or show a segment", "Type to filter", "all contacts", "[ ] ● coaching call"),
            "Enter Show Esc Close",
        ),
        (("t", *"vip"), ("Filter by tags, or show a segment", "› [ ] ● VIP ⭐"), "Enter Show Esc Clear"),
        (("x",), ("Export to a file", "57 contacts", "richstone-contacts.csv"), "Enter Export Esc Close"),
        (("m", "x"), ("Export to a file", "file gets it in full.", ".csv"), "Enter Export Esc Close"),
        (("f1",), ("Contacts of Hammer Workspace", "Type to search the keys", "On this screen"), "Esc Close"),
        (("f1", *"zzz"), ("Contacts of Hammer Workspace", "zzz", "No key matches “zzz”."), "Esc Clear"),
        (("m", "y"), ("Copy the email address?", "Cancel Copy"), "Enter Choose n/Esc No"),
        ((), ("Contacts of Hammer Workspace", "57 contacts"), "Enter Details Esc Leave"),
    ],
    ids=["filters", "filters typed", "export", "export masked", "help", "help typed", "confirm", "no dialog"],
)
async def test_the_browsers_dialogs_fit_low_windows(
    keys: tuple[str, ...], texts: tuple[str, ...], keys_shown: str, size: tuple[int, int]
) -> None:
    async with contacts_app("42").run_test(size=size) as pilot:
        await shows(pilot, "57 contacts")
        for key in keys:
            await pilot.press(key)
        await shows(pilot, keys_shown)
        lines = lines_of(pilot)
        for text in texts:
            assert any(text in line for line in lines), (text, lines)


@LOW
async def test_the_steps_say_how_to_answer_and_go_back(home: Path, size: tuple[int, int]) -> None:
    async with wizard_app(home / "config.json").run_test(size=size) as pilot:
        await go_to(pilot, "team")
        await shows(pilot, "Enter Choose Esc Back F1/? Help")
        await pilot.press(*"zzzz")
        await shows(pilot, "No team matches", "Esc Clear ^P Commands F1/? Help")
        assert "…" not in seen(pilot)
        await pilot.press("escape", "escape")
        await go_to(pilot, "contacts")
        await shows(pilot, "Is this the right workspace?", "Enter Yes Esc No")


@LOW
async def test_no_address_is_cut_below_the_token(home: Path, size: tuple[int, int]) -> None:
    async with wizard_app(home / "config.json").run_test(size=size) as pilot:
        await shows(pilot, "Ctrl+O accounts.myclickfunnels.com > ", "Developer Portal")


@LOW
@pytest.mark.parametrize(
    ("key", "texts", "keys_shown"),
    [
        ("f2", ("Rename hammer-workspace", "hammer-workspace"), "Enter Rename Esc Cancel"),
        ("f8", ("Forget hammer-workspace?", "not its token.", "Keep it Forget it"), "n/Esc No"),
        ("f4", ("Find a contact", "Whole email address, or id"), "Enter Find Esc Back"),
        (
            "ctrl+t",
            ("Paste another token for", "hammer-workspace", "Paste it here"),
            "Enter Check Esc Cancel",
        ),
    ],
    ids=["rename", "forget", "find", "token"],
)
async def test_the_switchers_dialogs_fit_low_windows(
    home: Path, key: str, texts: tuple[str, ...], keys_shown: str, size: tuple[int, int]
) -> None:
    path = home / ".config/clickfunnels/config.json"
    save_three(path)
    async with wizard_app(path, opens_home=True).run_test(size=size) as pilot:
        await shows(pilot, "Enter Switch Esc Leave")
        await pilot.press(key)
        await shows(pilot, *texts, keys_shown)
