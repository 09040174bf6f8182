"""The line above the contacts: how many were added over time, as a picture and in words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from servers import Switched
from support import NOON, Screens, contacts_app, go_to, seen, shows, table, until, wizard_app
from textual.widgets import Sparkline

from wizard.sandbox import DEMO_TOKEN, Access, Platform, SandboxTeam, SandboxWorkspace
from wizard.sandbox.people import InventedContacts
from wizard.tui.widgets.contact_summary import ContactSummary
from wizard.tui.widgets.count_line import CountLine

HAMMER, LONG, NOBODY = "42", "44", "43"


def line(pilot: Screens) -> str:
    """The line right below the count."""
    return seen(pilot).splitlines()[pilot.app.screen.query_one(CountLine).region.bottom].strip()


@pytest.mark.parametrize(
    ("size", "bars", "words"),
    [
        ((200, 50), 24, "newest 3 minutes ago · top tags: VIP ⭐, do not mail, coaching call"),
        ((120, 40), 17, "newest 3 minutes ago · top tags: VIP ⭐, do not mail, coaching call"),
        ((80, 24), 11, "newest 3 minutes ago · top tag: VIP ⭐"),
        ((60, 20), 8, "newest 3 minutes ago"),
        ((40, 20), 8, ""),
    ],
)
async def test_the_step_shows_growth_as_bars_and_says_as_much_about_it_as_fits(
    tmp_path: Path, size: tuple[int, int], bars: int, words: str
) -> None:
    async with wizard_app(tmp_path / "config.json").run_test(size=size) as pilot:
        await go_to(pilot, "contacts")
        await shows(pilot, "All 57, since 5 Aug")
        drawn, said = line(pilot).split("  ", 1)
        assert said.removeprefix("All 57, since 5 Aug").removeprefix(" · ") == words
        assert re.fullmatch(f"[▁▂▃▄▅▆▇█]{{{bars}}}", drawn)
        assert "█" in drawn
        assert table(pilot).region.y == pilot.app.screen.query_one(ContactSummary).region.bottom


async def test_a_low_window_has_more_rows_instead() -> None:
    async with contacts_app(HAMMER).run_test(size=(40, 15)) as pilot:
        await shows(pilot, "57 contacts")
        assert line(pilot).startswith("Name")
        await pilot.resize_terminal(40, 20)
        await shows(pilot, "All 57, since 5 Aug")


async def test_it_covers_what_has_loaded_asks_for_nothing_and_the_list_stays_in_place() -> None:
    server = Switched()
    server.held = lambda address: "after=" in address
    async with contacts_app(LONG, server=server).run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: pilot.app.screen.query_one(CountLine))
        before = table(pilot).region.y
        await shows(pilot, "The newest 20, in the last 22 hours · newest 3 minutes ago")
        assert sum("/contacts?" in address for address in server.asked) <= 2, "the second page is held"
        await pilot.press("end")
        await shows(pilot, "40 of 25,000 loaded", "The newest 20,")
        server.released.set()
        await shows(pilot, "The newest 120, since Friday · newest 3 minutes ago")
        assert table(pilot).region.y == before


async def test_it_hides_where_it_could_not_be_true_and_keeps_its_place() -> None:
    async with contacts_app(LONG).run_test(size=(80, 24)) as pilot:
        await shows(pilot, "The newest 120")
        before = table(pilot).region.y
        for key, order in (("o", "oldest first"), ("u", "least recently updated first")):
            await pilot.press(key)
            await shows(pilot, "of 25,000 loaded", order)
            assert not line(pilot)
            assert table(pilot).region.y == before
        await pilot.press("u", "o")
        await shows(pilot, "The newest 120")


async def test_it_is_about_the_whole_list_in_any_order_and_through_any_filter() -> None:
    async with contacts_app(HAMMER).run_test(size=(80, 24)) as pilot:
        await shows(pilot, "All 57, since 5 Aug · newest 3 minutes ago")
        for key in ("o", "u"):
            await pilot.press(key)
            await shows(pilot, "57 contacts", "All 57, since 5 Aug · newest 3 minutes ago · top tag: VIP ⭐")
        await pilot.press("slash", *"hina", "enter", "m")
        await shows(pilot, "5 of 57 contacts", "All 57, since 5 Aug · newest 3 minutes ago · top tag: VIP ⭐")


@pytest.mark.parametrize("count", [0, 1])
async def test_nobody_and_one_contact_need_no_summary(count: int) -> None:
    workspace = SandboxWorkspace(9000, "Shop", "shop", contacts=InventedContacts(9000, count, newest=NOON))
    platform = Platform([SandboxTeam(3, "A Team", workspaces=[workspace])], {DEMO_TOKEN: Access()})
    async with contacts_app("9000", platform=platform).run_test(size=(80, 24)) as pilot:
        await shows(pilot, "1 contact," if count else "no contacts yet")
        assert not line(pilot)


async def test_a_font_without_bars_shows_the_words_alone() -> None:
    app = contacts_app(HAMMER)
    app.set_class(True, "-plain")
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "All 57, since 5 Aug")
        assert not pilot.app.screen.query_one(Sparkline).display
        assert line(pilot).startswith("All 57")
