"""The output formats of an export."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size

from wizard.api.contact import Contact
from wizard.api.parsing import json_line, parse_contact
from wizard.contacts.export.columns import Columns, Selection, select
from wizard.support.safe_text import sanitize_line

_HEADINGS = ("id", "name", "email", "phone", "added", "tags")
"""The columns of the text table."""

_WIDTHS = (12, 26, 34, 16, 10, 0)
"""Their widths in cells; the last one is as wide as it needs."""


_BOM = "\ufeff".encode()


@dataclass(frozen=True, slots=True)
class Layout:
    """How an export is written."""

    format: str
    """One of `FORMATS`."""
    columns: tuple[str, ...] = ()
    """The fields to write, in this order; empty for all."""
    has_header: bool = True
    has_bom: bool = False
    """Whether CSV begins with a byte order mark, by which Excel knows that it's UTF-8."""


class Format:
    """JSON Lines: one JSON object per line, as the API sent it. Base class of the other formats."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self.needs_all = False
        """Whether `prepare` must see every contact before the first is written."""

    def prepare(self, line: bytes) -> None:
        """See a contact before the first is written, if `needs_all`."""

    def begin(self) -> bytes:
        """Give what comes before the contacts."""
        return b""

    def row(self, line: bytes) -> bytes:
        """Give a contact, from its JSON without a newline."""
        return self._selected(line) + b"\n"

    def end(self) -> bytes:
        """Give what comes after the contacts."""
        return b""

    def _selected(self, line: bytes) -> bytes:
        columns = self._layout.columns
        return json_line(select(json.loads(line), columns)) if columns else line


class JsonArray(Format):
    """One JSON array, with one contact per line."""

    def __init__(self, layout: Layout) -> None:
        super().__init__(layout)
        self._last: bytes | None = None

    def row(self, line: bytes) -> bytes:
        """Give the previous contact: only now it's clear that its line ends with a comma."""
        before, self._last = self._last, self._selected(line)
        return b"[\n" if before is None else before + b",\n"

    def end(self) -> bytes:
        """Give the last contact, and close the array."""
        return b"[]\n" if self._last is None else self._last + b"\n]\n"


class Csv(Format):
    """CSV (RFC 4180) in UTF-8, with the selected columns, or those that any of the contacts needs."""

    _line_end = "\r\n"
    _cell: Callable[[str], str] = str

    def __init__(self, layout: Layout) -> None:
        super().__init__(layout)
        self._columns = Selection(layout.columns) if layout.columns else Columns()
        self.needs_all = not layout.columns

    def prepare(self, line: bytes) -> None:
        """Add the columns that a contact needs."""
        self._columns.add(json.loads(line))

    def begin(self) -> bytes:
        """Give the byte order mark and the header, as far as they are wanted."""
        header = self._row(self._columns.titles()) if self._layout.has_header else b""
        return _BOM + header if self._layout.has_bom else header

    def row(self, line: bytes) -> bytes:
        """Give a contact's row."""
        return self._row(self._columns.cells(json.loads(line)))

    def _row(self, cells: Iterable[str]) -> bytes:
        row = io.StringIO(newline="")
        csv.writer(row, lineterminator=self._line_end).writerow(map(self._cell, cells))
        return row.getvalue().encode("utf-8", "replace")


class TerminalCsv(Csv):
    """CSV for a terminal: every row is one line, without control characters."""

    _line_end = "\n"
    _cell = staticmethod(sanitize_line)


class TextTable(Format):
    """A table for people: the most important columns, truncated if they're too long."""

    def begin(self) -> bytes:
        """Give the header, if it's wanted."""
        return _text_row(_HEADINGS) if self._layout.has_header else b""

    def row(self, line: bytes) -> bytes:
        """Give a contact's line."""
        return _text_row(_shown(parse_contact(json.loads(line))))


FORMATS: dict[str, Callable[[Layout], Format]] = {
    "jsonl": Format,
    "json": JsonArray,
    "csv": Csv,
    "table": TextTable,
}
"""By the value of `--format`, for files and pipes, which get the data as it is."""

_TERMINAL_FORMATS = {**FORMATS, "csv": TerminalCsv}
"""For a terminal: raw CSV could contain control sequences. The other formats escape or drop them."""

ENDINGS = {".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".csv": "csv", ".txt": "table"}
"""The formats of file names, by suffix."""


def new_format(layout: Layout, *, for_terminal: bool = False) -> Format:
    """Give the writer of one export."""
    return (_TERMINAL_FORMATS if for_terminal else FORMATS)[layout.format](layout)


def convert(form: Format, lines: Callable[[], Iterable[bytes]]) -> Iterator[bytes]:
    """Give contacts in a format. Each call of `lines` gives all of them as JSON, one per line."""
    if form.needs_all:
        for line in lines():
            form.prepare(line)
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
    is_too_long = cell_len(cell) > width
    return set_cell_size(cell, width - 1) + "…" if is_too_long else set_cell_size(cell, width)
