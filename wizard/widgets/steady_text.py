"""A text that changes often, and has the screen laid out anew only where it takes another room."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static


class SteadyText(Static):
    """A `Static` to `show` texts in; with `update` the whole screen is laid out and drawn each time."""

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(Content(""), id=id, markup=False)

    def show(self, text: Content | str) -> None:
        """Show this text, unless it is shown already."""
        text = Content(text) if isinstance(text, str) else text
        if isinstance(self.content, Content) and self.content.is_same(text):
            return
        before = self._room()
        self.update(text, layout=False)
        if not self.size or self._room() != before:  # what has not been laid out yet has no size
            self.refresh(layout=True)

    def _room(self) -> tuple[int, int]:
        """Cells that the text takes: its width, where it may choose one, and its height."""
        width = self.content_size.width
        if self.styles.is_auto_width:
            width = self.get_content_width(self.container_size, self.app.size)
        return width, self.get_content_height(self.container_size, self.app.size, width)
