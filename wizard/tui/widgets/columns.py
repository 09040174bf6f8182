"""The columns of a table, and how they share its width."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Generic, NamedTuple, TypeVar

from rich.cells import cell_len, set_cell_size
from textual.content import Content

T = TypeVar("T")

GAP = 2
"""Cells between two columns."""

_JOINED = re.compile("(?<=[\U0001f000-\U0001faff\ufe0f])\u200d")
"""Joins several emoji into one."""


class Column(NamedTuple, Generic[T]):
    """One column of a table of records."""

    title: str
    cell: Callable[[T], Content | str]
    """Returns what to show of a record."""
    width: int
    """The least width, in cells."""
    grow: int = 0
    """Its share of spare width; 0 for none."""
    rank: int = 0
    """If not all columns fit, those of the highest rank go first. Rank 0 always stays."""


def share(columns: Sequence[Column[T]], total: int) -> list[tuple[Column[T], int]]:
    """Return the columns that fit into `total` cells, with their widths."""
    shown = list(columns)
    while _needed(shown) > total and (last := max(shown, key=lambda column: column.rank)).rank > 0:
        shown.remove(last)
    spare = total - _needed(shown)
    shares = sum(column.grow for column in shown)
    widths = [column.width + (max(0, spare) * column.grow // shares if shares else 0) for column in shown]
    for _ in range(-spare):
        widest = widths.index(max(widths))
        widths[widest] = max(1, widths[widest] - 1)
    return list(zip(shown, widths, strict=True))


def unjoined(text: str) -> str:
    """Return text with its joined emoji side by side, since terminals disagree about their width."""
    return _JOINED.sub("", text)


def fitted(text: str, width: int) -> str:
    """Return text in exactly `width` cells: padded, or cut with an ellipsis."""
    if text.isascii():
        return text.ljust(width) if len(text) <= width else f"{text[: width - 1]}…"
    text = unjoined(text)
    needed = cell_len(text)
    return text + " " * (width - needed) if needed <= width else f"{set_cell_size(text, width - 1)}…"


def muted(text: Callable[[T], str]) -> Callable[[T], Content]:
    """Make a cell in the muted colour."""
    return lambda record: Content.styled(text(record), "$text-muted")


def _needed(columns: Sequence[Column[T]]) -> int:
    return sum(column.width for column in columns) + GAP * max(0, len(columns) - 1)
