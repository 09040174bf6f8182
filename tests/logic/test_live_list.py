"""Lists that are still loading, finding a workspace, and the order of matches."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence

import pytest

from wizard.account.account import Account
from wizard.account.connection import Connector
from wizard.api.contact import Tag
from wizard.api.errors import NotFound, ServiceTrouble
from wizard.api.hosts import Hosts
from wizard.api.live_list import LiveList, LoadState
from wizard.api.models import Team
from wizard.api.pagination import Page, paginate
from wizard.sandbox import DEMO_TOKEN, create_app
from wizard.support.matching import rank
from wizard.support.secret import Token


def account() -> Account:
    return Connector(Hosts(), create_app())(Token(DEMO_TOKEN))


def tags(*numbers: int) -> tuple[Tag, ...]:
    return tuple(Tag(number, f"t{number}") for number in numbers)


class Pages:
    """Pages by cursor. Those in `failing` fail."""

    def __init__(self, *pages: Sequence[int]) -> None:
        self._pages = pages
        self.failing: set[int] = set()
        self.asked: list[int] = []

    def __call__(self, after: str | None, on_pause: Callable[[float], None]) -> AsyncIterator[Page[Tag]]:
        async def fetch(cursor: str | None) -> Page[Tag]:
            number = int(cursor or 0)
            self.asked.append(number)
            await asyncio.sleep(0)
            if number in self.failing:
                raise ServiceTrouble(500)
            more = str(number + 1) if number + 1 < len(self._pages) else None
            return Page(tags(*self._pages[number]), more)

        return paginate(fetch, after)


async def seen(listing: LiveList[Tag], until: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        async for _ in listing.changes():
            if until():
                return


async def test_a_list_loads_as_far_as_wanted_and_continues_from_there() -> None:
    pages = Pages([1, 2], [3, 4], [5])
    listing = LiveList(pages)
    listing.load(1)
    await seen(listing, lambda: listing.status.state is LoadState.RESTING and listing.status.count == 2)
    assert pages.asked == [0]
    listing.load()
    await seen(listing, lambda: listing.status.state is LoadState.COMPLETE)
    assert pages.asked == [0, 1, 2]
    assert [tag.id for tag in listing.items] == [1, 2, 3, 4, 5]
    listing.load()
    assert pages.asked == [0, 1, 2], "a complete list is not requested again"


async def test_a_failed_list_keeps_its_records_and_continues_where_it_broke_off() -> None:
    pages = Pages([1], [2], [3])
    pages.failing = {1}
    listing = LiveList(pages)
    listing.load()
    await seen(listing, lambda: listing.status.state is LoadState.FAILED)
    assert [tag.id for tag in listing.items] == [1]
    assert isinstance(listing.status.error, ServiceTrouble)
    pages.failing = set()
    listing.load()
    await seen(listing, lambda: listing.status.state is LoadState.COMPLETE)
    assert [tag.id for tag in listing.items] == [1, 2, 3]
    assert pages.asked == [0, 1, 1, 2]


async def test_a_stopped_list_can_continue() -> None:
    listing = LiveList(Pages([1], [2]))
    listing.load()
    listing.stop()
    assert listing.status.state is LoadState.RESTING
    listing.load()
    await seen(listing, lambda: listing.status.state is LoadState.COMPLETE)
    assert listing.status.count == 2


@pytest.mark.parametrize(
    ("typed", "found"), [("42", 42), ("jWMWXZ", 42), ("early-bird", 44), ("EARLY-BIRD", 44)]
)
async def test_a_workspace_is_found_by_id_public_id_and_subdomain(typed: str, found: int) -> None:
    workspace = await account().find_workspace(Team(3, "Richard"), typed)
    assert workspace.id == found


@pytest.mark.parametrize("typed", ["101", "999", "nobody", "../teams", "a/b", ""])
async def test_a_workspace_outside_the_team_is_not_found(typed: str) -> None:
    with pytest.raises(NotFound):
        await account().find_workspace(Team(3, "Richard"), typed)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("ham", ["Hammer", "Big Hammer", "Gotham"]),
        ("HÄM", ["Hammer", "Big Hammer", "Gotham"]),
        ("hammer big", ["Big Hammer"]),
        ("42", ["Gotham", "Hammer"]),
        ("zzz", []),
        ("", ["Gotham", "Big Hammer", "Hammer"]),
    ],
)
def test_the_best_match_goes_first(query: str, names: list[str]) -> None:
    records = [("Gotham", "42"), ("Big Hammer", "7"), ("Hammer", "142")]
    ranked = [(rank(query, name, (other,)), name) for name, other in records]
    found = [(place, name) for place, name in ranked if place is not None]
    assert [name for _, name in sorted(found, key=lambda pair: pair[0])] == names
