"""A loaded list is complete, in order and without duplicates, whatever its ids and whatever happens."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lists import PAGE, PagedList, Person, people, person

from wizard.api.errors import ApiError, EndlessList, NoConnection, NotFound, NothingReadable, Unordered
from wizard.api.http_types import OnPause
from wizard.api.pagination import Page
from wizard.api.progress import Progress
from wizard.contacts.walking.all_contacts import all_contacts
from wizard.contacts.walking.sequential import walk_sequentially

SIZES = (0, 1, 19, 20, 21, 40, 41, 5_000)
LOST = ("right", "first page", "empty page", "404")


async def walked(
    source: PagedList,
    *,
    newest_first: bool = False,
    after: int | None = None,
    progress: Progress | None = None,
) -> list[int]:
    return [
        one.id
        async for batch in all_contacts(source, newest_first=newest_first, after=after, progress=progress)
        for one in batch
    ]


def ordered(ids: list[int], newest_first: bool) -> list[int]:
    return sorted(ids, reverse=newest_first)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("newest_first", [False, True])
async def test_every_contact_is_given_once_and_in_order(size: int, newest_first: bool) -> None:
    source = PagedList(people(range(1, size * 7 + 1, 7)))
    progress = Progress()
    assert await walked(source, newest_first=newest_first, progress=progress) == ordered(
        source.ids, newest_first
    )
    assert progress.fallback_reason is None
    assert progress.count == size
    assert progress.pages >= len(source.seen) - 8


ids_with_gaps = st.lists(st.integers(1, 60), max_size=700).map(
    lambda gaps: [sum(gaps[: place + 1]) for place in range(len(gaps))]
) | st.lists(st.integers(1, 10**12), max_size=300, unique=True)


@settings(max_examples=60, deadline=None)
@given(ids_with_gaps, st.booleans(), st.sampled_from([0.0, 0.5, 30.0, 400.0]))
async def test_gaps_of_any_size_and_updates_at_any_time(
    ids: list[int], newest_first: bool, days: float
) -> None:
    random = Random(7)
    source = PagedList(
        [
            Person(
                one, person(one % 10**6).created_at, person(int(random.uniform(0, days * 1440))).updated_at
            )
            for one in ids
        ]
    )
    source.dawdle = lambda: random.randrange(1, 40)
    progress = Progress()
    assert await walked(source, newest_first=newest_first, progress=progress) == ordered(
        source.ids, newest_first
    )
    assert progress.fallback_reason is None


async def test_contacts_without_times_are_loaded_from_both_ends() -> None:
    source = PagedList([Person(one) for one in range(1, 3_001)])
    assert await walked(source) == source.ids
    assert any(newest_first for _, newest_first, _ in source.seen)


async def test_the_rest_after_a_contact() -> None:
    source = PagedList(people(range(0, 20_000, 4)))
    assert await walked(source, after=400) == [one for one in source.ids if one > 400]
    assert await walked(source, newest_first=True, after=400) == [
        one for one in source.ids[::-1] if one < 400
    ]
    assert await walked(source, after=source.ids[-1]) == []


async def test_a_long_list_takes_only_a_few_extra_pages() -> None:
    source = PagedList(people(range(0, 140_000, 7)))
    assert await walked(source) == source.ids
    assert len(source.seen) <= 1.1 * len(source.ids) / PAGE
    assert len({after for after, _, _ in source.seen}) > 0.9 * len(source.seen)


async def test_a_short_list_takes_no_extra_pages() -> None:
    source = PagedList(people(range(12)))
    assert await walked(source) == source.ids
    assert len(source.seen) == 1


@pytest.mark.parametrize("lost", LOST)
@pytest.mark.parametrize("newest_first", [False, True])
@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6), size=st.integers(1, 1_500), share=st.sampled_from([0.02, 0.3, 0.9]))
async def test_no_contact_is_lost_while_others_are_added_and_deleted(
    lost: str, newest_first: bool, seed: int, size: int, share: float
) -> None:
    random = Random(seed)
    source = PagedList(people(random.sample(range(size * 5), size)), lost)
    at_first = set(source.ids)
    leaving = [one for one in source.persons if random.random() < share]
    random.shuffle(leaving)
    newest = max(at_first)
    added: list[int] = []

    def change(count: int) -> None:
        nonlocal newest
        for _ in range(random.randrange(4)):
            if leaving:
                source.persons.remove(leaving.pop())
        if random.random() < 0.3:
            newest += random.randrange(1, 9)
            added.append(newest)
            source.persons.append(person(newest))

    source.before = change
    source.dawdle = lambda: random.randrange(1, 20)
    found = await walked(source, newest_first=newest_first)
    stayed = at_first & set(source.ids)
    assert found == ordered(list(set(found)), newest_first)
    assert stayed <= set(found) <= at_first | set(added)


@pytest.mark.parametrize("lost", LOST[1:])
async def test_resuming_after_a_deleted_contact(lost: str) -> None:
    source = PagedList(people(range(0, 3_000, 3)), lost)
    source.persons = [one for one in source.persons if one.id not in (300, 297)]
    assert await walked(source, after=300) == [one for one in source.ids if one > 300]


def reversed_page(page: Page[Person]) -> Page[Person]:
    return Page(page.items[::-1], page.next_cursor)


async def test_pages_out_of_order_are_an_error() -> None:
    source = PagedList(people(range(100)))
    source.twist = reversed_page
    with pytest.raises(Unordered):
        await walked(source)


async def test_a_server_with_one_order_only_is_loaded_page_by_page() -> None:
    source = PagedList(people(range(0, 3_000, 3)))
    plain_cut = source._cut
    source._cut = lambda after, newest_first, by_update: plain_cut(after, False, False)  # type: ignore[method-assign]
    progress = Progress()
    assert await walked(source, progress=progress) == source.ids
    assert progress.fallback_reason
    assert progress.count == 1_000


async def test_lists_with_other_cursors_than_ids_are_loaded_page_by_page() -> None:
    source = PagedList(people(range(90)))
    plain_cut = source._cut

    def opaque(after: str | None, newest_first: bool, by_update: bool) -> Page[Person]:
        page = plain_cut(after and after.removeprefix("page-"), newest_first, by_update)
        return Page(page.items, page.next_cursor and f"page-{page.next_cursor}")

    source._cut = opaque  # type: ignore[method-assign]
    progress = Progress()
    assert await walked(source, progress=progress) == source.ids
    assert progress.fallback_reason


async def test_contacts_before_an_error_are_given() -> None:
    source = PagedList(people(range(0, 6_000, 3)))

    def fail(count: int) -> None:
        if count > 30:
            raise NoConnection("example.com")

    source.before = fail
    found: list[int] = []
    with pytest.raises(NoConnection):
        async for batch in all_contacts(source, newest_first=False):
            found += [one.id for one in batch]
    assert found
    assert found == source.ids[: len(found)]


class Looping(PagedList):
    """A list whose last page points back to the first one by a cursor of its own.

    `knows_ids` tells whether it can be asked for contacts by their ids.
    """

    def __init__(self, count: int, *, knows_ids: bool, back: str = "1") -> None:
        super().__init__(people(range(101, 101 + count)))
        self.back = back
        self._knows_ids = knows_ids

    async def page(self, *args: Any, **options: Any) -> Page[Person]:
        assert len(self.seen) < 500, "the walk does not end"
        return await super().page(*args, **options)

    async def find(self, ids: Collection[int], on_pause: OnPause | None = None) -> tuple[Person, ...]:
        return await super().find(ids, on_pause) if self._knows_ids else ()

    def _cut(self, after: str | None, newest_first: bool, by_update: bool) -> Page[Person]:
        page = super()._cut(None if after == self.back else after, newest_first, by_update)
        return page if page.next_cursor else Page(page.items, self.back)


async def came(walk: Any) -> tuple[list[int], ApiError | None]:
    found: list[int] = []
    try:
        async for batch in walk:
            found += [one.id for one in (batch.items if isinstance(batch, Page) else batch)]
    except ApiError as error:
        return found, error
    return found, None


def page_by_page(source: PagedList, *, newest_first: bool) -> Any:
    return walk_sequentially(source, newest_first=newest_first, recent=deque(maxlen=400))


WALKS: dict[str, Callable[..., Any]] = {"fast": all_contacts, "page by page": page_by_page}


@pytest.mark.parametrize("knows_ids", [False, True])
@pytest.mark.parametrize("newest_first", [False, True])
@pytest.mark.parametrize("back", ["1", "page-1"])
@pytest.mark.parametrize("count", [7, 310])
@pytest.mark.parametrize("walk", WALKS)
async def test_a_last_page_that_points_back_ends_after_all_contacts(
    walk: str, count: int, back: str, newest_first: bool, knows_ids: bool
) -> None:
    source = Looping(count, knows_ids=knows_ids, back=back)
    found, error = await came(WALKS[walk](source, newest_first=newest_first))
    assert found == ordered(source.ids, newest_first)
    assert isinstance(error, EndlessList) or (error is None and walk == "fast" and count > 20)
    assert len(source.seen) < 60
    if error:
        assert "list of contacts" in error.what
        assert "keeps sending the same page" in error.what


@pytest.mark.parametrize("newest_first", [False, True])
@pytest.mark.parametrize("walk", WALKS)
async def test_a_server_that_ignores_cursors_ends_after_the_first_page(walk: str, newest_first: bool) -> None:
    source = PagedList(people(range(310)))
    cut = source._cut
    source._cut = lambda after, newest_first, by_update: cut(None, newest_first, by_update)  # type: ignore[method-assign]
    found, error = await came(WALKS[walk](source, newest_first=newest_first))
    assert found == ordered(source.ids, newest_first)[:PAGE]
    assert isinstance(error, EndlessList)
    assert len(source.seen) < 60


async def test_losing_the_cursor_again_and_again_is_an_error() -> None:
    source = PagedList(people(range(0, 1_000, 2)))
    cut = source._cut

    def lose(after: str | None, newest_first: bool, by_update: bool) -> Page[Person]:
        assert len(source.seen) < 2_000, "the walk does not end"
        if after == "398":
            raise NotFound("contact")
        return cut(after, newest_first, by_update)

    async def none_of_them(ids: Collection[int], on_pause: OnPause | None = None) -> tuple[Person, ...]:
        return ()

    source._cut, source.find = lose, none_of_them  # type: ignore[method-assign]
    found, error = await came(page_by_page(source, newest_first=False))
    assert found == list(range(0, 400, 2))
    assert isinstance(error, Unordered)
    assert "list of contacts" in error.what


class Spoilt(PagedList):
    """A list in which the contacts with these ids can't be read."""

    def __init__(self, count: int, spoilt: Callable[[int], bool]) -> None:
        super().__init__(people(range(1, count + 1)))
        self.spoilt = spoilt

    def _cut(self, after: str | None, newest_first: bool, by_update: bool) -> Page[Person]:
        page = super()._cut(after, newest_first, by_update)
        items = tuple(one for one in page.items if not self.spoilt(one.id))
        return Page(items, page.next_cursor, len(page.items) - len(items))


@pytest.mark.parametrize(
    "spoilt",
    [
        lambda number: number == 1,
        lambda number: number == 700,
        lambda number: number == 1_000,
        lambda number: number % 20 == 0,
        lambda number: 400 < number <= 440,
        lambda number: number % 7 == 3,
    ],
)
@pytest.mark.parametrize("newest_first", [False, True])
async def test_each_unreadable_contact_is_counted_once(
    spoilt: Callable[[int], bool], newest_first: bool
) -> None:
    source = Spoilt(1_000, spoilt)
    random = Random(3)
    source.dawdle = lambda: random.randrange(1, 30)
    progress = Progress()
    found = await walked(source, newest_first=newest_first, progress=progress)
    assert found == ordered([one for one in source.ids if not spoilt(one)], newest_first)
    assert progress.unreadable == 1_000 - len(found)


@pytest.mark.parametrize("count", [3, 40])
async def test_a_list_of_only_unreadable_contacts_is_an_error(count: int) -> None:
    with pytest.raises(NothingReadable, match=f"None of the {count} records in the list of contacts"):
        await walked(Spoilt(count, lambda number: True))
