"""Selecting contacts, and which part of a growing list is loaded."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence

import pytest

from wizard.api.contact import ContactRow, Tag
from wizard.api.contact_query import NEWEST_FIRST, ContactQuery
from wizard.api.live_list import LiveList, LoadState
from wizard.api.pagination import Page
from wizard.contacts.browsing.packed_rows import PackedRows
from wizard.contacts.browsing.selection import Selection, exactly, names_one, only
from wizard.contacts.browsing.two_ended_list import Loaded, TwoEndedList

VIP = Tag(7, "VIP")


def listing(ids: Sequence[int], page: int = 2) -> LiveList[ContactRow]:
    """A list of contacts with these ids, with `page` contacts per page."""

    async def pages(cursor: str | None, _: object) -> AsyncIterator[Page[ContactRow]]:
        for start in range(int(cursor or 0), len(ids), page):
            rows = [ContactRow(number, f"Contact {number}") for number in ids[start : start + page]]
            yield Page(tuple(rows), str(start + page) if start + page < len(ids) else None)

    return LiveList(pages, PackedRows())


async def load(end: LiveList[ContactRow], count: int) -> None:
    """Load at least `count` rows."""
    end.load(count)
    async for view in end.changes():
        if view.state is not LoadState.LOADING:
            return


def ids_of(rows: Loaded) -> list[int | None]:
    return [row and row.id for row in rows]


@pytest.fixture
def ten() -> TwoEndedList:
    """Ten contacts, newest first."""
    return TwoEndedList(listing(range(10, 0, -1)), lambda: listing(range(1, 11)))


# Loading


async def test_rows_added_at_the_end_move_nothing(ten: TwoEndedList) -> None:
    before = ten.loaded
    await load(ten.head, 4)
    assert ten.loaded.moved_since(before) is None
    assert ids_of(ten.loaded) == [10, 9, 8, 7]
    assert not ten.loaded.has_end


async def test_a_snapshot_of_the_loaded_rows_never_changes(ten: TwoEndedList) -> None:
    await load(ten.head, 2)
    before = ten.loaded
    await load(ten.head, 4)
    ten.load_end()
    assert ten.tail
    await load(ten.tail, 2)
    assert ids_of(before) == [10, 9]
    assert ids_of(ten.loaded) == [10, 9, 8, 7, None, 2, 1]
    assert before != ten.loaded


async def test_the_end_is_known_once_the_last_rows_are_loaded(ten: TwoEndedList) -> None:
    await load(ten.head, 2)
    assert not ten.loaded.has_end
    ten.load_end()
    assert ten.tail
    await load(ten.tail, 2)
    assert ids_of(ten.loaded) == [10, 9, None, 2, 1]
    assert ten.loaded.has_end
    assert not ten.loaded.is_complete


async def test_rows_loaded_into_the_gap_move_those_below_it(ten: TwoEndedList) -> None:
    await load(ten.head, 2)
    ten.load_end()
    assert ten.tail
    await load(ten.tail, 2)
    before = ten.loaded
    await load(ten.head, 4)
    await load(ten.tail, 4)
    assert ids_of(ten.loaded) == [10, 9, 8, 7, None, 4, 3, 2, 1]
    assert ten.loaded.moved_since(before) == (3, 4), "contact 2 moved from row 3 to row 7"


async def test_when_the_ends_meet_rows_below_the_gap_move_by_the_number_of_rows_loaded_minus_the_gap(
    ten: TwoEndedList,
) -> None:
    await load(ten.head, 2)
    ten.load_end()
    assert ten.tail
    await load(ten.tail, 2)
    before = ten.loaded
    await load(ten.head, 10)
    after = ten.loaded
    assert ids_of(after) == list(range(10, 0, -1))
    assert after.moved_since(before) == (3, 5)
    assert ten.loaded.moved_since(after) is None
    assert after.has_end


# Selection


def test_reversing_the_order_keeps_the_filters() -> None:
    selection = Selection(ContactQuery(newest_first=True, is_active=True)).chosen((VIP,), None)
    assert selection.reversed().query == ContactQuery(tag_ids=(7,), is_active=True)
    assert selection.reversed().tags == (VIP,)
    assert selection.reversed().reversed() == selection
    assert selection.by_update().query.sort_property == "updated_at"
    assert selection.by_update().by_update() == selection


def test_active_then_inactive_then_all() -> None:
    selection = Selection()
    steps = [selection := selection.next_active() for _ in range(3)]
    assert [step.query.is_active for step in steps] == [True, False, None]


def test_a_tag_filter_can_be_removed() -> None:
    tagged = Selection().chosen((VIP,), None)
    assert (tagged.query.tag_ids, tagged.tags) == ((7,), (VIP,))
    assert tagged.chosen((), None) == Selection()


def test_removing_the_filters_keeps_the_order() -> None:
    selection = exactly("ada@example.com")
    assert selection
    turned = selection.reversed().by_update().chosen((VIP,), None).next_active()
    assert turned.unfiltered() == Selection(ContactQuery(sort_property="updated_at"))


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("ada@example.com", ContactQuery(newest_first=True, email_addresses=("ada@example.com",))),
        ("42", ContactQuery(newest_first=True, ids=(42,))),
    ],
)
def test_an_exact_email_address_or_id_needs_no_search(typed: str, query: ContactQuery) -> None:
    assert exactly(typed) == Selection(query, asked=typed)


@pytest.mark.parametrize(
    ("typed", "is_whole"),
    [
        ("ada@example.com", True),
        ("42", True),
        ("ada@example", False),
        ("@example.com", False),
        ("ada", False),
        ("+1 555", False),
        ("٤٢", False),
        ("ada@example.com x", False),
        ("", False),
    ],
)
def test_a_whole_email_address_or_id_is_told_from_a_part(typed: str, is_whole: bool) -> None:
    assert names_one(typed) is is_whole


@pytest.mark.parametrize("typed", ["cRvotA", "٤٢", "4 2", "-1"])
def test_anything_else_has_to_be_looked_up_first(typed: str) -> None:
    assert exactly(typed) is None
    assert only(42, typed) == Selection(ContactQuery(newest_first=True, ids=(42,)), asked=typed)


def test_the_newest_contacts_are_shown_first() -> None:
    assert Selection().query == NEWEST_FIRST
