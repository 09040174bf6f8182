"""A table of records that costs the same at twenty rows and at a million: only lines in sight are made."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import ClassVar, Generic, TypeVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import Reactive, reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style

from wizard.tui.widgets.columns import GAP, Column, fitted, share
from wizard.tui.widgets.key_order import run_binding
from wizard.tui.widgets.marks import MARKS

T = TypeVar("T")

_MARK = f"{MARKS.cursor} "
_NO_MARK = "  "
_MISSING = f"{MARKS.gap} more in between, not loaded yet"


class RecordTable(ScrollView, Generic[T], can_focus=True):
    """Shows the records given to `show`, in columns under a header that stays, with a cursor row.

    The sequence may be one that grows elsewhere; call `show` again when it has. None among the records
    stands for some that are not there yet.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Up", show=False),
        Binding("down", "move(1)", "Down", show=False),
        Binding("pageup", "move_page(-1)", "Page up", show=False),
        Binding("pagedown", "move_page(1)", "Page down", show=False),
        Binding("home", "first", "First", show=False),
        Binding("end", "last", "Last", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "record-table--header",
        "record-table--cursor",
        "record-table--missing",
    }

    cursor: reactive[int] = reactive(0, repaint=False)
    """The row that the cursor is on, from 0."""
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), repaint=False)
    """As long as all rows are. Textual's own lays the whole screen out anew whenever there are more."""

    class Highlighted(Message):
        """The cursor is on another record."""

    class Selected(Message):
        """The record under the cursor was clicked once more."""

    class InSight(Message):
        """The rows from `first` to `last` can be seen: time to bring more, if rows near them are missing."""

        def __init__(self, first: int, last: int) -> None:
            super().__init__()
            self.first = first
            self.last = last

    class EndWanted(Message):
        """End was pressed, and the last record is not there yet (`ends_here`)."""

    def __init__(self, columns: Sequence[Column[T]], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._columns = columns
        self._rows: Sequence[T | None] = ()
        self._in_sight: Sequence[T | None] = ()
        """The records that could be seen when they were last given to `show`."""
        self._place = 0, 0
        """How far it was scrolled then, and how many rows could be seen at once."""
        self._announced: T | None = None
        """The record of the last `Highlighted`; the rows may have grown since, unseen."""
        self._former_height = 0
        """Rows in sight at once before the last resize; none before the first one."""
        self.ends_here = True
        """Whether the last of the rows is the last there is; if not, End only posts `EndWanted`."""

    @property
    def current(self) -> T | None:
        """The record under the cursor."""
        return self._rows[self.cursor] if self.cursor < len(self._rows) else None

    @property
    def rows(self) -> Sequence[T | None]:
        """The records that are shown."""
        return self._rows

    def show(
        self, rows: Sequence[T | None], cursor: int | None = None, *, moved: tuple[int, int] | None = None
    ) -> None:
        """Show these records, with the cursor on the row `cursor`, or where it is.

        `moved` says that the rows from one on are now so many further down: those in sight stay where they
        are, and so does the cursor.
        """
        followed = self._cursor_is_in_sight_of(self._height) or cursor is not None
        place = self.cursor if cursor is None else cursor
        top = self.scroll_offset.y
        self._rows = rows
        if self.virtual_size.height != len(rows) + 1:
            self.virtual_size = Size(self.size.width, len(rows) + 1)
        if moved and cursor is None:
            start, count = moved
            anchor = place if followed else top
            if anchor >= start:
                self._scroll_to_row(top + count)
            if place >= start:
                place += count
        self.cursor = self._clamped(place)
        if followed:
            self._keep_in_sight()
        self._draw_what_is_new()
        self._announce()
        self._tell_what_is_in_sight()

    def restyle(self, columns: Sequence[Column[T]]) -> None:
        """Show the same records in other columns."""
        self._columns = columns
        self.refresh()

    def action_move(self, rows: int) -> None:
        """Move the cursor down by so many rows, but not past records that are not there yet."""
        target = self._clamped(self.cursor + rows)
        step = 1 if target > self.cursor else -1
        for row in range(self.cursor + step, target + step, step):
            if self._rows[row] is None:
                self.cursor = row - step
                self._keep_in_sight(row)
                return
        self.cursor = target

    def action_move_page(self, pages: int) -> None:
        """Move the cursor down by so many pages."""
        self.action_move(pages * max(1, self._height - 1))

    def action_first(self) -> None:
        """Move the cursor to the first row."""
        self.cursor = 0
        self._keep_in_sight()

    def action_last(self) -> None:
        """Move the cursor to the last row, or ask for it."""
        if not self.ends_here:
            self.post_message(self.EndWanted())
            return
        self.cursor = self._clamped(len(self._rows))
        self._keep_in_sight()

    def watch_cursor(self, before: int, now: int) -> None:
        """Follow the cursor with the view, and draw the two rows that have changed."""
        self._keep_in_sight()
        for row in (before, now):
            if 0 <= row - self.scroll_offset.y < self._height:
                self.refresh(Region(0, 1 + row - self.scroll_offset.y, self.size.width, 1))
        self._announce()

    def watch_virtual_size(self, size: Size) -> None:
        """Bring the scrollbar up to date; whether there is one is all that matters to the layout."""
        self._scroll_update(size)

    def on_resize(self, event: events.Resize) -> None:
        """Lay the columns out anew. The cursor stays in sight, unless the person scrolled away from it."""
        self.virtual_size = Size(event.size.width, len(self._rows) + 1)
        if not self._former_height or self._cursor_is_in_sight_of(self._former_height):
            self._keep_in_sight()
        self._former_height = self._height if self.scrollable_content_region.height else 0
        self._tell_what_is_in_sight()

    async def on_key(self, event: events.Key) -> None:
        """Move, or do what the key means to the screen."""
        await run_binding(self, event)

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
        room = max(0, width - len(_MARK) - 1)  # a blank before the scroll bar
        if y == 0:
            titles = [(column.title, cells) for column, cells in share(self._columns, room)]
            return self._line(_NO_MARK, titles, width, "record-table--header")
        row = self.scroll_offset.y + y - 1
        if row >= len(self._rows):
            return Strip.blank(width, self.rich_style)
        record, is_current = self._rows[row], row == self.cursor
        mark = _MARK if is_current else _NO_MARK
        if record is None:
            component = "record-table--cursor" if is_current else "record-table--missing"
            return self._line(mark, [(_MISSING, room)], width, component)
        cells = [(column.cell(record), cells) for column, cells in share(self._columns, room)]
        return self._line(mark, cells, width, "record-table--cursor" if is_current else None)

    def _line(
        self, mark: str, cells: Sequence[tuple[Content | str, int]], width: int, component: str | None
    ) -> Strip:
        style = self.get_visual_style(component) if component else self.visual_style
        is_reverse = component is not None and self.get_component_styles(component).text_style.reverse
        if is_reverse:  # which Textual leaves out
            style += Style(reverse=True)
        rich_style = style.rich_style
        segments = [Segment(mark, rich_style)]
        for place, (cell, cell_width) in enumerate(cells):
            if place:
                segments.append(Segment(" " * GAP, rich_style))
            if is_reverse or isinstance(cell, str):  # a colour of its own would be a block of that colour
                text = cell if isinstance(cell, str) else cell.plain
                segments.append(Segment(fitted(text, cell_width), rich_style))
            else:
                content = cell.truncate(cell_width, ellipsis=True)
                segments += content.pad_right(max(0, cell_width - content.cell_length)).render_segments(style)
        return Strip(segments).adjust_cell_length(width, rich_style)

    def _draw_what_is_new(self) -> None:
        """Draw only lines in which another record can be seen now: most that come are further down."""
        place = self.scroll_offset.y, self._height
        is_same_place, self._place = place == self._place, place
        before, self._in_sight = self._in_sight, self._rows[place[0] : sum(place)]
        if not self.size or not is_same_place:
            self.refresh()
            return
        pairs = enumerate(zip_longest(before, self._in_sight, fillvalue=self), 1)
        changed = [line for line, (former, record) in pairs if former != record]
        if changed:
            self.refresh(Region(0, changed[0], self.size.width, changed[-1] - changed[0] + 1))

    @property
    def _height(self) -> int:
        """Rows in sight at once."""
        return max(1, self.scrollable_content_region.height - 1)

    def _cursor_is_in_sight_of(self, height: int) -> bool:
        return self.scroll_offset.y <= self.cursor < self.scroll_offset.y + height

    def _clamped(self, row: int) -> int:
        return max(0, min(row, len(self._rows) - 1))

    def _keep_in_sight(self, row: int | None = None) -> None:
        """Scroll as far as it takes to see the row, or that of the cursor."""
        if not self.scrollable_content_region.height:
            return
        row = self.cursor if row is None else row
        top = self.scroll_offset.y
        if row < top:
            self._scroll_to_row(row)
        elif row >= top + self._height:
            self._scroll_to_row(row - self._height + 1)

    def _scroll_to_row(self, row: int) -> None:
        self.scroll_to(y=row, animate=False, force=True, immediate=True)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Draw anew when scrolled: the header must not move."""
        super().watch_scroll_y(old_value, new_value)
        self.refresh(Region(0, 0, self.size.width, self.size.height))
        self._tell_what_is_in_sight()

    def _announce(self) -> None:
        current = self.current
        if current != self._announced:
            self._announced = current
            self.post_message(self.Highlighted())

    def _tell_what_is_in_sight(self) -> None:
        first = self.scroll_offset.y
        self.post_message(self.InSight(first, min(first + self._height, len(self._rows)) - 1))
