"""Browsing a workspace's contacts, few or many."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

import pytest
from servers import Switched
from spoilt import Spoilt, some
from starlette.responses import JSONResponse
from support import (
    LARGE,
    SMALL,
    contacts_app,
    details_have_come,
    field,
    press_to_leave,
    seen,
    shows,
    table,
    until,
)
from textual import events
from textual.pilot import Pilot

from wizard.api.contact import ContactRow
from wizard.api.contact_query import ContactQuery
from wizard.sandbox import DEMO_TOKEN, Access, Platform, SandboxTeam, SandboxWorkspace, create_app
from wizard.support.matching import fold
from wizard.tui.screens.contact_browser import ContactBrowser
from wizard.tui.screens.contact_details import DetailsPanel
from wizard.tui.widgets.notice import Notice

HAMMER, LONG, NOBODY = "42", "44", "43"
OLDEST, NEWEST = 44_000_000, 44_174_995
SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])

Screens = Pilot[Any]


def current(pilot: Screens) -> ContactRow:
    row = table(pilot).current
    if not isinstance(row, ContactRow):
        raise LookupError("no contact is there yet")
    return row


def contact_requests(server: Switched) -> list[str]:
    return [address for address in server.asked if "/contacts" in address and "/tags" not in address]


# Both ends


@SIZES
async def test_the_newest_come_first_and_end_and_home_jump_to_the_ends(size: tuple[int, int]) -> None:
    server = Switched()
    async with contacts_app(LONG, server=server).run_test(size=size) as pilot:
        await shows(pilot, "loaded, newest first", "Name", "Email")
        await until(pilot, lambda: current(pilot).id == NEWEST)
        await pilot.press("end")
        await until(pilot, lambda: current(pilot).id == OLDEST, "the oldest contact under the cursor")
        assert table(pilot).cursor == len(table(pilot).rows) - 1
        assert len(contact_requests(server)) < 40
        await pilot.press("home")
        await until(pilot, lambda: current(pilot).id == NEWEST)
        await shows(pilot, "Contacts of Early Bird Club")


async def test_jumping_to_the_end_takes_one_more_request(size: tuple[int, int] = SMALL) -> None:
    server = Switched()
    server.held = lambda address: "after=" in address
    async with contacts_app(LONG, server=server).run_test(size=size) as pilot:
        await until(pilot, lambda: current(pilot).id == NEWEST)
        await pilot.press("end")
        await until(pilot, lambda: current(pilot).id == OLDEST)
        assert len([one for one in contact_requests(server) if "after=" not in one]) == 2
        server.released.set()


async def test_the_gap_in_between_loads_from_both_sides(size: tuple[int, int] = SMALL) -> None:
    async with contacts_app(LONG).run_test(size=size) as pilot:
        await until(pilot, lambda: len(table(pilot).rows) >= 100)
        await pilot.press("end")
        await until(pilot, lambda: current(pilot).id == OLDEST)
        for _ in range(12):
            await pilot.press("pageup")
            before = current(pilot).id
            await until(
                pilot, lambda: None not in table(pilot).rows[table(pilot).cursor - 20 : table(pilot).cursor]
            )
            assert current(pilot).id == before, "the visible rows stay where they are"
        ids = [row.id for row in table(pilot).rows if row]
        assert ids == sorted(set(ids), reverse=True)
        assert None in table(pilot).rows


async def test_the_gap_is_shown_and_stops_the_cursor(size: tuple[int, int] = SMALL) -> None:
    server = Switched()
    async with contacts_app(LONG, server=server).run_test(size=size) as pilot:
        await until(pilot, lambda: len(table(pilot).rows) >= 100)
        server.held = lambda address: "after=" in address
        await pilot.press("end")
        await until(pilot, lambda: current(pilot).id == OLDEST)
        await pilot.press(*["pageup"] * 5)
        await shows(pilot, "more in between, not loaded yet")
        assert current(pilot).id < 44_000_200
        server.released.set()


async def test_head_and_tail_meet_and_make_one_list(size: tuple[int, int] = SMALL) -> None:
    server = Switched()
    server.held = lambda address: "after=" in address
    async with contacts_app(HAMMER, server=server).run_test(size=size) as pilot:
        await shows(pilot, "20 so far, newest first")
        await pilot.press("end")
        await shows(pilot, "40 so far, newest first")
        assert table(pilot).cursor == 40
        last = current(pilot)
        server.held = lambda address: False
        server.released.set()
        await shows(pilot, "57 contacts, newest first")
        assert current(pilot) == last
        assert len([row for row in table(pilot).rows if row]) == len(table(pilot).rows) == 57


async def test_rows_load_ahead_of_the_cursor(size: tuple[int, int] = SMALL) -> None:
    async with contacts_app(LONG).run_test(size=size) as pilot:
        for _ in range(10):
            await until(pilot, lambda: len(table(pilot).rows) > table(pilot).cursor + 90)
            await pilot.press("pagedown")
        assert current(pilot)


async def test_the_mouse_wheel_scrolls_without_moving_the_cursor_and_loads_more(
    size: tuple[int, int] = SMALL,
) -> None:
    async with contacts_app(LONG).run_test(size=size) as pilot:
        await until(pilot, lambda: len(table(pilot).rows) >= 100)
        before, rows = current(pilot), len(table(pilot).rows)
        for _ in range(20):
            await pilot._post_mouse_events([events.MouseScrollDown], widget="#table", offset=(5, 5))
        top = 20 * pilot.app.scroll_sensitivity_y
        await until(pilot, lambda: table(pilot).scroll_offset.y == top, "rows further down")
        await until(pilot, lambda: len(table(pilot).rows) > rows, "more rows")
        assert current(pilot) == before
        await shows(pilot, "Name", "Email")
        await pilot.resize_terminal(80, 20)
        await pilot.resize_terminal(*size)
        assert table(pilot).scroll_offset.y == top, "the visible rows stay where they are"


async def test_resizing_during_loading_keeps_the_cursor_visible() -> None:
    server = Switched()
    server.held = lambda address: "after=" in address
    async with contacts_app(LONG, server=server).run_test(size=LARGE) as pilot:
        await shows(pilot, "20 of 25,000 loaded")
        await pilot.press(*["down"] * 18)
        row = current(pilot)
        await pilot.resize_terminal(*SMALL)
        await shows(pilot, row.email_address[:20] or row.name)
        server.held = lambda address: False
        server.released.set()
        await until(pilot, lambda: len(table(pilot).rows) >= 100)
        await pilot.resize_terminal(*LARGE)
        await shows(pilot, f"id {row.id}")
        assert current(pilot) == row


async def test_reversing_the_order_requests_nothing_twice(size: tuple[int, int] = SMALL) -> None:
    server = Switched()
    async with contacts_app(HAMMER, server=server).run_test(size=size) as pilot:
        await shows(pilot, "57 contacts, newest first")
        newest = current(pilot).id
        await pilot.press("down", "o")
        await shows(pilot, "57 contacts, oldest first")
        assert table(pilot).cursor == 0
        assert current(pilot).id < newest - 300
        await pilot.press("o")
        await shows(pilot, "57 contacts, newest first")
        assert current(pilot).id == newest
        assert sorted(server.asked) == sorted(set(server.asked))


async def test_sorting_by_last_update(size: tuple[int, int] = SMALL) -> None:
    async with contacts_app(HAMMER).run_test(size=size) as pilot:
        await shows(pilot, "57 contacts, newest first", "Added")
        await pilot.press("u")
        await shows(pilot, "57 contacts, most recently updated first", "Updated")
        moments = [row.updated_at for row in table(pilot).rows if isinstance(row, ContactRow)]
        assert moments == sorted(moments, reverse=True)
        await pilot.press("end", "u")
        await shows(pilot, "57 contacts, newest first", "Added")


async def test_letter_keys_work_only_outside_the_filter() -> None:
    app = contacts_app(HAMMER)
    async with app.run_test(size=SMALL) as pilot:
        await shows(pilot, "57 contacts")
        await pilot.press("j", "j", "k")
        await until(pilot, lambda: table(pilot).cursor == 1)
        await pilot.press("G")
        await until(pilot, lambda: table(pilot).cursor == 56)
        await pilot.press("g")
        await until(pilot, lambda: table(pilot).cursor == 0)
        await pilot.press("slash", *"jkgGqyY")
        assert field(pilot).value == "jkgGqyY"
        await pilot.press("escape")
        await until(pilot, lambda: table(pilot).has_focus and not field(pilot).display)
        await press_to_leave(pilot, "q")
    assert app.return_code == 0


async def test_ones_own_key_for_going_back_leaves_too() -> None:
    app = contacts_app(HAMMER)
    app.own_keys = {"go_back": "ctrl+e"}
    async with app.run_test(size=SMALL) as pilot:
        await shows(pilot, "57 contacts")
        await pilot.press("d")
        await shows(pilot, "^E Hide details")
        await pilot.press("ctrl+e")
        await shows(pilot, "^E Leave")
        await press_to_leave(pilot, "ctrl+e")
    assert app.return_code == 0


# Where the cursor is, and how the list is sorted


@SIZES
async def test_the_row_of_the_cursor_is_shown(size: tuple[int, int]) -> None:
    async with contacts_app(HAMMER).run_test(size=size) as pilot:
        await shows(pilot, "57 contacts, newest first", "row 1 of 57")
        await pilot.press("end")
        await shows(pilot, "row 57 of 57")
        await pilot.press("slash", *"hina")
        await shows(pilot, "5 of 57 contacts", "row 1 of 5")
        await pilot.press("down")
        await shows(pilot, "row 2 of 5")


@pytest.mark.parametrize(
    ("workspace", "first", "last"),
    [(LONG, ["20 of 25,000 loaded", "row 1 of 25,000"], "row 25,000 of 25,000"),
     (HAMMER, ["20 so far, newest first", "row 1 "], "last row")],
    ids=["known", "unknown"],
)  # fmt: skip
async def test_the_row_is_told_even_if_most_of_the_list_is_not_loaded(
    workspace: str, first: list[str], last: str
) -> None:
    server = Switched()
    server.held = lambda address: "after=" in address
    async with contacts_app(workspace, server=server).run_test(size=SMALL) as pilot:
        await shows(pilot, *first)
        await pilot.press("end")
        await shows(pilot, last)


async def test_the_column_sorted_by_is_marked() -> None:
    async with contacts_app(HAMMER).run_test(size=SMALL) as pilot:
        await shows(pilot, "57 contacts", "Added ▼")
        await pilot.press("o")
        await shows(pilot, "Added ▲")
        await pilot.press("u")
        await shows(pilot, "Updated ▲")


@pytest.mark.parametrize(
    ("keys", "key_bar"),
    [
        ((), "Enter Details Esc Leave / Filter t Tags ^P Commands"),
        (("slash",), "Enter To the list Esc Clear"),
        (("slash", *"qqq"), "Esc Clear"),
        (("d",), "Enter Details Esc Hide details"),
        (("a",), "Enter Details Esc All contacts"),
    ],
)
async def test_the_key_bar_says_what_enter_and_escape_do_next(keys: tuple[str, ...], key_bar: str) -> None:
    async with contacts_app(HAMMER).run_test(size=SMALL) as pilot:
        await shows(pilot, "57 contacts")
        await pilot.press(*keys)
        await until(pilot, lambda: " ".join(seen(pilot).splitlines()[-1].split()).startswith(key_bar))


async def test_enter_is_not_offered_over_an_empty_list() -> None:
    async with contacts_app(NOBODY).run_test(size=SMALL) as pilot:
        await shows(pilot, "This workspace has no contacts yet.", "/ Filter", "F1/? Help")
        assert not {"Enter", "Export"} & {*seen(pilot).split()}


# Totals


async def test_the_total_is_shown_only_if_clickfunnels_reports_it() -> None:
    async with contacts_app(LONG).run_test(size=SMALL) as pilot:
        await shows(pilot, "of 25,000 loaded, newest first")
    server = Switched()
    server.held = lambda address: "after=" in address
    async with contacts_app(HAMMER, server=server).run_test(size=SMALL) as pilot:
        await shows(pilot, "20 so far, newest first")
        server.released.set()


async def test_a_capped_total_is_shown_as_a_lower_bound() -> None:
    server = Switched()
    inner = server._app

    async def capped(scope: Any, receive: Any, send: Any) -> None:
        if scope["path"].endswith("/stats"):
            answer = JSONResponse({"stats": {"count": 10_000, "count_capped_at": 10_000}})
            await answer(scope, receive, send)
        else:
            await inner(scope, receive, send)

    async with contacts_app(LONG, server=capped).run_test(size=SMALL) as pilot:
        await shows(pilot, "of more than 10,000 loaded, newest first")


@SIZES
async def test_an_empty_workspace_is_explained(size: tuple[int, int]) -> None:
    async with contacts_app(NOBODY).run_test(size=size) as pilot:
        await shows(pilot, "This workspace has no contacts yet.")
        await pilot.press("end", "pagedown", "d", "y", "e", "Y", "slash", "x")
        await shows(pilot, "This workspace has no contacts yet.")
        await pilot.press("escape")
        await shows(pilot, "This workspace has no contacts yet.")


# Filters


@SIZES
async def test_the_filter_matches_names_emails_phones_and_tags(
    size: tuple[int, int],
) -> None:
    async with contacts_app(HAMMER).run_test(size=size) as pilot:
        await shows(pilot, "57 contacts")
        await pilot.press("slash")
        for typed, count in (
            ("SIOBHAN", 2),
            ("hina.tanaka7@", 1),
            ("+1555000000", 6),
            ("coaching call", 14),
            ("vip jurg", 1),
        ):
            field(pilot).value = typed
            await shows(pilot, f"{count} of 57 contacts, newest first")
            assert len(table(pilot).rows) == count


async def test_the_table_keys_work_while_typing(size: tuple[int, int] = SMALL) -> None:
    async with contacts_app(HAMMER).run_test(size=size) as pilot:
        await shows(pilot, "57 contacts")
        await pilot.press("slash", *"hina", "down", "down", "pagedown")
        await until(pilot, lambda: table(pilot).cursor == 4)
        assert field(pilot).value == "hina"


async def test_a_filter_says_how_much_it_searched_and_loading_all_completes_it(
    size: tuple[int, int] = SMALL,
) -> None:
    server = Switched()
    server.held = lambda _: len(server.asked) > 300  # so that it can be seen loading
    async with contacts_app(LONG, server=server).run_test(size=size) as pilot:
        await until(pilot, lambda: len(table(pilot).rows) >= 100)
        await pilot.press("slash", *"smith77@")
        await shows(pilot, "0 found in 120 of 25,000", "Searched 120 of 25,000. Enter searches all.")
        await pilot.press("enter")
        await shows(pilot, "Loading all:", "of 25,000 contacts", "pages a second", "left", "Esc stops")
        server.released.set()
        await shows(pilot, "0 of 25,000 contacts, newest first")
        field(pilot).value = "hina"
        await until(pilot, lambda: len(table(pilot).rows) > 1_000)


async def test_contacts_loaded_while_typing_are_searched_too(size: tuple[int, int] = SMALL) -> None:
    server = Switched()
    server.held = lambda _: len(server.asked) > 300
    async with contacts_app(LONG, server=server).run_test(size=size) as pilot:
        await until(pilot, lambda: len(table(pilot).rows) >= 100)
        await pilot.press("slash", *"hin", "alt+l")
        await shows(pilot, "Loading all:")
        server.released.set()
        await pilot.press(*"a.y")
        await pilot.press("backspace", "k")
        await shows(pilot, "of 25,000 contacts, newest first")
        found = await all_found(pilot, lambda row: "hina.k" in row.email_address)
        field(pilot).value = "hin"
        await until(pilot, lambda: len(table(pilot).rows) > found)
        await all_found(pilot, lambda row: "hin" in fold(text_of(row)))


def text_of(row: ContactRow) -> str:
    return "\t".join((row.name, row.email_address, row.phone_number, *(tag.name for tag in row.tags)))


async def all_found(pilot: Screens, holds: Callable[[ContactRow], bool]) -> int:
    """Wait until the table shows exactly the loaded rows that match, and return how many they are."""
    loaded = pilot.app.screen.query_one(ContactBrowser).state.loaded
    wanted = [row.id for row in loaded if row and holds(row)]
    await until(pilot, lambda: [row.id for row in table(pilot).rows] == wanted, "all matching rows")
    return len(wanted)


async def test_filtering_within_a_tag_and_back(size: tuple[int, int] = SMALL) -> None:
    async with contacts_app(HAMMER).run_test(size=size) as pilot:
        await shows(pilot, "57 contacts")
        await pilot.press("slash", *"hina", "enter")
        await all_found(pilot, lambda row: "hina" in fold(text_of(row)))
        await pilot.press("t")
        await shows(pilot, "VIP ⭐")
        await pilot.press("down", "down", "down", "enter")
        await shows(pilot, "newest first · Tags: VIP ⭐")
        tagged = await all_found(pilot, lambda row: "hina" in fold(text_of(row)))
        assert all("VIP ⭐" in [tag.name for tag in row.tags] for row in table(pilot).rows)
        await pilot.press("escape", "escape")
        await shows(pilot, "57 contacts, newest first")
        await pilot.press("slash", *"hina")
        assert await all_found(pilot, lambda row: "hina" in fold(text_of(row))) > tagged


async def test_no_match_is_reported_only_after_everything_was_searched(
    monkeypatch: pytest.MonkeyPatch, size: tuple[int, int] = SMALL
) -> None:
    monkeypatch.setattr("wizard.contacts.browsing.filtering.SLICE", 5)
    async with contacts_app(HAMMER).run_test(size=size) as pilot:
        await shows(pilot, "57 contacts")
        said: list[str] = []
        say = Notice.say
        monkeypatch.setattr(
            Notice, "say", lambda self, mood, what, hint="": (said.append(what), say(self, mood, what, hint))
        )
        await pilot.press("slash")
        field(pilot).value = "hina.tanaka7@"
        await shows(pilot, "1 of 57 contacts")
        assert said == []
        field(pilot).value = "nobody"
        await shows(pilot, "Searched 57 contacts: no match.")


async def test_stopping_load_all_keeps_what_was_loaded(size: tuple[int, int] = SMALL) -> None:
    server = Switched()
    async with contacts_app(LONG, server=server).run_test(size=size) as pilot:
        await until(pilot, lambda: len(table(pilot).rows) >= 100)
        loaded = len(table(pilot).rows)
        server.held = lambda address: len(table(pilot).rows) > loaded and "after=" in address
        await pilot.press("l")
        await until(pilot, lambda: len(table(pilot).rows) > loaded)
        await pilot.press("escape")
        await until(pilot, lambda: "Loading all" not in seen(pilot))
        assert loaded < len(table(pilot).rows) < 25_000
        server.held = lambda address: False
        server.released.set()
        await pilot.press("l")
        await shows(pilot, "25,000 contacts, newest first")
        ids = [row.id for row in table(pilot).rows if isinstance(row, ContactRow)]
        assert ids == sorted(set(ids), reverse=True)


@SIZES
async def test_an_exact_email_or_id_is_looked_up_at_clickfunnels(size: tuple[int, int]) -> None:
    server = Switched()
    async with contacts_app(LONG, server=server).run_test(size=size) as pilot:
        await shows(pilot, "of 25,000 loaded")
        wanted = "chloe.bennett24848@example.org"
        await pilot.press("slash", *wanted)
        await shows(pilot, "of 25,000. Enter looks up", "Enter Look up")
        await pilot.press("enter")
        await shows(pilot, f"1 contact, newest first · exactly {wanted}")
        assert current(pilot).email_address == wanted
        assert any(
            "filter%5Bemail_address%5D=chloe.bennett24848%40example.org" in one for one in server.asked
        )
        number = str(current(pilot).id)
        await pilot.press("escape")
        await shows(pilot, "of 25,000 loaded")
        await pilot.press("slash", *number, "enter")
        await shows(pilot, f"1 contact, newest first · exactly {number}")
        await pilot.press("escape", "slash", *"cRvotA", "f4")
        await shows(pilot, "1 contact, newest first · exactly cRvotA")
        assert current(pilot).id == OLDEST


async def test_a_failed_lookup_can_be_retried() -> None:
    server = Switched()
    server.failing = lambda address: "cRvotA" in address
    async with contacts_app(LONG, server=server).run_test(size=SMALL) as pilot:
        await shows(pilot, "of 25,000 loaded")
        await pilot.press("slash", *"cRvotA", "f4")
        await shows(pilot, "having trouble (it answered 500)", "Ctrl+R tries again.")
        server.failing = lambda address: False
        await pilot.press("ctrl+r")
        await shows(pilot, "1 contact, newest first · exactly cRvotA")


async def test_looking_up_an_email_or_id_that_does_not_exist(size: tuple[int, int] = SMALL) -> None:
    async with contacts_app(HAMMER).run_test(size=size) as pilot:
        await shows(pilot, "57 contacts")
        await pilot.press("slash", *"no@example.com", "f4")
        await shows(pilot, "No contact has the email address no@example.com.", "Esc shows all again.")
        await pilot.press("escape")
        await shows(pilot, "57 contacts")
        await pilot.press("slash", *"QQQQQQ", "f4")
        await shows(pilot, "ClickFunnels has no contact QQQQQQ in this workspace.")
        assert field(pilot).value == "QQQQQQ"


async def test_only_contacts_with_a_tag(size: tuple[int, int] = SMALL) -> None:
    async with contacts_app(HAMMER).run_test(size=size) as pilot:
        await shows(pilot, "57 contacts")
        await pilot.press("t")
        await shows(pilot, "Filter by tags", "do not mail", "coaching call")
        await pilot.press("down", "down", "down", "enter")
        await shows(pilot, "newest first · Tags: VIP ⭐")
        rows = [row for row in table(pilot).rows if isinstance(row, ContactRow)]
        assert 0 < len(rows) < 57
        assert all("VIP ⭐" in [tag.name for tag in row.tags] for row in rows)
        await pilot.press("t")
        await shows(pilot, "all contacts")
        await pilot.press("escape")
        await shows(pilot, "Tags: VIP ⭐")
        await pilot.press("escape")
        await shows(pilot, "57 contacts, newest first")


async def test_several_tags_mean_any_of_them() -> None:
    server = Switched()
    async with contacts_app(HAMMER, server=server).run_test(size=SMALL) as pilot:
        await shows(pilot, "57 contacts")
        await pilot.press("t")
        await shows(pilot, "Space selects several tags", "newsletter")
        await pilot.press(*"cust", "space")
        await shows(pilot, "› [x] ● customer")
        await pilot.press("escape", *"2026", "space")
        await shows(pilot, "› [x] ● webinar 2026", "Esc Clear")
        await pilot.press("escape")
        await shows(pilot, "[x] ● customer", "› [x] ● webinar 2026", "[ ] ● VIP ⭐", "Esc Close")
        await pilot.press("enter")
        await shows(pilot, "contacts, newest first · Tags: customer, webinar 2026")
        tags = [{tag.name for tag in row.tags} for row in table(pilot).rows if isinstance(row, ContactRow)]
        assert all(names & {"customer", "webinar 2026"} for names in tags)
        assert {"customer"} in tags
        assert any("filter%5Btag_ids%5D=4200%2C4201" in one for one in server.asked)
        await pilot.press("t")
        await shows(pilot, "› [x] ● customer")
        await pilot.press("space", "enter")
        await shows(pilot, "newest first · Tags: webinar 2026")
        await pilot.press("t")
        await shows(pilot, "[x] ● webinar 2026")
        await pilot.press("home", "enter")
        await shows(pilot, "57 contacts, newest first")


async def test_the_list_of_tags_says_when_nothing_matches() -> None:
    async with contacts_app(HAMMER).run_test(size=SMALL) as pilot:
        await shows(pilot, "57 contacts")
        await pilot.press("t")
        await shows(pilot, "newsletter")
        await pilot.press(*"qq", "space", "enter")
        await shows(pilot, "No tag or segment matches “qq”.", "Esc Clear")
        await pilot.press("escape", "escape")
        await shows(pilot, "57 contacts, newest first")


async def test_a_lookup_ignores_the_tag_filter_and_does_not_claim_the_tag(
    size: tuple[int, int] = SMALL,
) -> None:
    async with contacts_app(HAMMER).run_test(size=size) as pilot:
        await shows(pilot, "57 contacts")
        await pilot.press("t")
        await shows(pilot, "VIP ⭐")
        await pilot.press("down", "down", "down", "enter")
        await shows(pilot, "newest first · Tags: VIP ⭐")
        await pilot.press("slash", *"42000000", "f4")
        await shows(pilot, "1 contact, newest first · exactly 42000000")
        assert "Tags: VIP" not in seen(pilot)


async def test_a_key_cycles_through_active_and_inactive_and_all_contacts(
    size: tuple[int, int] = SMALL,
) -> None:
    async with contacts_app(HAMMER).run_test(size=size) as pilot:
        await shows(pilot, "57 contacts, newest first")
        await pilot.press("a")
        await shows(pilot, "contacts, newest first · active only")
        active = len(table(pilot).rows)
        await pilot.press("a")
        await shows(pilot, "contacts, newest first · inactive only")
        assert active + len(table(pilot).rows) == 57
        await pilot.press("a")
        await shows(pilot, "57 contacts, newest first")


async def test_filters_from_the_command_line_apply_from_the_first_page() -> None:
    query = ContactQuery(newest_first=False, is_active=False)
    async with contacts_app(HAMMER, query=query).run_test(size=SMALL) as pilot:
        await shows(pilot, "contacts, oldest first · inactive only")


# One contact


async def test_on_wide_screens_the_details_follow_the_cursor() -> None:
    async with contacts_app(HAMMER).run_test(size=LARGE) as pilot:
        await shows(pilot, "57 contacts")
        first = current(pilot)
        await shows(pilot, f"id {first.id}", "uuid")
        await pilot.press("down")
        await shows(pilot, f"id {current(pilot).id}")
        assert current(pilot) != first
        await pilot.press("d")
        await until(pilot, lambda: "uuid" not in seen(pilot))
        await pilot.press("d")
        await shows(pilot, "uuid")


async def test_the_details_show_everything_with_relative_and_exact_times() -> None:
    async with contacts_app(HAMMER).run_test(size=(160, 60)) as pilot:
        await shows(pilot, "57 contacts")
        await pilot.press("end")
        await until(pilot, lambda: current(pilot).id == 42_000_000)
        await shows(pilot, "Chloe Whitfield", "added 3 months ago", "5 Aug 2026, 02:03 (Pacific)")
        await shows(pilot, "dashboard", "https://richstone.myclickfunnels.com/account", "active yes")
        await shows(pilot, "Last email", "sent 1 month ago", "opened never")
        await shows(pilot, "Came from", "utm source", "referring domain search.example.com", "landing page")
        await pilot.press("up")
        await shows(pilot, "Custom attributes", "source", "seats 1")


async def test_on_narrow_screens_the_details_are_below_and_then_a_screen() -> None:
    async with contacts_app(HAMMER).run_test(size=SMALL) as pilot:
        await shows(pilot, "57 contacts")
        await pilot.press("end", "enter")
        await shows(
            pilot, "57 contacts", "email chloe.whitfield1@example.net", "added 3 months ago, 5 Aug 2026"
        )
        assert table(pilot).has_focus
        await pilot.press("up")
        await shows(pilot, f"email {current(pilot).email_address}")
        await pilot.press("enter")
        await shows(pilot, "id 42000010", "Custom attributes", "seats 1", "Esc Back", "Copy email")
        await pilot.press("down")
        await shows(pilot, "id 42000000", "Came from")
        await pilot.press("escape")
        await shows(pilot, "57 contacts, newest first", "email chloe.whitfield1@example.net")
        assert current(pilot).id == 42_000_000
        await pilot.press("escape")
        await until(pilot, lambda: "added" not in seen(pilot))
        await pilot.resize_terminal(*LARGE)
        await shows(pilot, "email chloe.whitfield1@example.net", "row 57 of 57")


async def test_details_are_fetched_only_for_a_contact_the_cursor_rests_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("wizard.tui.screens.contact_details.PAUSE", 1.0)
    server = Switched()
    async with contacts_app(HAMMER, server=server).run_test(size=LARGE) as pilot:
        await shows(pilot, "57 contacts")
        await pilot.press(*["down"] * 10)
        await shows(pilot, f"id {current(pilot).id}", "uuid")
        fetched = [one for one in server.asked if one.startswith("/api/v2/contacts/")]
        assert f"/api/v2/contacts/{current(pilot).id}?expand%5B%5D=email_engagement" in fetched
        assert len(fetched) <= 4


@pytest.mark.parametrize(
    ("answer", "note"),
    [
        (JSONResponse({"error": "No email read access"}, 403), "This token can't see when emails were"),
        (None, "Email activity took too long to"),
    ],
    ids=["refused", "late"],
)
async def test_details_do_without_email_engagement(
    answer: JSONResponse | None, note: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wizard.account.contact_details.PATIENCE_SECONDS", 0.2)
    sandbox, asked = create_app(), []

    async def server(scope: Any, receive: Any, send: Any) -> None:
        asked.append(scope["query_string"].decode())
        if "expand" not in asked[-1]:
            await sandbox(scope, receive, send)
        elif answer is None:
            await asyncio.Event().wait()
        else:
            await answer(scope, receive, send)

    async with contacts_app(HAMMER, server=server).run_test(size=LARGE) as pilot:
        await shows(pilot, "57 contacts", "Last email", note)
        await pilot.press("down")
        await until(pilot, lambda: details_have_come(pilot))
        await shows(pilot, f"id {current(pilot).id}", note)
        tries = 1 if answer else 2
        assert len([one for one in asked if "expand" in one]) == tries, "a refusal is remembered"


@pytest.mark.parametrize(
    ("zone", "shown"), [("Tokyo", "30 Nov 2026, 18:00 (Tokyo)"), ("Nowhere", "30 Nov 2026, 09:00 (UTC)")]
)
async def test_times_are_in_the_zone_of_the_team(zone: str, shown: str) -> None:
    people = [{"id": 7, "first_name": "Ada", "created_at": "2026-11-30T09:00:00.000Z"}]
    workspace = SandboxWorkspace(1, "W", "w", contacts=people)
    sandbox = create_app(Platform((SandboxTeam(3, "T", None, (workspace,)),), {DEMO_TOKEN: Access()}))

    async def server(scope: Any, receive: Any, send: Any) -> None:
        is_team = scope["path"].endswith("/teams/3")
        await (JSONResponse({"id": 3, "time_zone": zone}) if is_team else sandbox)(scope, receive, send)

    async with contacts_app("1", server=server).run_test(size=LARGE) as pilot:
        await shows(pilot, "1 contact", shown)


async def test_a_contact_deleted_meanwhile_is_reported() -> None:
    people = [
        {"id": 7, "first_name": "Ada", "email_address": "ada@example.com"},
        {"id": 9, "first_name": "Bo"},
    ]
    platform = Platform(
        (SandboxTeam(3, "T", None, (SandboxWorkspace(1, "W", "w", contacts=people),)),),
        {DEMO_TOKEN: Access()},
    )
    async with contacts_app("1", platform=platform).run_test(size=LARGE) as pilot:
        await shows(pilot, "2 contacts", "Bo")
        people.pop(0)
        await pilot.press("down")
        await shows(pilot, "ada@example.com", "This contact no longer exists.")


async def test_copying_the_email_the_id_and_the_record(monkeypatch: pytest.MonkeyPatch) -> None:
    app = contacts_app(HAMMER)
    copied: list[str] = []
    monkeypatch.setattr(app, "copy_to_clipboard", copied.append)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await shows(pilot, "57 contacts")
        row = current(pilot)
        await pilot.press("y", "i", "Y")
        await until(pilot, lambda: len(copied) == 3)
        assert copied[:2] == [row.email_address, str(row.id)]
        record = json.loads(copied[2])
        assert record["id"] == row.id
        assert "custom_attributes" in record
        await shows(pilot, "Copied the whole record as JSON, if your")


async def test_opening_the_dashboard(monkeypatch: pytest.MonkeyPatch) -> None:
    app = contacts_app(HAMMER)
    opened: list[str] = []
    monkeypatch.setattr(app, "open_url", opened.append)
    async with app.run_test(size=SMALL) as pilot:
        await shows(pilot, "57 contacts")
        await pilot.press("end")
        await until(pilot, lambda: current(pilot).id == 42_000_000)
        await pilot.press("w")
        await until(pilot, lambda: opened)
        assert opened[0].startswith("https://richstone.myclickfunnels.com/account/contacts/")
        assert opened[0].rpartition("/")[2]


# Masking


@SIZES
async def test_masking_hides_names_emails_phones_and_free_texts(size: tuple[int, int]) -> None:
    async with contacts_app(HAMMER).run_test(size=size) as pilot:
        await shows(pilot, "57 contacts", "@example.com")
        row = current(pilot)
        await pilot.press("m")
        await shows(pilot, "personal data hidden: m shows it")
        await until(pilot, lambda: "@example.com" not in seen(pilot))
        if size == SMALL:
            await pilot.press("d", "tab", "enter")
        await shows(pilot, f"id {row.id}", "uuid •••")
        for personal in (row.name, row.email_address, row.phone_number):
            assert not personal or personal not in seen(pilot)
        await pilot.press("m")
        await shows(pilot, row.name, row.email_address[:20])


async def test_masked_data_can_be_searched_and_stays_masked() -> None:
    async with contacts_app(HAMMER).run_test(size=SMALL) as pilot:
        await shows(pilot, "57 contacts")
        await pilot.press("m", "slash", *"example.co")
        await shows(pilot, "of 57 contacts", "personal data hidden: m shows it")
        count = len(table(pilot).rows)
        await pilot.press("m")
        assert len(table(pilot).rows) == count
        assert "@example" not in seen(pilot)


async def test_the_demo_shows_its_invented_people() -> None:
    async with contacts_app(HAMMER, is_demo=True).run_test(size=SMALL) as pilot:
        await shows(pilot, "57 contacts, newest first", "joao.ribeiro56@example.com")
        assert "hidden" not in seen(pilot)


# Failures


async def test_load_all_reports_a_failure_and_continues_on_retry() -> None:
    server = Switched()
    async with contacts_app(LONG, server=server).run_test(size=SMALL) as pilot:
        await until(pilot, lambda: len(table(pilot).rows) >= 100)
        server.failing = lambda address: "/contacts" in address and len(server.asked) > 100
        await pilot.press("l")
        await shows(pilot, "having trouble (it answered 500)", "Ctrl+R tries again.")
        rows = len(table(pilot).rows)
        server.failing = lambda address: False
        await pilot.press("ctrl+r")
        await until(pilot, lambda: len(table(pilot).rows) > rows)


async def test_leaving_during_load_all() -> None:
    app = contacts_app(LONG)
    async with app.run_test(size=SMALL) as pilot:
        await until(pilot, lambda: len(table(pilot).rows) >= 100)
        await pilot.press("l")
        await until(pilot, lambda: len(table(pilot).rows) > 500)
        await app._press_keys(["ctrl+q"])
    assert app.return_code == 0


async def test_tab_moves_to_the_details_which_then_scroll() -> None:
    async with contacts_app(HAMMER).run_test(size=(120, 20)) as pilot:
        await shows(pilot, "57 contacts")
        await pilot.press("end")
        await shows(pilot, "Last email")
        await pilot.press("tab")
        panel = pilot.app.screen.query_one("#details", DetailsPanel)
        assert panel.has_focus
        await pilot.press("end")
        await until(pilot, lambda: panel.scroll_offset.y > 0)
        await pilot.press("shift+tab", "up")
        await until(pilot, lambda: table(pilot).has_focus and table(pilot).cursor == 55)


@SIZES
async def test_unreadable_contacts_and_tags_are_counted(size: tuple[int, int]) -> None:
    async with contacts_app(HAMMER, server=Spoilt({"/contacts": some, "/tags": some})).run_test(
        size=size
    ) as pilot:
        await shows(pilot, "57 contacts", "6 records in the list of contacts could not be read")
        await pilot.press("t")
        await shows(pilot, "2 records in the list of tags in Hammer Workspace could not be")


async def test_the_details_show_each_tag_on_one_line() -> None:
    async with contacts_app("44").run_test(size=(120, 40)) as pilot:
        await shows(pilot, "Björk Lindström")
        await pilot.press(*["down"] * 3)
        await until(pilot, lambda: details_have_come(pilot))
        pane = [line.partition("│")[2] for line in seen(pilot).split("\n")]
        texts = [" ".join(line.split()) for line in pane]
        assert texts[texts.index("Björk Lindström") + 1 :][:3] == [
            "customer webinar 2026 VIP ⭐",
            "do not mail coaching call",
            "newsletter",
        ]
