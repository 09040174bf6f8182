"""The parts of the parallel walk: ranges and the concurrency limit."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lists import Person, people

from wizard.api.pagination import Page
from wizard.contacts.walking.concurrency import DEFAULT_REQUESTS, ConcurrencyLimit
from wizard.contacts.walking.ranges import IdRanges, UnexpectedPage

PAGE = 20


def page(persons: list[Person]) -> Page[Person]:
    items = tuple(persons[:PAGE])
    return Page(items, str(items[-1].id) if len(persons) > PAGE else None)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**6), st.integers(21, 1_200), st.integers(1, 50), st.booleans(), st.integers(0, 60))
def test_contacts_are_given_once_and_in_order_whichever_page_arrives_first(
    seed: int, count: int, widest: int, newest_first: bool, splits: int
) -> None:
    random = Random(seed)
    number, ids = 0, []
    for _ in range(count):
        number += random.randint(1, widest)
        ids.append(number)
    persons = [Person(one) for one in (reversed(ids) if newest_first else ids)]
    sign = -1 if newest_first else 1
    ranges: IdRanges[Person] = IdRanges(persons[:PAGE], sign)
    taken = persons[:PAGE]
    closes = random.randrange(30)
    wanted = [random.choice(persons) for _ in range(splits)]
    for turn in range(10_000):
        if ranges.is_done:
            break
        if turn == closes and (end := ranges.close(persons[-1])):
            ranges.receive(end, page(persons[-2::-1]))
        if wanted and random.random() < 0.3:
            ranges.split(wanted.pop())
        ends = list(ranges.idle_ends(random.choice((1, 3, 100))))
        if ends:
            end = random.choice(ends)
            rest = [one for one in persons if one.id * sign > end.position]
            if not end.is_forward:
                rest = [one for one in reversed(persons) if one.id * sign < end.position]
            ranges.receive(end, page(rest))
        taken += ranges.take()
    assert taken == persons
    assert ranges.waiting == 0


def test_small_ranges_are_not_split() -> None:
    persons = people(range(0, 4_000, 4))
    ranges: IdRanges[Person] = IdRanges(persons[:PAGE], 1)
    ranges.close(persons[-1])
    assert not ranges.split(persons[30])
    assert ranges.split(persons[500])
    assert not ranges.split(persons[520])
    assert not ranges.split(persons[5])


@pytest.mark.parametrize(
    "bad",
    [
        Page((Person(200), Person(150)), None),
        Page((Person(76),), None),
        Page((Person(90), Person(90)), None),
        Page((Person(90), Person(95)), "90"),
        Page((), "90"),
        Page((Person(90),), None),
    ],
    ids=["falls", "repeats", "twice", "cursor", "empty with more", "ends early"],
)
def test_a_page_that_does_not_fit_is_unexpected(bad: Page[Person]) -> None:
    persons = people(range(0, 4_000, 4))
    ranges: IdRanges[Person] = IdRanges(persons[:PAGE], 1)
    ranges.close(persons[-1])
    end = next(ranges.idle_ends(1))
    assert end.position == 76
    with pytest.raises(UnexpectedPage):
        ranges.receive(end, bad)


def test_the_limit_soon_rises_to_its_maximum_and_halves_after_a_failure() -> None:
    limit = ConcurrencyLimit()
    first = limit.allowed
    for _ in range(first + 2 * first):
        limit.succeeded()
    assert first < limit.allowed == DEFAULT_REQUESTS
    limit.failed()
    assert limit.allowed == DEFAULT_REQUESTS / 2
    for _ in range(20):
        limit.succeeded()
    assert limit.allowed == DEFAULT_REQUESTS / 2
    for _ in range(20):
        limit.failed()
    assert limit.allowed == 1


def test_the_limit_settles_below_what_the_server_allows() -> None:
    limit, failures = ConcurrencyLimit(), 0
    for _ in range(10_000):
        if limit.allowed > 2:
            limit.failed()
            failures += 1
        else:
            limit.succeeded()
    assert failures < 15
