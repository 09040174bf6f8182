"""A table of keys in groups: in two columns where there is room, in one where there isn't."""

from __future__ import annotations

from itertools import zip_longest
from textwrap import wrap
from typing import NamedTuple

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

_GAP = 3
"""Cells between the two columns."""

_TWO_COLUMNS = 84
"""The least width for two columns, in cells."""


class KeyGroup(NamedTuple):
    """Keys under a heading."""

    title: str
    rows: tuple[tuple[str, str], ...]
    """Keys, and what they do."""


class KeyTable(Widget):
    """Shows groups of keys, as wide as there is room."""

    DEFAULT_CSS = "KeyTable { height: auto; }"

    groups: reactive[tuple[KeyGroup, ...]] = reactive((), layout=True)
    """What to show."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return the number of lines."""
        return len(self._lines(width))

    def render(self) -> Content:
        """Return all lines."""
        return Content("\n").join(self._lines(self.content_size.width))

    def _lines(self, width: int) -> list[Content]:
        keys_width = max((len(keys) for group in self.groups for keys, _ in group.rows), default=0)
        if width < _TWO_COLUMNS:
            return _stacked([_block(group, keys_width, width) for group in self.groups])
        column = (width - _GAP) // 2
        blocks = [_block(group, keys_width, column) for group in self.groups]
        split = min(range(len(blocks), -1, -1), key=lambda at: _height(blocks, at))
        pairs = zip_longest(_stacked(blocks[:split]), _stacked(blocks[split:]), fillvalue=Content(""))
        return [left.pad_right(column + _GAP - left.cell_length) + right for left, right in pairs]


def _height(blocks: list[list[Content]], split: int) -> int:
    """The height of two columns, the second of which begins with the block at `split`."""
    return max(len(_stacked(blocks[:split])), len(_stacked(blocks[split:])))


def _stacked(blocks: list[list[Content]]) -> list[Content]:
    """One block below the other, with an empty line between."""
    return [line for block in blocks for line in ([Content("")] if block is not blocks[0] else []) + block]


def _block(group: KeyGroup, keys_width: int, width: int) -> list[Content]:
    lines = [Content.styled(group.title, "bold")]
    for keys, text in group.rows:
        for place, part in enumerate(wrap(text, max(10, width - keys_width - 2)) or [""]):
            named = "" if place else keys
            lines.append(Content.assemble((named.ljust(keys_width), "bold $text-accent"), "  ", part))
    return lines
