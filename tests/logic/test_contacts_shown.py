"""Which contacts are looked at, and what a table is told of a list that grows while it is shown."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence

import pytest

from wizard.api.contact import ContactRow, Tag
from wizard.api.contact_query import NEWEST_FIRST, ContactQuery
from wizard.api.live_list import LiveList, LoadState
from wizard.api.pagination import Page
from wizard.contacts.browsing.arrivals import Arrival, Arrivals
from wizard.contacts.browsing.packed_rows import PackedRows
from wizard.contacts.browsing.selection import Selection, exactly, only
from wizard.contacts.browsing.two_ended_list import TwoEndedList

VIP = Tag(7, "VIP")


def listing(ids: Sequence[int], page: int = 2) -> LiveList[ContactRow]:
    """A list of contacts with these ids, so many on a page."""

    async def pages(cursor: str | None, _: object) -> AsyncIterator[Page[ContactRow]]:
        for start in range(int(cursor or 0), len(ids), page):
            rows = [ContactRow(number, f"Contact {number}") for number in ids[start : start + page]]
            yield Page(tuple(rows), str(start + page) if start + page < len(ids) else None)

    return LiveList(pages, PackedRows())


async def brought(end: LiveList[ContactRow], count: int) -> None:
    """Load so many at least."""
    end.load(count)
    async for view in end.changes():
        if view.state is not LoadState.LOADING:
            return


def ids_of(contacts: TwoEndedList) -> list[int | None]:
    return [row and row.id for row in contacts]


@pytest.fixture
def ten() -> TwoEndedList:
    """Ten contacts, the newest first."""
    return TwoEndedList(listing(range(10, 0, -1)), lambda: listing(range(1, 11)))


# Arrivals


async def test_what_comes_at_the_end_moves_nothing(ten: TwoEndedList) -> None:
    arrivals = Arrivals(ten)
    assert arrivals.take() == Arrival(None, False)
    await brought(ten.head, 4)
    assert arrivals.take() == Arrival(None, False)
    assert not arrivals.ends_here


async def test_the_end_is_due_once_when_it_is_there(ten: TwoEndedList) -> None:
    arrivals = Arrivals(ten)
    await brought(ten.head, 2)
    arrivals.wait_for_end()
    assert not arrivals.take().is_end_due
    ten.ask_for_end()
    assert ten.tail
    await brought(ten.tail, 2)
    ten.update()
    assert ids_of(ten) == [10, 9, None, 2, 1]
    assert arrivals.take().is_end_due
    assert arrivals.ends_here
    assert not arrivals.take().is_end_due


async def test_what_comes_into_the_gap_moves_what_is_below_it(ten: TwoEndedList) -> None:
    arrivals = Arrivals(ten)
    await brought(ten.head, 2)
    ten.ask_for_end()
    assert ten.tail
    await brought(ten.tail, 2)
    arrivals.take()
    await brought(ten.head, 4)
    await brought(ten.tail, 4)
    ten.update()
    assert ids_of(ten) == [10, 9, 8, 7, None, 4, 3, 2, 1]
    assert arrivals.take().moved == (3, 4), "contact 2 stood in row 3, and stands in row 7"


async def test_where_the_ends_meet_what_is_below_moves_by_what_came_less_the_gap(ten: TwoEndedList) -> None:
    arrivals = Arrivals(ten)
    await brought(ten.head, 2)
    ten.ask_for_end()
    assert ten.tail
    await brought(ten.tail, 2)
    arrivals.take()
    await brought(ten.head, 10)
    ten.update()
    assert ids_of(ten) == list(range(10, 0, -1))
    assert arrivals.take() == Arrival((3, 5), False)
    assert arrivals.take().moved is None
    assert arrivals.ends_here


# Selection


def test_the_order_turns_and_turns_back_and_keeps_the_filters() -> None:
    selection = Selection(ContactQuery(newest_first=True, is_active=True)).tagged(VIP)
    assert selection.turned().query == ContactQuery(tag_ids=(7,), is_active=True)
    assert selection.turned().tag == VIP
    assert selection.turned().turned() == selection
    assert selection.by_update().query.sort_property == "updated_at"
    assert selection.by_update().by_update() == selection


def test_active_ones_then_inactive_ones_then_all() -> None:
    selection = Selection()
    steps = [selection := selection.next_active() for _ in range(3)]
    assert [step.query.is_active for step in steps] == [True, False, None]


def test_a_tag_is_taken_away_again() -> None:
    tagged = Selection().tagged(VIP)
    assert (tagged.query.tag_ids, tagged.tag) == ((7,), VIP)
    assert tagged.tagged(None) == Selection()


def test_without_filters_the_order_stays() -> None:
    selection = exactly("ada@example.com")
    assert selection
    turned = selection.turned().by_update().tagged(VIP).next_active()
    assert turned.unfiltered() == Selection(ContactQuery(sort_property="updated_at"))


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("ada@example.com", ContactQuery(newest_first=True, email_addresses=("ada@example.com",))),
        ("42", ContactQuery(newest_first=True, ids=(42,))),
    ],
)
def test_an_email_address_and_an_id_are_asked_for_as_they_are(typed: str, query: ContactQuery) -> None:
    assert exactly(typed) == Selection(query, asked=typed)


@pytest.mark.parametrize("typed", ["cRvotA", "٤٢", "4 2", "-1"])
def test_what_is_neither_has_to_be_found_first(typed: str) -> None:
    assert exactly(typed) is None
    assert only(42, typed) == Selection(ContactQuery(newest_first=True, ids=(42,)), asked=typed)


def test_the_first_thing_shown_is_the_newest() -> None:
    assert Selection().query == NEWEST_FIRST
