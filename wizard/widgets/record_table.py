"""A table of records that costs the same at twenty rows and at a million: only lines in sight are made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from .columns import GAP, Column, share

T = TypeVar("T")

_MARK = "› "
_NO_MARK = "  "


class RecordTable(ScrollView, Generic[T], can_focus=True):
    """Shows the records given to `show`, in columns under a header that stays, with a cursor row.

    The sequence may be a list that grows elsewhere; call `show` again when it has.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Up", show=False),
        Binding("down", "move(1)", "Down", show=False),
        Binding("pageup", "move_page(-1)", "Page up", show=False),
        Binding("pagedown", "move_page(1)", "Page down", show=False),
        Binding("home", "first", "First", show=False),
        Binding("end", "last", "Last", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"record-table--header", "record-table--cursor"}

    cursor: reactive[int] = reactive(0)
    """The row that the cursor is on, from 0."""

    class Highlighted(Message):
        """The cursor is on another record."""

    class Selected(Message):
        """The record under the cursor was clicked once more."""

    class EndInSight(Message):
        """The last rows there are can be seen, or nearly: time to bring more, if there are more."""

    def __init__(self, columns: Sequence[Column[T]], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._columns = columns
        self._rows: Sequence[T] = ()
        self._announced: T | None = None
        """The record of the last `Highlighted`; the rows may have grown since, unseen."""

    @property
    def current(self) -> T | None:
        """The record under the cursor."""
        return self._rows[self.cursor] if self.cursor < len(self._rows) else None

    @property
    def rows(self) -> Sequence[T]:
        """The records that are shown."""
        return self._rows

    @property
    def shows_end(self) -> bool:
        """Whether the last rows there are can be seen, or come within a page."""
        return self.scroll_offset.y + 2 * self._height >= len(self._rows)

    def show(self, rows: Sequence[T], cursor: int | None = None) -> None:
        """Show these records, with the cursor on the row `cursor`, or where it is."""
        self._rows = rows
        self.virtual_size = Size(self.size.width, len(rows) + 1)
        self.cursor = self._clamped(self.cursor if cursor is None else cursor)
        self.refresh()
        self._keep_in_sight()
        self._announce()
        self._look_for_end()

    def action_move(self, rows: int) -> None:
        """Move the cursor down by so many rows."""
        self.cursor = self._clamped(self.cursor + rows)

    def action_move_page(self, pages: int) -> None:
        """Move the cursor down by so many pages."""
        self.action_move(pages * max(1, self._height - 1))

    def action_first(self) -> None:
        """Move the cursor to the first row."""
        self.cursor = 0

    def action_last(self) -> None:
        """Move the cursor to the last row there is so far."""
        self.cursor = self._clamped(len(self._rows))

    def watch_cursor(self) -> None:
        """Follow the cursor with the view."""
        self._keep_in_sight()
        self.refresh()
        self._announce()

    def on_resize(self, event: events.Resize) -> None:
        """Lay the columns out anew."""
        self.virtual_size = Size(event.size.width, len(self._rows) + 1)
        self._keep_in_sight()
        self._look_for_end()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the row; a click on the cursor's own row selects."""
        offset = event.get_content_offset(self)
        if offset is None or offset.y < 1:
            return
        row = self.scroll_offset.y + offset.y - 1
        if row >= len(self._rows):
            return
        if row == self.cursor:
            self.post_message(self.Selected())
        self.cursor = row

    def render_line(self, y: int) -> Strip:
        """Make one line: the header on top, below it the records in sight."""
        width = self.scrollable_content_region.width
        if y == 0:
            titles = [(column.title, cells) for column, cells in share(self._columns, width - len(_MARK))]
            return self._line(_NO_MARK, titles, width, "record-table--header")
        row = self.scroll_offset.y + y - 1
        if row >= len(self._rows):
            return Strip.blank(width, self.rich_style)
        record, is_current = self._rows[row], row == self.cursor
        cells = [(column.cell(record), cells) for column, cells in share(self._columns, width - len(_MARK))]
        mark = _MARK if is_current else _NO_MARK
        return self._line(mark, cells, width, "record-table--cursor" if is_current else None)

    def _line(
        self, mark: str, cells: Sequence[tuple[Content | str, int]], width: int, component: str | None
    ) -> Strip:
        style = self.get_visual_style(component) if component else self.visual_style
        fitted = [_fitted(cell, cell_width) for cell, cell_width in cells]
        line = Content(mark) + Content(" " * GAP).join(fitted)
        segments: list[Segment] = line.render_segments(style)
        return Strip(segments).adjust_cell_length(width, style.rich_style)

    @property
    def _height(self) -> int:
        """Rows in sight at once."""
        return max(1, self.scrollable_content_region.height - 1)

    def _clamped(self, row: int) -> int:
        return max(0, min(row, len(self._rows) - 1))

    def _keep_in_sight(self) -> None:
        if not self.scrollable_content_region.height:
            return
        top = self.scroll_offset.y
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False, force=True, immediate=True)
        elif self.cursor >= top + self._height:
            self.scroll_to(y=self.cursor - self._height + 1, animate=False, force=True, immediate=True)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Draw anew when scrolled: the header must not move."""
        super().watch_scroll_y(old_value, new_value)
        self.refresh(Region(0, 0, self.size.width, self.size.height))
        self._look_for_end()

    def _announce(self) -> None:
        if self.current is not self._announced:
            self._announced = self.current
            self.post_message(self.Highlighted())

    def _look_for_end(self) -> None:
        if self.shows_end:
            self.post_message(self.EndInSight())


def _fitted(cell: Content | str, width: int) -> Content:
    content = cell if isinstance(cell, Content) else Content(cell)
    content = content.truncate(width, ellipsis=True)
    return content.pad_right(max(0, width - content.cell_length))
