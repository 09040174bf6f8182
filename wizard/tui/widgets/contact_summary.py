"""The line that sums up the contacts above their list, as a picture and in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Sparkline

from wizard.contacts.browsing.summary import Summary

_FEWEST_CELLS, _MOST_CELLS = 8, 24
_SHARE = 0.15
"""How much of the line the picture takes. The rest is for the words."""


class ContactSummary(Horizontal):
    """Keeps its line while there's nothing to show, so that the list doesn't jump.

    A low window has no such line, and a font without the bars shows only the words.
    """

    SCOPED_CSS = False
    DEFAULT_CSS = """
    ContactSummary {
        height: 1;
        color: $text-muted;
        & > Sparkline {
            margin-right: 2;
            & > .sparkline--min-color, & > .sparkline--max-color { color: $text-muted; }
        }
        & > FittingText { width: 1fr; height: 1; }
    }

    .-short ContactSummary, App.-plain ContactSummary > Sparkline { display: none; }
    """

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._now = now
        self._bars, self._text = Sparkline(), FittingText()
        self._summary: Summary | None = None
        self._shown: object = None
        self._cells = 0

    def compose(self) -> ComposeResult:
        """The bars, and the words beside them."""
        yield self._bars
        yield self._text

    def show(self, summary: Summary | None, *, is_all: bool) -> None:
        """Show a summary of all contacts of a list, or of its newest; None shows nothing."""
        shown = summary, summary and summary.count, is_all
        if shown != self._shown:
            self._summary, self._shown = summary, shown
            self.visible = summary is not None and summary.is_telling
            if summary and summary.is_telling:
                self._text.show(summary.texts(self._now(), is_all=is_all))
                self._draw_bars()

    def on_resize(self, event: events.Resize) -> None:
        """Draw as many bars as there is room for."""
        self._cells = max(_FEWEST_CELLS, min(_MOST_CELLS, int(event.size.width * _SHARE)))
        self._bars.styles.width = self._cells
        self._draw_bars()

    def _draw_bars(self) -> None:
        if self._summary and self._cells:
            bars = self._summary.bars(self._cells, self._now())
            # Beside a zero each: the lowest value is drawn as the lowest bar, so it has to be none.
            self._bars.data = [number for bar in bars for number in (0, bar)]


class FittingText(Widget):
    """The longest of several texts that fits on the line; if none does, the beginning of the shortest."""

    def __init__(self) -> None:
        super().__init__()
        self._texts: Sequence[Content] = [Content("")]

    def show(self, texts: Sequence[str]) -> None:
        """Show one of these, given from the shortest to the longest."""
        self._texts = [Content(text) for text in texts]
        self.refresh()

    def render(self) -> Content:
        """Return the text that fits."""
        width = self.content_size.width
        fitting = [text for text in self._texts if text.cell_length <= width]
        return fitting[-1] if fitting else self._texts[0].truncate(width, ellipsis=True)
