"""Segments: the dashboard's saved filters of contacts, and the criteria they select by."""

from __future__ import annotations

from typing import Literal, NamedTuple


class Criterion(NamedTuple):
    """One condition of a segment, in the API's words. An empty `attribute` means it couldn't be read."""

    attribute: str = ""
    clause: str = ""
    values: tuple[str, ...] = ()
    """What to compare with: ids, texts, or days as ``YYYY-MM-DD``."""
    days_ago: int | None = None
    """What to compare a time with, if it's relative to today."""


class Segment(NamedTuple):
    """A saved filter of contacts."""

    id: int
    name: str
    public_id: str | None = None
    conjunction: Literal["and", "or"] = "and"
    """Whether a contact must match all criteria, or any."""
    criteria: tuple[Criterion, ...] = ()
