"""The parts of the parallel walk: ranges, the concurrency limit, and where to split the list."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lists import Person, people, person

from wizard.api.pagination import Page
from wizard.contacts.walking.concurrency import MAX_REQUESTS, ConcurrencyLimit
from wizard.contacts.walking.ranges import IdRange, IdRanges, RangeEnd, UnexpectedPage
from wizard.contacts.walking.split_points import SplitPoints, timestamp

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
        if turn == closes and (end := ranges.close(persons[-1], None)):
            ranges.receive(end, page(persons[-2::-1]), None)
        if wanted and random.random() < 0.3:
            ranges.split(wanted.pop(), None)
        ends = list(ranges.idle_ends(random.choice((1, 3, 100))))
        if ends:
            end = random.choice(ends)
            rest = [one for one in persons if one.id * sign > end.position]
            if not end.is_forward:
                rest = [one for one in reversed(persons) if one.id * sign < end.position]
            ranges.receive(end, page(rest), None)
        taken += ranges.take()
    assert taken == persons
    assert ranges.waiting == 0


def test_small_ranges_are_not_split() -> None:
    persons = people(range(0, 4_000, 4))
    ranges: IdRanges[Person] = IdRanges(persons[:PAGE], 1)
    ranges.close(persons[-1], None)
    assert not ranges.split(persons[30], None)
    assert ranges.split(persons[500], None)
    assert not ranges.split(persons[520], None)
    assert not ranges.split(persons[5], None)


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
    ranges.close(persons[-1], None)
    end = next(ranges.idle_ends(1))
    assert end.position == 76
    with pytest.raises(UnexpectedPage):
        ranges.receive(end, bad, None)


def test_the_limit_rises_to_its_maximum_while_responses_are_quick() -> None:
    limit = ConcurrencyLimit()
    first = limit.allowed
    for _ in range(2_000):
        limit.succeeded(0.05)
    assert first < limit.allowed == MAX_REQUESTS


def test_the_limit_falls_with_slow_responses_and_halves_after_a_failure() -> None:
    limit = ConcurrencyLimit()
    for _ in range(500):
        limit.succeeded(0.05)
    for _ in range(2_000):
        limit.succeeded(0.05 * max(1, limit.allowed / 6))
    settled = limit.allowed
    assert 5 <= settled <= 12
    limit.failed()
    assert limit.allowed == pytest.approx(settled / 2, abs=1)
    for _ in range(20):
        limit.failed()
    assert limit.allowed == 1


def test_varying_response_times_do_not_lower_the_limit_much() -> None:
    random, limit = Random(3), ConcurrencyLimit()
    for _ in range(3_000):
        limit.succeeded(random.choice((0.06, 0.2)))
    assert limit.allowed >= 6


def test_split_points_are_searched_near_the_time_of_the_range() -> None:
    points = SplitPoints()
    points.add([person(number, days=5) for number in range(0, 500_000, 25_000)])
    early, late = person(100_000), person(200_000)
    span: IdRange[Person] = IdRange(
        RangeEnd(100_000, is_forward=True, added_at=timestamp(early.created_at)),
        RangeEnd(200_000, is_forward=False, added_at=timestamp(late.created_at)),
    )
    for _ in range(3):
        chosen = points.choose(span, 1)
        assert chosen is not None
        updated = timestamp(person(chosen, days=5).updated_at)
        assert updated is not None
        assert (timestamp(early.created_at) or 0) - 2e6 < updated < (timestamp(late.created_at) or 0) + 2e6


def test_useless_searches_become_rarer() -> None:
    points = SplitPoints()
    points.add([person(number) for number in range(20)])
    span: IdRange[Person] = IdRange(
        RangeEnd(0, is_forward=True, added_at=0.0), RangeEnd(10**6, is_forward=False, added_at=1e9)
    )
    for _ in range(4):
        assert points.choose(span, 10) is not None
        points.report(0, 10)
    assert points.choose(span, 19) is None
    assert points.choose(span, 20) is not None


@pytest.mark.parametrize("text", [None, "", "soon", "2026-13-01T00:00:00Z", "99999"])
def test_invalid_times_are_none(text: str | None) -> None:
    assert timestamp(text) is None
