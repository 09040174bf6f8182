"""Moments in words."""

from __future__ import annotations

from datetime import UTC, datetime

_YEAR = ("year", "years")
_MONTH = ("month", "months")
_DAY = ("day", "days")
_HOUR = ("hour", "hours")
_MINUTE = ("minute", "minutes")

_UNITS = (
    (31_557_600, _YEAR),
    (2_629_800, _MONTH),
    (86_400, _DAY),
    (3_600, _HOUR),
    (60, _MINUTE),
)


def ago(moment: datetime, now: datetime) -> str:
    """How long ago something was, in the largest unit that fits."""
    seconds = int((now - moment).total_seconds())
    for size, unit in _UNITS:
        if seconds >= size:
            return _ago(seconds // size, unit)
    return "just now" if seconds >= -60 else "in the future"


def exact_time(moment: datetime) -> str:
    """The moment in UTC, to the second."""
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


def parse_time(text: str) -> datetime | None:
    """Read an ISO 8601 date with a time; None for any other text."""
    if "T" not in text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _ago(count: int, unit: tuple[str, str]) -> str:
    """How long ago something was."""
    one, many = unit
    return f"{count} {one if count == 1 else many} ago"
