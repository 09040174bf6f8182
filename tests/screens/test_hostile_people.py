"""People whose names try to break the contact browser: it stays a table, and shows them as text."""

from __future__ import annotations

import unicodedata

import pytest
from hostile import HOSTILE, SCRIPTS, contact
from rich.cells import cell_len
from support import LARGE, Screens, contacts_app, seen, shows, table, until

from wizard.sandbox import DEMO_TOKEN, Access, Platform, SandboxTeam, SandboxWorkspace
from wizard.tui.screens.help import HelpScreen

NAMES = {**HOSTILE, **SCRIPTS}
DAY = "2026-01-01"
"""Shown in the last column, so that columns can be seen to be aligned."""


def crowd() -> Platform:
    """A workspace called like the worst of its contacts."""
    people = [
        {**contact(number, name), "created_at": f"{DAY}T00:00:00Z"}
        for number, name in enumerate(NAMES.values(), 1)
    ]
    workspace = SandboxWorkspace(42, HOSTILE["broken markup"] + HOSTILE["CSI"], "hammer", contacts=people)
    return Platform([SandboxTeam(3, HOSTILE["bidi"], workspaces=[workspace])], {DEMO_TOKEN: Access()})


def check(pilot: Screens) -> None:
    """Nothing on the screen controls the terminal or turns its text around, and no line is too long."""
    text = seen(pilot)
    odd = {c for c in text if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")}
    assert odd <= {"\u200c", "\u200d"}, odd
    assert {cell_len(line) for line in text.split("\n")} == {pilot.app.size.width}


@pytest.mark.parametrize("size", [(40, 15), LARGE], ids=["40x15", "120x40"])
async def test_hostile_people_are_shown_as_text_in_an_intact_table(size: tuple[int, int]) -> None:
    async with contacts_app("42", platform=crowd()).run_test(size=size) as pilot:
        await shows(pilot, f"{len(NAMES)} contacts")
        opens_details = [] if size == LARGE else ["d"]
        for key in ("home", *opens_details, *["down"] * len(NAMES), "m", "home", *["pagedown"] * 4):
            await pilot.press(key)
            check(pilot)
            rows = [row.partition(f"  {DAY}")[0] for row in seen(pilot).split("\n") if f"  {DAY}" in row]
            assert len({cell_len(row) for row in rows}) <= 1, "the columns are aligned"
            assert not any("👩\u200d" in row for row in rows), "terminals disagree about joined emoji"
        await pilot.press("m", "enter")
        await shows(pilot, "Esc Back")
        await pilot.press("escape", "slash", *"[red]")
        await shows(pilot, f"1 of {len(NAMES)} contacts", "[red]a[/red]")
        await pilot.press("escape")
        for key, title in (("t", "Filter by tags"), ("x", "Export to a file"), ("f1", "On this screen")):
            await pilot.press(key)
            await shows(pilot, title)
            check(pilot)
            await pilot.press("escape")
        await until(pilot, lambda: not isinstance(pilot.app.screen, HelpScreen) and table(pilot).rows)
