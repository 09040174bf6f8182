"""The parts of the contact browser: packed rows, masking, times and progress."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.api import parsing
from wizard.api.contact import ContactRow, Tag
from wizard.api.progress import Progress
from wizard.contacts.browsing.masking import masked_email, masked_name, masked_phone, masked_value
from wizard.contacts.browsing.packed_rows import PackedRows
from wizard.contacts.progress import ProgressText
from wizard.support.time_zones import find_zone
from wizard.support.times import age_or_day, ago, exact_time, local_time, parse_time
from wizard.tui.widgets.columns import fitted

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

texts = st.text(max_size=40)


@given(texts, texts, texts, st.lists(texts, max_size=3, unique=True), st.sampled_from([None, True, False]))
def test_packing_a_row_loses_nothing_whatever_the_api_sends(
    first: str, email: str, phone: str, tags: list[str], active: bool | None
) -> None:
    raw: dict[str, Any] = {
        "id": 7,
        "first_name": first,
        "email_address": email,
        "phone_number": phone,
        "is_active": active,
        "tags": [{"id": place, "name": name, "color": "#123456"} for place, name in enumerate(tags)],
        "created_at": "2026-01-09T15:27:56.647Z",
    }
    row = parsing.parse_contact_row(raw)
    rows = PackedRows()
    rows.extend([row])
    assert [tag.name for tag in rows[0].tags] == [tag.name for tag in row.tags]
    assert rows[0] == row or len({tag.name for tag in row.tags}) < len(row.tags)


def test_a_row_takes_little_memory() -> None:
    import sys

    rows = PackedRows()
    tag = Tag(1, "customer", "#2E9E5B")
    row = ContactRow(
        44_000_000, "Siobhán Lindström", "siobhan.lindstroem.1@example.com", "+15550000001", (tag,)
    )
    rows.extend([row] * 100)
    assert sys.getsizeof(rows._packed[0]) < 250


@pytest.mark.parametrize(
    ("mask", "text", "shown"),
    [
        (masked_name, "Zoë Lindström", "Z••• L•••"),
        (masked_name, "", ""),
        (masked_email, "zoe.l@shop.example.com", "z•••@•••.com"),
        (masked_email, "zoe@localhost", "z•••@•••"),
        (masked_email, "no address", "•••"),
        (masked_email, "", ""),
        (masked_phone, "+15550000042", "••• 42"),
        (masked_phone, "42", "•••"),
        (masked_phone, "", ""),
        (masked_value, "yes", "yes"),
        (masked_value, "2026-01-09T15:27:56.647Z", "2026-01-09T15:27:56.647Z"),
        (masked_value, "https://social.example.com/zoe", "•••"),
        (masked_value, "192.0.2.1", "•••"),
    ],
)
def test_masked_values_show_little(mask: Any, text: str, shown: str) -> None:
    assert mask(text) == shown


@given(st.emails())
def test_a_masked_address_shows_only_its_beginning_and_its_ending(address: str) -> None:
    local, _, domain = address.rpartition("@")
    shown = masked_email(address)
    assert len(local) < 2 or local not in shown.rpartition("@")[0]
    assert domain not in shown


@pytest.mark.parametrize(
    ("before", "text"),
    [
        (timedelta(seconds=5), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(hours=5), "5 hours ago"),
        (timedelta(days=3), "3 days ago"),
        (timedelta(days=70), "2 months ago"),
        (timedelta(days=800), "2 years ago"),
        (-timedelta(days=1), "in the future"),
    ],
)
def test_a_time_is_shown_relative_to_now(before: timedelta, text: str) -> None:
    assert ago(NOON - before, NOON) == text


@pytest.mark.parametrize(
    ("before", "text"),
    [
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=59), "59 min ago"),
        (timedelta(hours=23), "23 h ago"),
        (timedelta(days=1), "1 day ago"),
        (timedelta(days=6, hours=23), "6 days ago"),
        (timedelta(days=7), f"{NOON - timedelta(days=7):%Y-%m-%d}"),
        (-timedelta(minutes=1), f"{NOON:%Y-%m-%d}"),
    ],
)
def test_a_column_says_how_recent_a_time_is_or_its_day(before: timedelta, text: str) -> None:
    assert age_or_day((NOON - before).isoformat(), NOON) == text
    assert len(text) <= 10


@pytest.mark.parametrize(
    ("text", "shown"), [(None, ""), ("2026-11-30", "2026-11-30"), ("yesterday or so", "yesterday ")]
)
def test_a_column_shows_the_start_of_what_is_no_time(text: str | None, shown: str) -> None:
    assert age_or_day(text, NOON) == shown


def test_times_are_parsed_and_formatted() -> None:
    moment = parse_time("2026-01-09T15:27:56.647Z")
    assert moment
    assert exact_time(moment) == "2026-01-09 15:27:56 UTC"
    assert parse_time("2026-01-09T15:27:56") == datetime(2026, 1, 9, 15, 27, 56, tzinfo=UTC)
    assert parse_time("Tokyo") is parse_time("20260109") is parse_time("soon T") is None


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Pacific Time (US & Canada)", "23 Nov 2026, 04:00 (Pacific)"),
        ("Atlantic Time (Canada)", "23 Nov 2026, 08:00 (Atlantic)"),
        ("Buenos Aires", "23 Nov 2026, 09:00 (Buenos Aires)"),
        ("Lisbon", "23 Nov 2026, 12:00 (Lisbon)"),
        ("New Delhi", "23 Nov 2026, 17:30 (New Delhi)"),
        ("Samoa", "24 Nov 2026, 01:00 (Samoa)"),
        ("Europe/Berlin", "23 Nov 2026, 13:00 (Europe/Berlin)"),
        ("UTC", "23 Nov 2026, 12:00 (UTC)"),
    ],
)
def test_times_in_the_zones_of_clickfunnels(name: str, text: str) -> None:
    zone = find_zone(name)
    assert zone
    assert local_time(NOON, zone) == text


@pytest.mark.parametrize("name", ["", "Nowhere", "America", "../../etc/passwd", "a/\0"])
def test_other_names_are_no_zones(name: str) -> None:
    assert find_zone(name) is None


def test_progress_shows_only_what_is_known() -> None:
    clock = iter([0.0, 10.0, 10.0]).__next__
    progress = Progress(pages=500, count=10_000)
    progress_text = ProgressText(progress, clock=clock)
    assert progress_text.text() == "10,000 contacts · 50 pages a second"
    progress_text.total = 25_000
    assert progress_text.text() == "10,000 of 25,000 contacts · 50 pages a second · 15 s left"


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("abc", 5, "abc  "),
        ("abcdef", 4, "abc…"),
        ("山田太郎", 5, "山田…"),
        ("山田", 5, "山田 "),
        ("é", 2, "é "),
    ],
)
def test_text_fits_its_column_exactly(text: str, width: int, shown: str) -> None:
    assert fitted(text, width) == shown


def test_an_unreadable_number_of_contacts_is_an_error() -> None:
    assert parsing.parse_count({"stats": {"count": 7}}).is_at_least is False
    assert parsing.parse_count({"stats": {"count": 7, "count_capped_at": 7}}).is_at_least
    with pytest.raises(parsing.UnreadableRecord):
        parsing.parse_count({"stats": {"count": None}})
