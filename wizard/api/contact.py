"""Contacts and their tags: frozen, typed, already cleaned of anything unsafe to show.

Field names are those of the ClickFunnels 2.0 API. Times are the API's own ISO 8601 texts in UTC.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag of a workspace, as listed or as applied to a contact."""

    id: int
    name: str
    color: str | None = None
    """As the API sends it, usually ``#rrggbb``."""


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact of a workspace: the fields that screens name, and all others as plain text."""

    id: int
    public_id: str | None = None
    email_address: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    phone_number: str | None = None
    created_at: str | None = None
    tags: tuple[Tag, ...] = ()
    custom_attributes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    other_fields: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Every other field that came with a value, by the API's name, in the API's order."""

    @property
    def name(self) -> str:
        """First and last name, whichever of them there are."""
        return " ".join(part for part in (self.first_name, self.last_name) if part)


@dataclass(frozen=True, slots=True)
class ContactRow:
    """What the table shows of a contact; the rest is fetched when it is looked at."""

    id: int
    name: str = ""
    """First and last name, whichever of them there are."""
    email_address: str = ""
    phone_number: str = ""
    tags: tuple[Tag, ...] = ()
    is_active: bool | None = None
    created_at: str | None = None
    updated_at: str | None = None


@dataclass(frozen=True, slots=True)
class ContactLine:
    """A contact as the API sent it, as one line of JSON, with what tells its place in the list."""

    id: int
    line: bytes
    """UTF-8, without the line's end."""
    created_at: str | None = None
    updated_at: str | None = None


@dataclass(frozen=True, slots=True)
class Details:
    """Everything about a contact."""

    contact: Contact
    json: str
    """The whole record as the API sent it, indented."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many contacts a workspace has."""

    number: int
    is_at_least: bool = False
    """Whether there may be more than `number`."""
