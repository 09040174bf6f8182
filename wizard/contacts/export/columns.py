"""The columns of a CSV export, and a contact's cells in them."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from functools import cached_property

Path = tuple[str, ...]
"""Where a value is inside the API's JSON, such as ``("custom_attributes", "source")``."""

_NUMBER = re.compile(r"[+-][0-9 .]+")
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


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


def escape_formula(cell: str) -> str:
    """Put an apostrophe before a formula, so that spreadsheets don't run it. (A phone number isn't one.)

    Source: OWASP on CSV injection.
    """
    if cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell


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
