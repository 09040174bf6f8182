"""An interrupted export keeps every page, in the order of arrival, and doesn't request it again."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from random import Random
from typing import Any, cast

import pytest
from lists import PagedList, people

from wizard.api.client import ClickFunnels
from wizard.api.contact import ContactLine
from wizard.api.contact_list import ContactList
from wizard.api.contact_query import ContactQuery
from wizard.api.models import Workspace
from wizard.api.pagination import Page
from wizard.api.parsing import json_line, parse_contact_line
from wizard.contacts.export.id_ranges import KnownIds
from wizard.contacts.export.kept_pages import KeptPages
from wizard.contacts.walking.all_contacts import all_contacts


class Killed(Exception):
    """The program ends here."""


@dataclass
class Api:
    """Lists contacts as lines of JSON."""

    people: PagedList

    async def contact_page(
        self,
        workspace: Workspace,
        query: ContactQuery,
        after: str | None,
        parse: Callable[[object], ContactLine],
        on_pause: object = None,
    ) -> Page[ContactLine]:
        if query.ids:
            found = tuple(one for one in self.people.persons if one.id in query.ids)
            return Page(tuple(parse(raw_of(one)) for one in found))
        by_update = query.sort_property == "updated_at"
        page = await self.people.page(after, newest_first=query.newest_first, by_update=by_update)
        return Page(tuple(parse(raw_of(one)) for one in page.items), page.next_cursor)


def raw_of(one: Any) -> dict[str, object]:
    return {"id": one.id, "created_at": one.created_at, "updated_at": one.updated_at}


def listed(people: PagedList) -> ContactList[ContactLine]:
    workspace = Workspace(44, "The List", "the-list")
    return ContactList(cast(ClickFunnels, Api(people)), workspace, ContactQuery(), parse_contact_line)


def run(people: PagedList, file: io.BytesIO, *, newest_first: bool, is_in_order: bool = False) -> KeptPages:
    """Export, beginning with what is in the file."""
    file.seek(0)
    kept = KeptPages(file)
    kept.load(is_in_order=is_in_order, newest_first=newest_first)

    async def walk() -> None:
        async for _ in all_contacts(listed(people).keeping(kept), newest_first=newest_first):
            pass

    with suppress(Killed):
        asyncio.run(walk())
    return kept


def ids_of(kept: KeptPages, *, newest_first: bool) -> list[int]:
    return [json.loads(line)["id"] for line in kept.read(kept.offsets(newest_first=newest_first))]


def killed_after(pages: int) -> Callable[[int], None]:
    def check(count: int) -> None:
        if count >= pages:
            raise Killed

    return check


@pytest.mark.parametrize("newest_first", [False, True])
@pytest.mark.parametrize("seed", range(20))
def test_everything_that_arrived_is_kept_and_only_the_rest_is_asked_for(
    seed: int, newest_first: bool
) -> None:
    random = Random(seed)
    numbers = random.sample(range(1, 300_000), random.randrange(1, 4_000))
    source, file = PagedList(people(numbers)), io.BytesIO()
    source.dawdle = lambda: random.randrange(1, 20)
    source.before = killed_after(random.randrange(len(numbers) // 20 + 2))
    before = run(source, file, newest_first=newest_first).count
    whole = file.getvalue()
    file = io.BytesIO(whole[: len(whole) - random.randrange(40)])
    source.before, source.seen = lambda count: None, []
    kept = run(source, file, newest_first=newest_first)
    assert ids_of(kept, newest_first=newest_first) == sorted(numbers, reverse=newest_first)
    by_id = [page for page in source.seen if not page[2]]
    assert len(by_id) <= (len(numbers) - before) / 20 * 1.1 + 40


@pytest.mark.parametrize("newest_first", [False, True])
@pytest.mark.parametrize("lost", ["right", "first page", "empty page", "404"])
@pytest.mark.parametrize("seed", range(5))
def test_contacts_deleted_in_between_lose_no_others(seed: int, lost: str, newest_first: bool) -> None:
    random = Random(seed)
    numbers = random.sample(range(1, 100_000), 1_500)
    source, file = PagedList(people(numbers), lost), io.BytesIO()
    source.before = killed_after(random.randrange(10, 60))
    run(source, file, newest_first=newest_first)
    stayed = set(random.sample(numbers, 1_000))
    source.persons = people(stayed)
    source.before = lambda count: None
    found = ids_of(run(source, file, newest_first=newest_first), newest_first=newest_first)
    assert found == sorted(set(found), reverse=newest_first)
    assert stayed <= set(found) <= set(numbers)


@pytest.mark.parametrize("newest_first", [False, True])
def test_a_file_in_the_lists_order_is_its_beginning(newest_first: bool) -> None:
    source = PagedList(people(range(7, 7_000, 7)))
    first = sorted(source.ids, reverse=newest_first)[:600]
    file = io.BytesIO(lines(first) + b'{"id":70')
    kept = run(source, file, newest_first=newest_first, is_in_order=True)
    assert ids_of(kept, newest_first=newest_first) == sorted(source.ids, reverse=newest_first)
    assert len([page for page in source.seen if not page[2]]) < 30
    again = run(source, io.BytesIO(file.getvalue()), newest_first=newest_first, is_in_order=True)
    assert again.count == kept.count


@pytest.mark.parametrize(
    "ending", [b"\n", b"{}\n", b'{"id":true}\n', b'{"clickfunnels_page":[1]}\n', b"\xff\n"]
)
def test_what_is_neither_a_page_nor_a_contact_is_dropped(ending: bytes) -> None:
    file = io.BytesIO(lines([1, 2]) + ending + lines([3]))
    kept = KeptPages(file)
    kept.load(is_in_order=False, newest_first=False)
    assert kept.count == 2
    assert file.getvalue() == lines([1, 2])


def test_ranges_that_touch_are_joined() -> None:
    random = Random(3)
    ranges, known = KnownIds(), set[int]()
    for _ in range(300):
        low = random.randrange(1_000)
        high = low + random.randrange(4)
        ranges.add(low, high)
        known.update(range(low, high + 1))
        for number in random.sample(range(1_010), 20):
            assert bool(ranges.around(number)) == (number in known)
    assert all(one[1] + 1 < later[0] for one, later in zip(ranges.ranges, ranges.ranges[1:], strict=False))


def lines(numbers: Iterable[int]) -> bytes:
    return b"".join(json_line({"id": number}) + b"\n" for number in numbers)
