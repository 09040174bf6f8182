"""Mask personal data, for screens that other people see."""

from __future__ import annotations

import re

_DOTS = "•••"
_HARMLESS = re.compile(r"yes|no|\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*")


def masked_name(name: str) -> str:
    """Keep the first letter of each part of a name."""
    return " ".join(part[0] + _DOTS for part in name.split())


def masked_email(address: str) -> str:
    """Keep the first letter of an email address and the end of its domain."""
    if "@" not in address:
        return address and _DOTS
    ending = address.rpartition(".")[2] if "." in address.rpartition("@")[2] else ""
    return f"{address[0]}{_DOTS}@{_DOTS}{f'.{ending}' if ending else ''}"


def masked_phone(number: str) -> str:
    """Keep the last two digits of a phone number."""
    return f"{_DOTS} {number[-2:]}" if len(number) > 4 else number and _DOTS


def masked_value(value: str) -> str:
    """Keep nothing of any other value, except times, yes and no."""
    return value if _HARMLESS.fullmatch(value) else _DOTS
