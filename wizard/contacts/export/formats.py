"""The formats of an export: what stands before the contacts, what each of them becomes, what follows."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from wizard.api.contact import Contact
from wizard.api.parsing import parse_contact
from wizard.contacts.export.columns import Columns
from wizard.support.safe_text import sanitize_line

_HEADINGS = ("id", "name", "email", "phone", "added", "tags")
"""Of the text table."""

_WIDTHS = (12, 26, 34, 16, 10, 0)
"""Of the text table's columns, in cells; the last one takes what it needs."""


class Format:
    """JSON Lines: one JSON object a line, as the API sent it. The other formats differ from it."""

    needs_all = False
    """Whether `learn` has to see every contact before the first is written."""

    def learn(self, line: bytes) -> None:
        """See a contact before the first is written."""

    def begin(self) -> bytes:
        """Give what stands before the contacts."""
        return b""

    def row(self, line: bytes) -> bytes:
        """Give a contact, of its JSON without the line's end."""
        return line + b"\n"

    def end(self) -> bytes:
        """Give what stands after the contacts."""
        return b""


class JsonArray(Format):
    """One JSON array, a contact a line."""

    def __init__(self) -> None:
        self._last: bytes | None = None

    def row(self, line: bytes) -> bytes:
        """Give the contact before this one: only now it is known whether a comma ends its line."""
        before, self._last = self._last, line
        return b"[\n" if before is None else before + b",\n"

    def end(self) -> bytes:
        """Give the last contact, and close the array."""
        return b"[]\n" if self._last is None else self._last + b"\n]\n"


class Csv(Format):
    """A header and one row a contact (RFC 4180), in UTF-8; the columns are those of all contacts."""

    needs_all = True
    _line_end = "\r\n"
    _cell: Callable[[str], str] = str

    def __init__(self) -> None:
        self._columns = Columns()

    def learn(self, line: bytes) -> None:
        """Make columns for all that the contact has."""
        self._columns.learn(json.loads(line))

    def begin(self) -> bytes:
        """Give the header."""
        return self._row(self._columns.titles())

    def row(self, line: bytes) -> bytes:
        """Give a contact's row."""
        return self._row(self._columns.cells(json.loads(line)))

    def _row(self, cells: Iterable[str]) -> bytes:
        row = io.StringIO(newline="")
        csv.writer(row, lineterminator=self._line_end).writerow(map(self._cell, cells))
        return row.getvalue().encode("utf-8", "replace")


class TerminalCsv(Csv):
    """CSV on a terminal: each row is one line, without anything that the terminal would obey."""

    _line_end = "\n"
    _cell = staticmethod(sanitize_line)


class TextTable(Format):
    """A table for people: the columns that matter most, cut where they do not fit."""

    def begin(self) -> bytes:
        """Give the header."""
        return _text_row(_HEADINGS)

    def row(self, line: bytes) -> bytes:
        """Give a contact's line."""
        return _text_row(_shown(parse_contact(json.loads(line))))


FORMATS: dict[str, Callable[[], Format]] = {
    "jsonl": Format,
    "json": JsonArray,
    "csv": Csv,
    "table": TextTable,
}
"""By the name that `--format` takes, for files and pipes: they get the data as it is."""

TERMINAL_FORMATS = {**FORMATS, "csv": TerminalCsv}
"""The same for a terminal, which would obey what is in raw CSV; the other formats escape it, or drop it."""

ENDINGS = {".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".csv": "csv", ".txt": "table"}
"""What the ending of a file's name stands for."""


def written(form: Format, lines: Callable[[], Iterable[bytes]]) -> Iterator[bytes]:
    """Give contacts in a new `form`; each call of `lines` gives all of them, one JSON object a line."""
    if form.needs_all:
        for line in lines():
            form.learn(line)
    yield form.begin()
    for line in lines():
        yield form.row(line)
    yield form.end()


def _shown(one: Contact) -> list[str]:
    return [
        str(one.id),
        one.name,
        one.email_address or "",
        one.phone_number or "",
        (one.created_at or "")[:10],
        ", ".join(tag.name for tag in one.tags),
    ]


def _text_row(cells: Iterable[str]) -> bytes:
    fitted = (_fitted(cell, width) if width else cell for cell, width in zip(cells, _WIDTHS, strict=True))
    return f"{'  '.join(fitted).rstrip()}\n".encode()


def _fitted(cell: str, width: int) -> str:
    from rich.cells import cell_len, set_cell_size  # noqa: PLC0415 - only this format needs it

    too_long: bool = cell_len(cell) > width
    fitted: Any = set_cell_size(cell, width - 1) + "…" if too_long else set_cell_size(cell, width)
    return str(fitted)
