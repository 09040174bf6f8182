"""The line above a list: what it shows, and at the right in which row the cursor is."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

_GAP = 2


class CountLine(Widget):
    """The row is left out if there is no room for it at the end of the text.

    Its place only grows while the text stays the same, so the row doesn't come and go with the cursor.

    Home-made because two `Static` widgets would lay out the screen with every move of the cursor.
    """

    DEFAULT_CSS = "CountLine { height: auto; }"

    def __init__(self) -> None:
        super().__init__(id="count")
        self._text = Content("")
        self._row = ""
        self._reserved = 0

    def show(self, text: Content, row: str) -> None:
        """Show this text and this row."""
        has_other_text = text != self._text
        if has_other_text or row != self._row:
            self._text, self._row = text, row
            self._reserved = len(row) if has_other_text else max(self._reserved, len(row))
            self.refresh(layout=has_other_text)

    def show_row(self, row: str) -> None:
        """Show another row beside the same text."""
        self.show(self._text, row)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return the number of lines."""
        return len(self._lines(width))

    def render(self) -> Content:
        """Return the text, with the row at the right end of its last line."""
        width = self.content_size.width
        *others, last = self._lines(width)
        if last.cell_length + _GAP + self._reserved <= width:
            last += Content(self._row.rjust(width - last.cell_length))
        return Content("\n").join([*others, last])

    def _lines(self, width: int) -> list[Content]:
        return self._text.wrap(max(1, width)) or [self._text]
