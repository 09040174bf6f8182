"""Contacts and their tags: frozen, typed, and sanitized for display.

Field names are those of the ClickFunnels 2.0 API. Times are ISO 8601 strings in UTC, as the API sends them.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

_NONE: Mapping[str, str] = MappingProxyType({})


class Tag(NamedTuple):
    """A tag of a workspace, as listed or as applied to a contact."""

    id: int
    name: str
    color: str | None = None
    """As the API sends it, usually ``#rrggbb``."""


class Contact(NamedTuple):
    """A contact: the fields that screens know by name, and all others as text."""

    id: int
    public_id: str | None = None
    email_address: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    phone_number: str | None = None
    created_at: str | None = None
    tags: tuple[Tag, ...] = ()
    custom_attributes: Mapping[str, str] = _NONE
    email_engagement: Mapping[str, str] | None = None
    """When emails were last sent, opened and clicked, as far as they were; None if that wasn't fetched."""
    other_fields: Mapping[str, str] = _NONE
    """Every other field with a value, by the API's name, in the API's order."""

    @property
    def name(self) -> str:
        """First and last name, as far as they are known."""
        return " ".join(part for part in (self.first_name, self.last_name) if part)


class ContactRow(NamedTuple):
    """A row of the contacts table; everything else is fetched on demand."""

    id: int
    name: str = ""
    """First and last name, as far as they are known."""
    email_address: str = ""
    phone_number: str = ""
    tags: tuple[Tag, ...] = ()
    is_active: bool | None = None
    created_at: str | None = None
    updated_at: str | None = None


class ContactLine(NamedTuple):
    """A contact as one line of JSON, as the API sent it, with its place in the list."""

    id: int
    line: bytes
    """UTF-8, without a newline."""
    created_at: str | None = None


class Details(NamedTuple):
    """Everything about a contact."""

    contact: Contact
    json: str
    """The record as the API sent it, indented."""
    lacks: str = ""
    """What isn't there and why, in a sentence; empty if everything is."""


class Count(NamedTuple):
    """How many contacts a workspace has."""

    number: int
    is_at_least: bool = False
    """Whether there may be more than `number`."""
