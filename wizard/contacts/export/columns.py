"""The columns of an export, and a contact's cells in them."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping, Sequence
from difflib import get_close_matches
from functools import cached_property

from wizard.support.errors import UsageError
from wizard.support.safe_text import sanitize_line

Path = tuple[str, ...]
"""Where a value is inside the API's JSON, such as ``("custom_attributes", "source")``."""

_NUMBER = re.compile(r"[+-][0-9 .]+")
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")

FIELDS = (
    "id", "public_id", "workspace_id", "email_address", "first_name", "last_name", "phone_number", "tags",
    "created_at", "updated_at", "is_active", "unsubscribed_at", "email_suppression_reason", "anonymous",
    "last_notification_email_sent_at", "time_zone", "uuid", "fb_url", "twitter_url", "instagram_url",
    "linkedin_url", "website_url", "custom_attributes", "visits",
)  # fmt: skip
"""The fields of a contact."""

CUSTOM = "custom_attributes.NAME"
"""How the help names the column of one custom attribute."""

_NESTED = ("custom_attributes.", "visits.")


def parse_columns(text: str) -> tuple[str, ...]:
    """Read comma-separated names of columns, such as ``id,custom_attributes.source``.

    Raises `UsageError` for an unknown one.
    """
    names = tuple(dict.fromkeys(name.strip() for name in text.split(",")))
    for name in names:
        if not name:
            raise UsageError("A column has no name.", "Write them like --columns id,email_address.")
        if name not in FIELDS and not (name.startswith(_NESTED) and name not in _NESTED):
            near = get_close_matches(name.lower(), (*FIELDS, CUSTOM), cutoff=0.5)
            hint = f"Did you mean: {'; '.join(near)}? " if near else ""
            raise UsageError(
                f"Contacts have no column “{sanitize_line(name)}”.",
                f"{hint}--columns help lists all columns.",
            )
    return names


def select(contact: Mapping[str, object], names: Sequence[str]) -> dict[str, object]:
    """Give some of a contact's values; None where it has none."""
    return {name: _value(contact, name) for name in names}


def unlisted(contact: Mapping[str, object], names: Sequence[str]) -> list[str]:
    """Give the names of a contact's values that aren't among the `names` of columns."""
    return [
        ".".join(path)
        for path, value in _values(contact).items()
        if _text(value) and not any(".".join(path[:end]) in names for end in range(1, len(path) + 1))
    ]


class Columns:
    """The columns that a number of contacts need.

    Fields are in the API's order, and what is nested in them, such as custom attributes, in order of arrival.
    """

    def __init__(self) -> None:
        self._fields: dict[str, dict[Path, None]] = {}

    def add(self, contact: Mapping[str, object]) -> None:
        """Add the columns that a contact needs."""
        for path in _values(contact):
            self._fields.setdefault(path[0], {})[path] = None

    def titles(self) -> list[str]:
        """The header of each column, such as ``custom_attributes.source``."""
        return [escape_formula(".".join(path)) for path in self._paths]

    def cells(self, contact: Mapping[str, object]) -> list[str]:
        """A contact's value in each column; may be empty."""
        values = _values(contact)
        return [escape_formula(_text(values.get(path))) for path in self._paths]

    @cached_property
    def _paths(self) -> list[Path]:
        return [path for paths in self._fields.values() for path in _innermost(paths)]


class Selection(Columns):
    """Columns that are known from the start."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self._names = names

    def titles(self) -> list[str]:
        """The header of each column."""
        return [escape_formula(name) for name in self._names]

    def cells(self, contact: Mapping[str, object]) -> list[str]:
        """A contact's value in each column; may be empty."""
        return [escape_formula(_text(value)) for value in select(contact, self._names).values()]


def escape_formula(cell: str) -> str:
    """Put an apostrophe before a formula, so that spreadsheets don't run it. (A phone number isn't one.)

    Source: OWASP on CSV injection.
    """
    if cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell


def _value(fields: Mapping[str, object], name: str) -> object:
    if name in fields:
        return fields[name]
    outer, _, inner = name.partition(".")
    nested = fields.get(outer)
    return _value(nested, inner) if isinstance(nested, dict) and inner else None


def _values(contact: Mapping[str, object]) -> dict[Path, object]:
    """Every value of a contact by its path; lists and empty objects are values."""
    values: dict[Path, object] = {}
    left: list[tuple[Path, object]] = [((key,), value) for key, value in reversed(list(contact.items()))]
    while left:
        path, value = left.pop()
        if isinstance(value, dict) and value:
            left += [((*path, str(key)), inner) for key, inner in reversed(list(value.items()))]
        else:
            values[path] = value
    return values


def _innermost(paths: Collection[Path]) -> list[Path]:
    """Leave out a field that is empty for some contacts and nested for others."""
    outer = {path[:length] for path in paths for length in range(1, len(path))}
    return [path for path in paths if path not in outer]


def _text(value: object) -> str:
    match value:
        case None | {}:
            return ""
        case bool():
            return "true" if value else "false"
        case str():
            return value
        case int() | float():
            return str(value)
        case list() if all(isinstance(item, dict) and isinstance(item.get("name"), str) for item in value):
            return ", ".join(item["name"] for item in value)
        case _:
            return json.dumps(value, ensure_ascii=False)
