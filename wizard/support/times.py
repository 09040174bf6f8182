"""Moments in words."""

from __future__ import annotations

from datetime import UTC, datetime

from wizard.words import times as words

_UNITS = (
    (31_557_600, words.YEAR),
    (2_629_800, words.MONTH),
    (86_400, words.DAY),
    (3_600, words.HOUR),
    (60, words.MINUTE),
)


def ago(moment: datetime, now: datetime) -> str:
    """How long ago something was, in the largest unit that fits."""
    seconds = int((now - moment).total_seconds())
    for size, unit in _UNITS:
        if seconds >= size:
            return words.ago(seconds // size, unit)
    return words.JUST_NOW if seconds >= -60 else words.IN_THE_FUTURE


def exact(moment: datetime) -> str:
    """The moment in UTC, to the second."""
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


def read_moment(text: str) -> datetime | None:
    """Read an ISO 8601 date with a time; None for any other text."""
    if "T" not in text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
