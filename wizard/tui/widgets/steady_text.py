"""A text that is often set to what it already says."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static


class SteadyText(Static):
    """A `Static` whose `show` does nothing when the text stays the same."""

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(Content(""), id=id, markup=False)

    def show(self, text: Content | str) -> None:
        """Show this text, unless it is shown already."""
        text = Content(text) if isinstance(text, str) else text
        if not (isinstance(self.content, Content) and self.content.is_same(text)):
            self.update(text)
