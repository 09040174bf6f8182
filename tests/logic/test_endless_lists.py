"""Lists that repeat themselves, point back, or can't be read end with an error."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence

import pytest

from wizard.api.contact import Tag
from wizard.api.errors import ApiError, EndlessList, NoConnection, NothingReadable
from wizard.api.http_types import OnPause
from wizard.api.live_list import LiveList, LoadState
from wizard.api.pagination import Page, paginate
from wizard.api.progress import Progress

FAR = 100
"""Requests after which a walk counts as endless."""


def tags(*numbers: int) -> tuple[Tag, ...]:
    return tuple(Tag(number, f"t{number}") for number in numbers)


class Server:
    """Pages by cursor; an unknown cursor gets the first page. `asked` has the cursors in order."""

    def __init__(self, pages: dict[str | None, Page[Tag]], *, may_repeat: bool = False) -> None:
        self.pages = pages
        self.asked: list[str | None] = []
        self._may_repeat = may_repeat

    async def fetch(self, cursor: str | None) -> Page[Tag]:
        assert len(self.asked) < FAR, "the walk does not end"
        self.asked.append(cursor)
        await asyncio.sleep(0)
        return self.pages.get(cursor, self.pages[None])

    def walk(self, after: str | None = None, on_pause: OnPause | None = None) -> AsyncIterator[Page[Tag]]:
        return paginate(self.fetch, after, name="list of things", may_repeat=self._may_repeat)


def in_a_row(*rows: Sequence[int], then: str | None, unreadable: int = 0) -> dict[str | None, Page[Tag]]:
    """Pages as documented, but for the last one's cursor."""
    pages: dict[str | None, Page[Tag]] = {}
    cursor: str | None = None
    for place, row in enumerate(rows):
        is_last = place == len(rows) - 1
        following = then if is_last else str(row[-1])
        pages[cursor] = Page(tags(*row), following, unreadable)
        cursor = following
    return pages


async def walked(pages: AsyncIterator[Page[Tag]]) -> tuple[list[int], ApiError | None]:
    """The records that arrived, and the error that ended the walk."""
    found: list[int] = []
    try:
        async for page in pages:
            found += [item.id for item in page.items]
    except ApiError as error:
        return found, error
    return found, None


async def loaded(listing: LiveList[Tag]) -> LiveList[Tag]:
    """Load the list as far as possible."""
    listing.load()
    async with asyncio.timeout(10):
        async for view in listing.changes():
            if view.state in (LoadState.FAILED, LoadState.COMPLETE):
                break
    return listing


POINTING_BACK = {
    "to the first page by a made-up cursor": ("0", "contained nothing new"),
    "to its own page": ("3", "returned the cursor 3 twice"),
    "to the page before": ("2", "returned the cursor 2 twice"),
}


@pytest.mark.parametrize("may_repeat", [False, True], ids=["by id", "by update"])
@pytest.mark.parametrize("back", POINTING_BACK)
async def test_a_last_page_that_points_back_is_an_error_after_all_records(
    back: str, may_repeat: bool
) -> None:
    cursor, said = POINTING_BACK[back]
    server = Server(in_a_row([1, 2], [3], [4, 5], then=cursor), may_repeat=may_repeat)
    found, error = await walked(server.walk())
    assert found == [1, 2, 3, 4, 5]
    assert isinstance(error, EndlessList)
    assert said in error.what
    assert "list of things" in error.what
    assert len(server.asked) <= 4


@pytest.mark.parametrize("may_repeat", [False, True])
@pytest.mark.parametrize("rows", [[[1, 2], [1, 2], [3]], [[1], [1], [2]], [[1, 2], [2, 1], [3]]])
async def test_a_page_with_nothing_new_is_an_error_even_if_its_cursor_moves_on(
    rows: list[list[int]], may_repeat: bool
) -> None:
    pages: dict[str | None, Page[Tag]] = {
        (str(place) if place else None): Page(tags(*row), str(place + 1)) for place, row in enumerate(rows)
    }
    found, error = await walked(Server(pages, may_repeat=may_repeat).walk())
    assert found == rows[0]
    assert isinstance(error, EndlessList)
    assert "the page after 1 contained nothing new" in error.what


async def test_endless_cursors_over_the_same_records_are_an_error() -> None:
    asked: list[str | None] = []

    async def fetch(cursor: str | None) -> Page[Tag]:
        asked.append(cursor)
        return Page(tags(1, 2), f"page-{len(asked)}")

    found, error = await walked(paginate(fetch))
    assert (found, len(asked)) == ([1, 2], 2)
    assert isinstance(error, EndlessList)


async def test_a_last_page_of_repeats_is_normal_only_in_update_order() -> None:
    pages = {None: Page(tags(1, 2), "2"), "2": Page(tags(1))}
    assert (await walked(Server(pages, may_repeat=True).walk())) == ([1, 2], None)
    found, error = await walked(Server(pages).walk())
    assert found == [1, 2]
    assert isinstance(error, EndlessList)


async def test_records_updated_meanwhile_are_given_once() -> None:
    pages = {None: Page(tags(1, 2, 3), "3"), "3": Page(tags(2, 4, 5), "5"), "5": Page(tags(1, 6))}
    assert await walked(Server(pages, may_repeat=True).walk()) == ([1, 2, 3, 4, 5, 6], None)


async def test_an_empty_page_ends_the_list_whatever_its_cursor() -> None:
    assert [page async for page in Server({None: Page((), "7")}).walk()] == [Page((), "7")]


async def test_pages_of_unreadable_records_are_skipped_but_not_forever() -> None:
    pages = in_a_row([1], [2], then=None)
    pages["1"] = Page((), "gap", 20)
    pages["gap"] = Page(tags(2), None, 1)
    assert await walked(Server(pages).walk()) == ([1, 2], None)
    asked: list[str | None] = []

    async def fetch(cursor: str | None) -> Page[Tag]:
        asked.append(cursor)
        assert len(asked) < FAR
        return Page((), str(len(asked)), unreadable=20)

    found, error = await walked(paginate(fetch, name="list of things"))
    assert found == []
    assert isinstance(error, EndlessList)
    assert error.what == "Gave up on the list of things: 400 records in a row could not be read."


async def test_retrying_an_endless_list_fetches_no_page_twice() -> None:
    server = Server(in_a_row([1, 2], [3, 4], [5], then="0"))
    listing = await loaded(LiveList(server.walk, name="list of things"))
    for _ in range(3):
        assert [tag.id for tag in listing.items] == [1, 2, 3, 4, 5]
        assert isinstance(listing.status.error, EndlessList)
        assert "list of things" in listing.status.error.what
        asked = len(server.asked)
        await loaded(listing)
        assert len(server.asked) - asked == 1


async def test_a_list_of_unreadable_records_is_not_called_empty() -> None:
    server = Server({None: Page((), unreadable=3)})
    listing = await loaded(LiveList(server.walk, name="list of things"))
    for _ in range(3):
        assert listing.status.state is LoadState.FAILED
        assert isinstance(listing.status.error, NothingReadable)
        assert listing.status.error.what == "None of the 3 records in the list of things could be read."
        assert listing.status.unreadable == 3, "another try does not count them twice"
        await loaded(listing)
    server.pages = {None: Page(tags(1))}
    await loaded(listing)
    assert (listing.status.state, listing.status.unreadable, listing.unreadable_error) == (
        LoadState.COMPLETE,
        0,
        None,
    )


async def test_unreadable_records_are_counted_once_across_an_error() -> None:
    server = Server(in_a_row([1], [2], then=None, unreadable=2))
    fetch, failing = server.fetch, [True]

    async def fetch_or_fail(cursor: str | None) -> Page[Tag]:
        if cursor and failing:
            failing.pop()
            raise NoConnection("example.com")
        return await fetch(cursor)

    server.fetch = fetch_or_fail  # type: ignore[method-assign]
    listing = await loaded(LiveList(server.walk, name="list of things"))
    assert isinstance(listing.status.error, NoConnection)
    await loaded(listing)
    assert listing.status.unreadable == 4
    assert listing.unreadable_error
    assert (
        listing.unreadable_error.what
        == "4 records in the list of things could not be read and were left out."
    )


async def test_one_readable_record_is_not_the_only_one_if_others_are_unreadable() -> None:
    assert (await loaded(LiveList(Server({None: Page(tags(1))}).walk))).only() == Tag(1, "t1")
    assert (await loaded(LiveList(Server({None: Page(tags(1), unreadable=1)}).walk))).only() is None


def rest_of(batches: list[tuple[list[int], int]], fault: ApiError | None = None) -> Callable[..., object]:
    """Load the rest the fast way: in batches, each with the number of unreadable records so far."""

    async def rest(after: int, progress: Progress) -> AsyncGenerator[list[Tag], None]:
        for numbers, unreadable in batches:
            progress.unreadable = unreadable
            yield list(tags(*numbers))
        if fault:
            raise fault

    return rest


async def test_unreadable_records_of_the_rest_are_counted_too() -> None:
    server = Server({None: Page(tags(1), "1", 1)})
    rest = rest_of([([2], 0), ([3], 5)])
    listing = await loaded(LiveList(server.walk, rest=rest))  # type: ignore[arg-type]
    assert (listing.status.count, listing.status.unreadable) == (3, 6)
    server = Server({None: Page(tags(1), "1", 1), "3": Page(tags(4), unreadable=1)})
    rest = rest_of([([2, 3], 2)], NoConnection("example.com"))
    listing = await loaded(LiveList(server.walk, rest=rest))  # type: ignore[arg-type]
    assert (listing.status.state, listing.status.unreadable) == (LoadState.FAILED, 3)
    await loaded(listing)
    assert (listing.status.state, listing.status.count, listing.status.unreadable) == (
        LoadState.COMPLETE,
        4,
        4,
    )
