"""Filtering loaded contacts: results don't depend on what was typed before or when contacts arrived."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.api.contact import ContactRow, Tag
from wizard.api.live_list import LiveList
from wizard.contacts.browsing import filtering
from wizard.contacts.browsing.filtering import Filter, filter_contacts
from wizard.contacts.browsing.packed_rows import PackedRows
from wizard.contacts.browsing.two_ended_list import TwoEndedList
from wizard.support.matching import fold

NAMES = ("Siobhán Smith", "Bob Smith", "ANNA Smithson", "Straße", "顧客 花子", "", "Łukasz Ødegård")
TAGS = (Tag(1, "VIP ⭐"), Tag(2, "Smith’s list"), Tag(3, "customer"))

contact_rows = st.builds(
    ContactRow,
    st.just(0),
    st.sampled_from(NAMES),
    st.sampled_from(("smith.1@example.com", "BOB@example.com", "")),
    st.sampled_from(("+15550000001", "")),
    st.lists(st.sampled_from(TAGS), max_size=2, unique=True).map(tuple),
    st.none(),
    st.just("2026-01-09T15:27:56.647Z"),
    st.none(),
)
QUERIES = (
    "| |s|sm|smi|smith|smith |SMITH|smith b|b smith|smith smithson|smith’s list|o|ob|n|á|strasse|lu"
    "|lukasz ode|顧|顧客 花|1|2026|vip|⭐|@|zzz"
)
queries = st.sampled_from(QUERIES.split("|"))
steps = st.lists(
    st.one_of(
        queries,
        st.tuples(st.sampled_from(("head", "tail")), st.lists(contact_rows, max_size=9)),
        st.just(None),  # search one slice
    ),
    max_size=14,
)


def a_list() -> TwoEndedList:
    """An empty list, for tests to add rows to."""

    def no_pages(*_: object) -> object:
        raise NotImplementedError

    def end() -> LiveList[ContactRow]:
        return LiveList(no_pages, PackedRows())  # type: ignore[arg-type]

    contacts = TwoEndedList(end(), end)
    contacts.tail = end()
    return contacts


def matches(row: ContactRow, typed: str) -> bool:
    text = "\t".join((row.name, row.email_address, row.phone_number, *(tag.name for tag in row.tags)))
    return all(word in fold(text) for word in fold(typed).split())


def expected(contacts: TwoEndedList, typed: str) -> list[ContactRow]:
    return [row for row in contacts.loaded if row and matches(row, typed)]


def finish(search: Filter) -> list[ContactRow]:
    while not search.rows.is_finished:
        search.search()
    return list(search.rows)


def add(contacts: TwoEndedList, *rows: ContactRow) -> None:
    contacts.head.items.extend(rows)


def some(*names: str) -> list[ContactRow]:
    return [ContactRow(number, name) for number, name in enumerate(names, 1)]


@pytest.fixture(autouse=True)
def small_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filtering, "SLICE", 3)


@given(steps)
def test_all_matches_are_found_whatever_is_typed_in_whatever_order(
    steps: Sequence[str | tuple[str, list[ContactRow]] | None],
) -> None:
    contacts, now, typed = a_list(), None, ""
    for step in steps:
        match step:
            case str():
                now, typed = filter_contacts(contacts, step, now), step
            case (end, rows):
                (contacts.head if end == "head" else contacts.tail).items.extend(rows)  # type: ignore[union-attr]
            case None if now is not None:
                now.search()
    assert (now is None) == (not typed.strip())
    if now is not None:
        assert finish(now) == expected(contacts, typed)


def test_one_more_letter_searches_only_the_previous_matches() -> None:
    contacts = a_list()
    add(contacts, *some("Ada", "Bob", "Bo", "Cy", "Abe", "Boris"))
    wide = filter_contacts(contacts, "bo")
    assert wide is not None
    assert [row.name for row in finish(wide)] == ["Bob", "Bo", "Boris"]
    narrow = filter_contacts(contacts, "bor", wide)
    assert narrow is not None
    narrow.search()
    assert narrow.rows.is_finished, "three rows fit in one slice"
    assert [row.name for row in narrow.rows] == ["Boris"]


def test_deleting_a_letter_restores_the_previous_result() -> None:
    contacts = a_list()
    add(contacts, *some("Ada", "Bob", "Boris"))
    wide = filter_contacts(contacts, "bo")
    narrow = filter_contacts(contacts, "bor", wide)
    assert filter_contacts(contacts, "bo", narrow) is wide
    assert filter_contacts(contacts, "", narrow) is None


@pytest.mark.parametrize("typed", ["smith ", "SMITH", "smith smi", "smïth"])
def test_equivalent_texts_share_a_result(typed: str) -> None:
    contacts = a_list()
    before = filter_contacts(contacts, "smith")
    assert filter_contacts(contacts, typed, before) is before


def test_changing_a_letter_in_the_middle_searches_everything() -> None:
    contacts = a_list()
    add(contacts, *some("Smith", "Smyth"))
    before = filter_contacts(contacts, "smit")
    assert before is not None
    finish(before)
    after = filter_contacts(contacts, "smyt", before)
    assert after is not None
    assert [row.name for row in finish(after)] == ["Smyth"]


def test_another_list_is_searched_from_its_beginning() -> None:
    one, other = a_list(), a_list()
    add(one, *some("Bob"))
    add(other, *some("Ada", "Bob", "Boris"))
    before = filter_contacts(one, "bo")
    assert before is not None
    finish(before)
    for typed in ("bo", "bob"):
        after = filter_contacts(other, typed, before)
        assert after is not None
        assert [row.name for row in finish(after)] == [row.name for row in expected(other, typed)]


def test_contacts_that_arrive_during_a_search_are_found_too() -> None:
    contacts = a_list()
    add(contacts, *some("Bob", "Ada", "Ada", "Ada", "Bob"))
    wide = filter_contacts(contacts, "b")
    assert wide is not None
    wide.search()
    narrow = filter_contacts(contacts, "bo", wide)
    assert narrow is not None
    add(contacts, *some("Boris"))
    assert [row.name for row in finish(narrow)] == ["Bob", "Bob", "Boris"]
    assert [row.name for row in finish(wide)] == ["Bob", "Bob", "Boris"]


def test_typing_back_and_forth_keeps_no_more_results_than_letters() -> None:
    contacts = a_list()
    now = None
    for typed in ("ab", "a ab", "ab", "a ab", "abc", "ab", "abc x", "x abc") * 3:
        now = filter_contacts(contacts, typed, now)
    depth = 0
    while now is not None:
        now, depth = now.within, depth + 1
    assert depth <= len("abcx")
