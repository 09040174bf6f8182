"""When requests are retried: Retry-After is obeyed, and attempts and pauses are limited."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.api.retry import Retry
from wizard.api.retry_after import requested_pause

NOW = datetime(2026, 5, 1, 12, 0, 0, tzinfo=UTC)
RETRY = Retry(attempts=4, first_seconds=0.5, cap_seconds=30, jitter=lambda: 1.0)


def pause(attempt: int, retry_after: str | None) -> float | None:
    return RETRY.pause_before(attempt, requested_pause(retry_after, NOW.timestamp()))


def at(seconds: float) -> str:
    return format_datetime(NOW + timedelta(seconds=seconds), usegmt=True)


@pytest.mark.parametrize(
    ("retry_after", "seconds"),
    [
        ("0", 0),
        ("7", 7),
        (" 7 ", 7),
        ("007", 7),
        ("30", 30),
        ("31", 30),
        ("86400", 30),
        ("9" * 5_000, 30),
        (at(7), 7),
        (at(-3600), 0),
        (at(86_400), 30),
        (format_datetime((NOW + timedelta(seconds=9)).astimezone(timezone(timedelta(hours=5)))), 9),
        ("Mon, 01 Jan 0001 00:00:00 GMT", 0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 30),
    ],
)
def test_retry_after_is_obeyed_up_to_the_cap(retry_after: str, seconds: float) -> None:
    assert pause(2, retry_after) == seconds


@pytest.mark.parametrize(
    "retry_after",
    [None, "", " ", "soon", "-5", "1.5", "1e9", "²", "٣", "7 seconds", "Mon, 99 Foo 2026", "\x00"],
)
def test_an_invalid_retry_after_is_ignored(retry_after: str | None) -> None:
    assert [pause(attempt, retry_after) for attempt in (2, 3, 4)] == [0.5, 1.0, 2.0]


def test_attempts_are_limited_whatever_the_server_says() -> None:
    assert pause(4, "1") == 1
    assert pause(5, "1") is None
    assert RETRY.pause_before(5) is None
    assert Retry(attempts=1).pause_before(2) is None


def test_pauses_double_up_to_the_cap() -> None:
    retry = Retry(attempts=100, first_seconds=1, cap_seconds=30, jitter=lambda: 1.0)
    assert [retry.pause_before(attempt) for attempt in range(2, 9)] == [1, 2, 4, 8, 16, 30, 30]
    assert retry.pause_before(100) == 30


@pytest.mark.parametrize(("chance", "seconds"), [(0.0, 1.0), (0.5, 1.5), (0.999, 1.999)])
def test_half_of_a_pause_is_random(chance: float, seconds: float) -> None:
    retry = Retry(first_seconds=2, jitter=lambda: chance)
    assert retry.pause_before(2) == pytest.approx(seconds)


@given(st.text() | st.from_regex(r"[A-Z][a-z]{2}, \d{1,2} (Jan|Feb) \d{1,5} \d\d:\d\d:\d\d [-+]\d{4}"))
def test_no_header_value_fails_or_waits_forever(retry_after: str) -> None:
    seconds = pause(2, retry_after)
    assert seconds is not None
    assert 0 <= seconds <= 30
