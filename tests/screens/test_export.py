"""Exporting what the contact browser shows, and finding such things without being told."""

from __future__ import annotations

import asyncio
import csv
import os
import shlex
import subprocess
import sys
from collections.abc import Awaitable, Callable
from itertools import pairwise
from pathlib import Path

import pytest
from servers import Switched
from support import Screens, contacts_app, seen, shows, until

from wizard.contacts.export.shown import MOST_IDS
from wizard.tui.screens.export import ExportScreen
from wizard.tui.screens.filter_picker import FilterPicker

Happens = Callable[[Screens], Awaitable[None]]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def columns_of(path: Path, *names: str) -> list[str]:
    with path.open(encoding="utf-8", newline="") as stream:
        return [",".join(row[name] for name in names) for row in csv.DictReader(stream)]


async def test_what_is_shown_is_exported_and_the_command_does_the_same(here: Path) -> None:
    async with contacts_app("42", is_demo=True).run_test(size=(120, 40)) as pilot:
        await shows(pilot, "57 contacts")
        await pilot.press("a", "o", "m")
        await shows(pilot, "oldest first", "active only")
        await pilot.press("x")
        await shows(pilot, "active only, oldest first, with the table’s columns.", "richstone-contacts.csv")
        await shows(pilot, "Personal data is hidden on the screen; the file gets it in full.")
        await pilot.press("f5", "enter")
        await shows(pilot, "Wrote", "richstone-contacts.csv. Only you can read it.")
        command = pilot.app.clipboard
    written = here / "richstone-contacts.csv"
    if os.name != "nt":
        assert written.stat().st_mode & 0o777 == 0o600
    shown = "id,first_name,last_name,email_address,phone_number,tags"  # the demo's dates follow the clock
    exported = columns_of(written, *shown.split(","))
    assert written.read_text(encoding="utf-8").startswith(f"{shown},created_at\n")
    assert command == (
        "cfw contacts 42 --demo --active --columns "
        "id,first_name,last_name,email_address,phone_number,tags,created_at --output richstone-contacts.csv"
    )
    written.unlink()
    words = shlex.split(command)[1:]
    command_line = [sys.executable, "-m", "wizard", *words]
    await asyncio.to_thread(subprocess.run, command_line, check=True, capture_output=True)
    assert columns_of(written, *shown.split(",")) == exported


async def test_only_what_was_found_by_typing_is_exported(here: Path) -> None:
    async with contacts_app("42").run_test(size=(120, 40)) as pilot:
        await shows(pilot, "57 contacts")
        await pilot.press("slash", *"vega")
        await shows(pilot, "4 of 57 contacts")
        await pilot.press("alt+x")
        await shows(pilot, "found, newest first, with the table’s columns.")
        await pilot.press("enter")
        await shows(pilot, "Only you can read it.")
    names = columns_of(here / "richstone-contacts.csv", "first_name", "last_name")
    assert 0 < len(names) < MOST_IDS
    assert all("Vega" in name for name in names)


async def test_a_file_is_not_replaced_without_asking(here: Path) -> None:
    path = here / "richstone-contacts.csv"
    path.write_text("precious")
    async with contacts_app("42").run_test(size=(80, 24)) as pilot:
        await shows(pilot, "57 contacts")
        await pilot.press("x", "enter")
        await shows(pilot, "Replace richstone-contacts.csv?")
        await pilot.press("n")
        await until(pilot, lambda: isinstance(pilot.app.screen, ExportScreen))
        assert path.read_text() == "precious"
        await pilot.press("enter")
        await shows(pilot, "Replace richstone-contacts.csv?")
        await pilot.press("y")
        await shows(pilot, "Wrote 57 contacts")
    assert len(columns_of(path, "id")) == 57


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nowhere/x.csv", "nowhere/x.csv cannot be written: there is no folder nowhere."),
        ("..", ".. cannot be written: it is a folder."),
    ],
)
async def test_a_file_that_cannot_be_written_is_reported_at_the_field(name: str, said: str) -> None:
    async with contacts_app("42").run_test(size=(120, 40)) as pilot:
        await shows(pilot, "57 contacts")
        await pilot.press("x", "ctrl+u", *name, "enter")
        await shows(pilot, said)


async def test_escape_stops_and_keeps_what_has_arrived(here: Path) -> None:
    server = Switched()
    async with contacts_app("42", server=server).run_test(size=(120, 40)) as pilot:
        await shows(pilot, "57 contacts")
        server.held = lambda address: "/contacts?" in address and "after=" in address
        await pilot.press("x", "enter")
        await shows(pilot, "Esc stops", "of 57 contacts")
        await pilot.press("escape")
        await shows(pilot, "contacts kept.", "Enter resumes it", "--resume")
        assert (here / "richstone-contacts.csv.part").exists()
        server.released.set()
        await pilot.press("enter")
        await shows(pilot, "Resume the unfinished export?", "contacts already")
        await pilot.press("y")
        await shows(pilot, "Wrote 57 contacts")
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(pilot.app.screen, ExportScreen))
    ids = columns_of(here / "richstone-contacts.csv", "id")
    assert len(ids) == len(set(ids)) == 57


async def test_an_error_says_how_to_continue() -> None:
    server = Switched()
    async with contacts_app("42", server=server).run_test(size=(120, 40)) as pilot:
        await shows(pilot, "57 contacts")
        server.failing = lambda address: "/contacts?" in address and "after=" in address
        await pilot.press("x", "enter")
        await shows(
            pilot, "having trouble (it answered 500)", "richstone-contacts.csv.part has what has arrived"
        )


async def hides(pilot: Screens) -> None:
    await shows(pilot, "personal data hidden")


async def filters_by_tag(pilot: Screens) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, FilterPicker))


async def exports(pilot: Screens) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, ExportScreen))


THINGS_TO_DO = pytest.mark.parametrize(
    ("word", "key", "happens"),
    [("tag", "t", filters_by_tag), ("personal data", "m", hides), ("Export", "x", exports)],
)


@THINGS_TO_DO
async def test_someone_who_was_told_nothing_finds_it_in_the_help(
    word: str, key: str, happens: Callable[[Screens], Awaitable[None]]
) -> None:
    """Three keys: the one that every screen names, Esc, and the one that the help names."""
    async with contacts_app("42").run_test(size=(80, 24)) as pilot:
        await shows(pilot, "57 contacts", "F1/? Help")
        await pilot.press("question_mark")
        await shows(pilot, "Which contacts")
        line = next(line for line in seen(pilot).split("\n") if word in line and f" {key}" in line)
        assert line.split()[1].rstrip(",") == key
        await pilot.press("escape", key)
        await happens(pilot)


@THINGS_TO_DO
async def test_someone_who_was_told_nothing_finds_it_in_the_palette(
    word: str, key: str, happens: Callable[[Screens], Awaitable[None]]
) -> None:
    """Three keys: the one that every screen names, Esc, and the one that the palette names."""
    async with contacts_app("42").run_test(size=(80, 24)) as pilot:
        await shows(pilot, "57 contacts", "^P Commands")
        await pilot.press("ctrl+p")
        await shows(pilot, "Key: x")
        lines = seen(pilot).split("\n")
        below = next(below for line, below in pairwise(lines) if word in line)
        assert below.split()[1].rstrip(",") == key
        await pilot.press("escape", key)
        await happens(pilot)
