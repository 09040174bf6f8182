"""Lengths of time, as people say them."""

from __future__ import annotations

YEAR = ("year", "years")
MONTH = ("month", "months")
DAY = ("day", "days")
HOUR = ("hour", "hours")
MINUTE = ("minute", "minutes")

JUST_NOW = "just now"
IN_THE_FUTURE = "in the future"


def ago(count: int, unit: tuple[str, str]) -> str:
    """How long ago something was."""
    one, many = unit
    return f"{count} {one if count == 1 else many} ago"
