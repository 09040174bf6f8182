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


def ago(moment: datetime, now: datetime) -> str:
    """Say how long ago something was, in the largest unit that fits."""
    seconds = int((now - moment).total_seconds())
    for size, unit in _UNITS:
        if seconds >= size:
            count = seconds // size
            return f"{count} {unit if count == 1 else f'{unit}s'} ago"
    return "just now" if seconds >= -60 else "in the future"


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
