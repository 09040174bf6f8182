"""A table of records that costs the same with twenty rows and with a million."""

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
from textual.style import Style

from wizard.tui.keymap import MOVING
from wizard.tui.widgets.columns import GAP, Column, fitted, share
from wizard.tui.widgets.marks import MARKS

T = TypeVar("T")

_CURSOR = f"{MARKS.cursor} "
_NO_CURSOR = "  "
_GAP_ROW = f"{MARKS.gap} more in between, not loaded yet"


class RecordTable(ScrollView, Generic[T], can_focus=True):
    """Shows records in columns, under a header that stays in place, with a cursor on one row.

    Home-made because giving a `DataTable` 100,000 rows freezes the app for 8 seconds. This uses Textual's
    Line API and asks only for the visible records, so the rows may be any sequence, however long. A None in
    it stands for records that aren't loaded. A row that is a text takes the place of all columns.
    """

    DEFAULT_CSS = """
    RecordTable {
        height: 1fr;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        scrollbar-color: $foreground 25%;
        scrollbar-color-hover: $foreground 45%;
        scrollbar-color-active: $accent;
        scrollbar-background: transparent;
        scrollbar-background-hover: transparent;
        scrollbar-background-active: transparent;
        & > .record-table--header { color: $text-muted; text-style: underline; }
        & > .record-table--missing { color: $text-muted; text-style: italic; }
        & > .record-table--cursor { background: $primary-muted; color: $text; text-style: bold; }
        &:ansi > .record-table--cursor { background: ansi_default; text-style: bold reverse; }
    }
    """
    MOVES: ClassVar[tuple[Binding, ...]] = (
        Binding("up,k", "move(-1)", "Move up", show=False, group=MOVING),
        Binding("down,j", "move(1)", "Move down", show=False, group=MOVING),
        Binding("pageup", "move_page(-1)", "Move up one page", show=False, group=MOVING),
        Binding("pagedown", "move_page(1)", "Move down one page", show=False, group=MOVING),
        Binding("home,g", "first", "Go to the first row", show=False, group=MOVING),
        Binding("end,G", "last", "Go to the last row", show=False, group=MOVING),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*MOVES]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "record-table--header",
        "record-table--cursor",
        "record-table--missing",
    }

    cursor: reactive[int] = reactive(0, repaint=False)
    """The row of the cursor, from 0."""

    class Highlighted(Message):
        """The cursor is on another record."""

    class Selected(Message):
        """The record under the cursor was clicked again."""

    class InSight(Message):
        """The rows from `first` to `last` are visible: time to load more, if rows near them are missing."""

        def __init__(self, first: int, last: int) -> None:
            super().__init__()
            self.first = first
            self.last = last

    class EndWanted(Message):
        """End was pressed, and the last record isn't loaded (see `has_end`)."""

    def __init__(self, columns: Sequence[Column[T]], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.columns = columns
        """How to show a record. Assign before `show`, or call `refresh` afterwards."""
        self.has_end = True
        """Whether the last row is the last record there is. If not, End only posts `EndWanted`."""
        self._records: Sequence[T | None] = ()
        self._announced: T | None = None
        """The record of the last `Highlighted`."""
        self._former_height = 0
        """How many rows were visible before the last resize; 0 before the first one."""

    @property
    def current(self) -> T | None:
        """The record under the cursor."""
        return self._records[self.cursor] if self.cursor < len(self._records) else None

    @property
    def rows(self) -> Sequence[T | None]:
        """The records shown."""
        return self._records

    def show(
        self, rows: Sequence[T | None], cursor: int | None = None, *, moved: tuple[int, int] | None = None
    ) -> None:
        """Show these records, with the cursor on row `cursor`, or where it is.

        `moved` says that the rows from its first number on are now that many rows further down. The visible
        rows stay where they are, and the cursor stays on its record.
        """
        follows_cursor = cursor is not None or self._shows_cursor(self._visible_rows)
        place = self.cursor if cursor is None else cursor
        top = self.scroll_offset.y
        self._records = rows
        self.virtual_size = Size(self.size.width, len(rows) + 1)
        if moved and cursor is None:
            start, count = moved
            if (place if follows_cursor else top) >= start:
                self._scroll_to_row(top + count)
            if place >= start:
                place += count
        self.cursor = self._clamped(place)
        if follows_cursor:
            self._scroll_into_sight(self.cursor)
        self.refresh()
        self._announce()
        self._post_in_sight()

    def action_move(self, rows: int) -> None:
        """Move the cursor down by this many rows, but not past records that aren't loaded."""
        target = self._clamped(self.cursor + rows)
        step = 1 if target > self.cursor else -1
        for row in range(self.cursor + step, target + step, step):
            if self._records[row] is None:
                self.cursor = row - step
                self._scroll_into_sight(row)
                return
        self._move_to(target)

    def action_move_page(self, pages: int) -> None:
        """Move the cursor down by this many pages."""
        self.action_move(pages * max(1, self._visible_rows - 1))

    def action_first(self) -> None:
        """Move the cursor to the first row."""
        self._move_to(0)

    def action_last(self) -> None:
        """Move the cursor to the last row, or ask for it."""
        if not self.has_end:
            self.post_message(self.EndWanted())
            return
        self._move_to(self._clamped(len(self._records)))

    def watch_cursor(self, before: int, now: int) -> None:
        """Draw the two rows that changed."""
        for row in (before, now):
            if 0 <= row - self.scroll_offset.y < self._visible_rows:
                self.refresh(Region(0, 1 + row - self.scroll_offset.y, self.size.width, 1))
        self._announce()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell which rows are visible now."""
        super().watch_scroll_y(old_value, new_value)
        self._post_in_sight()

    def on_resize(self, event: events.Resize) -> None:
        """Keep the cursor in sight, unless the user has scrolled away from it."""
        self.virtual_size = Size(event.size.width, len(self._records) + 1)
        if not self._former_height or self._shows_cursor(self._former_height):
            self._scroll_into_sight(self.cursor)
        self._former_height = self._visible_rows if self.scrollable_content_region.height else 0
        self._post_in_sight()

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the clicked row; a click on the cursor's own row selects it."""
        offset = event.get_content_offset(self)
        if offset is None or offset.y < 1:
            return
        row = self.scroll_offset.y + offset.y - 1
        if row >= len(self._records):
            return
        if row == self.cursor:
            self.post_message(self.Selected())
        self.cursor = row

    def render_line(self, y: int) -> Strip:
        """Draw one line: the header on top, below it the visible records."""
        width = self.scrollable_content_region.width
        room = max(0, width - len(_CURSOR) - 1)  # a space before the scroll bar
        if y == 0:
            titles = [(column.title, cells) for column, cells in share(self.columns, room)]
            return self._draw(_NO_CURSOR, titles, width, "record-table--header")
        row = self.scroll_offset.y + y - 1
        if row >= len(self._records):
            return Strip.blank(width, self.rich_style)
        record, is_current = self._records[row], row == self.cursor
        mark = _CURSOR if is_current else _NO_CURSOR
        if record is None:
            component = "record-table--cursor" if is_current else "record-table--missing"
            return self._draw(mark, [(_GAP_ROW, room)], width, component)
        if isinstance(record, str):
            return self._draw(mark, [(record, room)], width, "record-table--cursor" if is_current else None)
        cells = [(column.cell(record), cells) for column, cells in share(self.columns, room)]
        return self._draw(mark, cells, width, "record-table--cursor" if is_current else None)

    def _draw(
        self, mark: str, cells: Sequence[tuple[Content | str, int]], width: int, component: str | None
    ) -> Strip:
        style = self.get_visual_style(component) if component else self.visual_style
        is_reverse = component is not None and self.get_component_styles(component).text_style.reverse
        if is_reverse:  # get_visual_style leaves it out
            style += Style(reverse=True)
        rich_style = style.rich_style
        segments = [Segment(mark, rich_style)]
        for place, (cell, cell_width) in enumerate(cells):
            if place:
                segments.append(Segment(" " * GAP, rich_style))
            if is_reverse or isinstance(cell, str):  # reversed, a cell's own colour would fill its background
                text = cell if isinstance(cell, str) else cell.plain
                segments.append(Segment(fitted(text, cell_width), rich_style))
            else:
                content = cell.truncate(cell_width, ellipsis=True)
                segments += content.pad_right(max(0, cell_width - content.cell_length)).render_segments(style)
        return Strip(segments).adjust_cell_length(width, rich_style)

    @property
    def _visible_rows(self) -> int:
        """How many rows fit below the header."""
        return max(1, self.scrollable_content_region.height - 1)

    def _shows_cursor(self, height: int) -> bool:
        return self.scroll_offset.y <= self.cursor < self.scroll_offset.y + height

    def _clamped(self, row: int) -> int:
        return max(0, min(row, len(self._records) - 1))

    def _move_to(self, row: int) -> None:
        self.cursor = row
        self._scroll_into_sight(row)

    def _scroll_into_sight(self, row: int) -> None:
        """Scroll no further than it takes to see the row."""
        if not self.scrollable_content_region.height:
            return
        top = self.scroll_offset.y
        if row < top:
            self._scroll_to_row(row)
        elif row >= top + self._visible_rows:
            self._scroll_to_row(row - self._visible_rows + 1)

    def _scroll_to_row(self, row: int) -> None:
        self.scroll_to(y=row, animate=False, force=True, immediate=True)

    def _announce(self) -> None:
        current = self.current
        if current != self._announced:
            self._announced = current
            self.post_message(self.Highlighted())

    def _post_in_sight(self) -> None:
        first = self.scroll_offset.y
        self.post_message(self.InSight(first, min(first + self._visible_rows, len(self._records)) - 1))
