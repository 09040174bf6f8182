"""A contact as the cells of a table, and the columns that many contacts need."""

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
    """The columns that contacts need.

    Fields stand in the API's order, and what is inside of them, such as custom attributes, in the order in
    which it came.
    """

    def __init__(self) -> None:
        self._fields: dict[str, dict[Path, None]] = {}

    def learn(self, contact: Mapping[str, object]) -> None:
        """Make a column for everything that a contact has."""
        for path in _values(contact):
            self._fields.setdefault(path[0], {})[path] = None

    def titles(self) -> list[str]:
        """The header of each column: the names on the way to its value, with dots between."""
        return [defused(".".join(path)) for path in self._paths]

    def cells(self, contact: Mapping[str, object]) -> list[str]:
        """What a contact has in each column; empty where there is nothing."""
        values = _values(contact)
        return [defused(_text(values.get(path))) for path in self._paths]

    @cached_property
    def _paths(self) -> list[Path]:
        return [path for paths in self._fields.values() for path in _innermost(paths)]


def defused(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would run; a signed number, as of a phone, is none.

    Source: OWASP on CSV injection.
    """
    if cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell


def _values(contact: Mapping[str, object]) -> dict[Path, object]:
    """Every value of a contact by where it is; lists stay whole, and so does an object without anything."""
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
    """A field that is empty for some contacts, and has something inside for others, is no column itself."""
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
