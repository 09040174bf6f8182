"""The lines of commands that report: a mark, a label, text wrapped at words; and tables."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

from wizard.cli.terminal import BOLD, DIM, GREEN, RED, YELLOW, is_line_based, paint
from wizard.onboarding.doctor.finding import Mark
from wizard.support.wrapping import wrap

LABEL = 15
"""Cells of a label."""

_START = 2 + LABEL + 1
_GAP = 2
_NARROWEST_TEXT = 20
"""Cells below which text isn't wrapped."""
_NARROWEST_COLUMN = 8
_WIDEST_COLUMN = 40
"""Cells to which a column is padded; a longer text sticks out, unless it's cut to fit the terminal."""


_COLOURS = {Mark.GOOD: GREEN, Mark.DOUBTFUL: YELLOW, Mark.BAD: RED, Mark.SKIPPED: DIM}


def terminal_width() -> int | None:
    """How many cells a line of standard output has; None where lines have any length."""
    if not sys.stdout.isatty() or is_line_based():
        return None
    return shutil.get_terminal_size().columns


def print_line(label: str, text: str, mark: Mark | None = None, *, origin: str = "") -> None:
    """Print a mark, a label and a text, and in a dim colour where it comes from."""
    tail = f"  from {origin}" if origin else ""
    lines = _wrapped(text + tail, _START)
    if tail and lines[-1].endswith(tail):
        lines[-1] = lines[-1].removesuffix(tail) + paint(tail, DIM)
    print(f"{_sign(mark)} {label:{LABEL}} {lines[0]}", *lines[1:], sep="\n", flush=True)


def print_verdict(mark: Mark, text: str, first: str = "") -> None:
    """Print a line that sums everything up, after an empty one, and what to do first."""
    print()
    print(_sign(mark), "\n".join(_wrapped(text, 2)))
    if first:
        print("  " + "\n".join(_wrapped(f"First: {first}", 2)))


def _sign(mark: Mark | None) -> str:
    return paint(mark, _COLOURS[mark]) if mark else " "


def _wrapped(text: str, indent: int) -> list[str]:
    """The lines of a text that starts in column `indent`; the following ones are indented."""
    width = terminal_width()
    if width is None or width - indent < _NARROWEST_TEXT:
        return [text]
    first, *rest = wrap("\N{NO-BREAK SPACE}" * indent + text, width, indent)
    return [first[indent:], *rest]


class Column(NamedTuple):
    """A column of a table."""

    title: str
    rank: int = 0
    """If not all columns fit, those of the highest rank go first. Rank 0 always stays."""


class Table:
    """Prints rows in aligned columns; on a terminal with titles, and as wide as it is."""

    def __init__(self, columns: Sequence[Column], widths: Sequence[int]) -> None:
        """Each width is that of the longest text a column is going to have, in cells."""
        self._widths = [
            max(cell_len(column.title), min(_WIDEST_COLUMN, width))
            for column, width in zip(columns, widths, strict=True)
        ]
        self._shown = list(range(len(columns)))
        self._total = terminal_width()
        if self._total is None:
            return
        while self._needed > self._total and any(columns[one].rank for one in self._shown):
            self._shown.remove(max(self._shown, key=lambda one: columns[one].rank))
        while self._needed > self._total:
            widest = max(self._shown, key=lambda one: self._widths[one])
            if self._widths[widest] <= _NARROWEST_COLUMN:
                break
            self._widths[widest] -= 1
        self.row([column.title for column in columns], DIM)

    @property
    def _needed(self) -> int:
        return sum(self._widths[place] for place in self._shown) + _GAP * (len(self._shown) - 1)

    def row(self, cells: Sequence[str], style: str = "") -> None:
        """Print one row."""
        line = (" " * _GAP).join(self._fitted(cells[place], self._widths[place]) for place in self._shown)
        print(paint(line.rstrip(), style) if style else line.rstrip(), flush=True)

    def _fitted(self, text: str, width: int) -> str:
        if self._total is not None and cell_len(text) > width:
            return set_cell_size(text, width - 1) + "…"
        return text + " " * (width - cell_len(text))


def print_table(columns: Sequence[Column], rows: Sequence[Sequence[str]], bold: int | None = None) -> None:
    """Print rows that are all known, the row `bold` in bold."""
    table = Table(columns, [max(cell_len(row[place]) for row in rows) for place in range(len(columns))])
    for number, row in enumerate(rows):
        table.row(row, BOLD if number == bold else "")
