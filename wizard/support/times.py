"""Times as text for people."""

from __future__ import annotations

from datetime import UTC, datetime

from wizard.support.time_zones import Zone

_UNITS = (
    (31_557_600, "year"),
    (2_629_800, "month"),
    (86_400, "day"),
    (3_600, "hour"),
    (60, "minute"),
)

_WEEK = 7 * 86_400
"""Seconds."""


def ago(moment: datetime, now: datetime) -> str:
    """Say how long ago something was, in the largest unit that fits."""
    seconds = int((now - moment).total_seconds())
    for size, unit in _UNITS:
        if seconds >= size:
            count = seconds // size
            return f"{count} {unit if count == 1 else f'{unit}s'} ago"
    return "just now" if seconds >= -60 else "in the future"


def age_or_day(text: str | None, now: datetime) -> str:
    """Say in at most 10 cells how long ago an ISO 8601 time was; if over a week ago, its day in UTC."""
    moment = parse_time(text or "")
    seconds = int((now - moment).total_seconds()) if moment else -1
    if not 0 <= seconds < _WEEK:
        return (text or "")[:10]
    if seconds < 60:
        return "just now"
    if seconds < 3_600:
        return f"{seconds // 60} min ago"
    if seconds < 86_400:
        return f"{seconds // 3_600} h ago"
    days = seconds // 86_400
    return f"{days} {'day' if days == 1 else 'days'} ago"


def exact_time(moment: datetime) -> str:
    """Give the time in UTC, to the second."""
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


def local_time(moment: datetime, zone: Zone) -> str:
    """Give the time in a zone, to the minute: 29 Nov 2026, 09:30 (Pacific)."""
    local = moment.astimezone(zone.info)
    return f"{local.day} {local:%b %Y, %H:%M} ({zone.name})"


def parse_time(text: str) -> datetime | None:
    """Parse an ISO 8601 date with a time, as UTC unless it says otherwise; None for any other text."""
    if "T" not in text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
