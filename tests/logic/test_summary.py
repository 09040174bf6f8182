"""The summary of contacts: when they were added, how old the newest is, and the top tags."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from wizard.api.contact import ContactRow, Tag
from wizard.contacts.browsing.summary import Summary

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
"""A Wednesday."""


def summary_of(*added: str | None, tags: str = "") -> Summary:
    """A summary of contacts added at these times, all with the same tags."""
    summary = Summary()
    named = tuple(Tag(place, name) for place, name in enumerate(tags.split()))
    summary.add(ContactRow(number, tags=named, created_at=time) for number, time in enumerate(added))
    return summary


@pytest.mark.parametrize(
    ("oldest", "newest", "text"),
    [
        ("2026-11-25T11:59:30Z", "2026-11-25T11:59:40Z", "in the last minute · newest just now"),
        ("2026-11-25T11:26:00Z", "2026-11-25T11:57:00Z", "in the last 34 minutes · newest 3 minutes ago"),
        ("2026-11-25T11:00:00Z", "2026-11-25T11:00:00Z", "in the last 60 minutes · newest 1 hour ago"),
        ("2026-11-25T08:59:00Z", "2026-11-25T09:00:00Z", "in the last 4 hours · newest 3 hours ago"),
        ("2026-11-24T12:00:01Z", "2026-11-25T09:00:00Z", "in the last 24 hours · newest 3 hours ago"),
        ("2026-11-24T09:00:00Z", "2026-11-25T09:00:00Z", "since yesterday · newest 3 hours ago"),
        ("2026-11-23T23:00:00Z", "2026-11-24T09:00:00Z", "since Monday · newest 1 day ago"),
        ("2026-11-19T00:00:00Z", "2026-11-24T09:00:00Z", "since Thursday · newest 1 day ago"),
        ("2026-11-18T23:59:59Z", "2026-11-24T09:00:00Z", "since 18 Nov · newest 1 day ago"),
        ("2019-02-03T00:00:00Z", "2024-11-20T12:00:00Z", "since 3 Feb 2019 · newest 2 years ago"),
        ("2026-11-24T01:30:00+02:00", "2026-11-25T01:00:00-08:00", "since Monday · newest 3 hours ago"),
        ("2026-11-23T01:00:00", "2026-11-25T09:00:01.123Z", "since Monday · newest 2 hours ago"),
        ("2026-11-23T01:00:00Z", "2026-11-26T09:00:00Z", "since Monday · newest just now"),
        ("2027-01-01T00:00:00Z", "2027-01-02T00:00:00Z", "in the last minute · newest just now"),
    ],
)
def test_the_period_is_the_one_really_covered(oldest: str, newest: str, text: str) -> None:
    for added in ((oldest, newest), (newest, oldest)):
        assert summary_of(*added).texts(NOON, is_all=True)[-1] == f"All 2, {text}"


def test_texts_get_longer_tag_by_tag() -> None:
    summary = summary_of(*["2026-11-24T09:00:00Z"] * 1_200, tags="b a c d")
    summary.add([ContactRow(2_000, tags=(Tag(3, "d"), Tag(4, "e")), created_at="2026-11-24T09:00:00Z")])
    assert summary.texts(NOON, is_all=False) == [
        "The newest 1,201, since yesterday",
        "The newest 1,201, since yesterday · newest 1 day ago",
        "The newest 1,201, since yesterday · newest 1 day ago · top tag: d",
        "The newest 1,201, since yesterday · newest 1 day ago · top tags: d, a",
        "The newest 1,201, since yesterday · newest 1 day ago · top tags: d, a, b",
    ]
    assert summary.texts(NOON, is_all=True, joint="; ")[1] == "All 1,201, since yesterday; newest 1 day ago"


@pytest.mark.parametrize(
    ("added", "is_telling"),
    [
        ([], False),
        (["2026-11-24T09:00:00Z"], False),
        ([None, "2026-11-24T09:00:00Z", "yesterday"], False),
        ([None, "2026-11-24T09:00:00Z", "2026-11-24T09:00:00Z"], True),
    ],
)
def test_it_takes_two_contacts_with_a_date_to_tell_anything(
    added: list[str | None], is_telling: bool
) -> None:
    assert summary_of(*added).is_telling is is_telling


@pytest.mark.parametrize(
    ("added", "bars"),
    [
        (["2026-11-21T12:00:00Z", "2026-11-23T12:10:00Z", "2026-11-25T11:00:00Z"], [1, 0, 1, 1]),
        (["2026-11-24T12:00:00Z"] * 3, [3, 0, 0, 0]),
        (["2026-11-25T12:00:00Z"] * 3, [0, 0, 0, 3]),
        (["2026-11-21T12:00:00Z", "2026-12-31T00:00:00Z"], [1, 0, 0, 1]),
        (["2018-11-25T00:00:00Z", "2024-11-26T00:00:00Z", "2026-11-24T00:00:00Z"], [1, 0, 0, 2]),
        (["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"], [1, 0, 0, 1]),
        ([None], [0, 0, 0, 0]),
    ],
)
def test_bars_go_from_the_oldest_until_now(added: list[str | None], bars: list[int]) -> None:
    assert summary_of(*added).bars(4, NOON) == bars


def test_it_stays_small_and_loses_nobody_however_long_the_period_gets() -> None:
    summary = Summary()
    for days in range(0, 3_000, 3):
        moment = NOON - timedelta(days=days, minutes=days)
        summary.add([ContactRow(days, created_at=moment.isoformat())])
    assert len(summary._added) <= 2_050
    bars = summary.bars(20, NOON)
    assert sum(bars) == summary.count == 1_000
    assert set(bars) <= {49, 50, 51}
