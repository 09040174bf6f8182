"""Time zones by the names that ClickFunnels gives them, which are those of Ruby on Rails."""

from __future__ import annotations

from datetime import UTC, tzinfo
from typing import NamedTuple
from zoneinfo import ZoneInfo

_REGIONS = ("Europe", "America", "Asia", "Africa", "Australia", "Pacific", "Atlantic", "America/Argentina")
"""Where to look for a city that has a time zone of its own, such as Europe/Lisbon."""

_OTHERS = {
    "International Date Line West": "Pacific/Midway", "Midway Island": "Pacific/Midway",
    "American Samoa": "Pacific/Pago_Pago", "Hawaii": "Pacific/Honolulu", "Alaska": "America/Juneau",
    "Pacific": "America/Los_Angeles", "Mountain": "America/Denver", "Arizona": "America/Phoenix",
    "Central": "America/Chicago", "Saskatchewan": "America/Regina", "Guadalajara": "America/Mexico_City",
    "Central America": "America/Guatemala", "Eastern": "America/New_York",
    "Indiana (East)": "America/Indiana/Indianapolis", "Quito": "America/Lima",
    "Atlantic": "America/Halifax", "Newfoundland": "America/St_Johns", "Brasilia": "America/Sao_Paulo",
    "Georgetown": "America/Guyana", "Greenland": "America/Nuuk", "Mid-Atlantic": "Atlantic/South_Georgia",
    "Cape Verde Is.": "Atlantic/Cape_Verde", "Edinburgh": "Europe/London", "Bern": "Europe/Zurich",
    "West Central Africa": "Africa/Algiers", "Rangoon": "Asia/Yangon", "Pretoria": "Africa/Johannesburg",
    "St. Petersburg": "Europe/Moscow", "Abu Dhabi": "Asia/Muscat", "Ekaterinburg": "Asia/Yekaterinburg",
    "Islamabad": "Asia/Karachi", "Chennai": "Asia/Kolkata", "Mumbai": "Asia/Kolkata",
    "New Delhi": "Asia/Kolkata", "Astana": "Asia/Dhaka", "Sri Jayawardenepura": "Asia/Colombo",
    "Hanoi": "Asia/Bangkok", "Chongqing": "Asia/Shanghai", "Canberra": "Australia/Sydney",
    "Beijing": "Asia/Shanghai", "Osaka": "Asia/Tokyo", "Sapporo": "Asia/Tokyo",
    "Solomon Is.": "Pacific/Guadalcanal", "New Caledonia": "Pacific/Noumea",
    "Marshall Is.": "Pacific/Majuro", "Wellington": "Pacific/Auckland", "Nuku'alofa": "Pacific/Tongatapu",
    "Tokelau Is.": "Pacific/Fakaofo", "Chatham Is.": "Pacific/Chatham", "Samoa": "Pacific/Apia",
}  # fmt: skip
"""Names that aren't the city of their zone. Source: ActiveSupport::TimeZone of Ruby on Rails."""


class Zone(NamedTuple):
    """A time zone and what to call it."""

    name: str
    info: tzinfo


UTC_ZONE = Zone("UTC", UTC)


def find_zone(name: str) -> Zone | None:
    """Find a time zone by its name in Rails, such as "Pacific Time (US & Canada)", or in the tz database.

    None if it's unknown, or if this system has no tz database.
    """
    if name in ("UTC", "Etc/UTC"):
        return UTC_ZONE
    short = name.removesuffix(" (US & Canada)").removesuffix(" (Canada)").removesuffix(" Time")
    city = short.replace(" ", "_")
    keys = [_OTHERS[short]] if short in _OTHERS else [f"{region}/{city}" for region in _REGIONS]
    for key in [name] if "/" in name else keys:
        try:
            return Zone(short, ZoneInfo(key))
        except (KeyError, ValueError, OSError):  # no such zone, or no name of one
            continue
    return None
