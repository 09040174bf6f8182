"""The top of every screen: the program, the line of steps, the title, and an introduction."""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from wizard.tui.widgets.top_line import TopLine

_MAX_TITLE_LINES = 2
_MAX_INTRODUCTION_LINES = 6


class Heading(Widget):
    """Top line, steps, title and introduction as one widget.

    Home-made because a widget for each part would delay the first frame, and because a low window puts the
    first two in one line, and leaves out the introduction.
    """

    introduction: reactive[Content] = reactive(Content(""), layout=True)
    """A few lines about the question."""

    def __init__(
        self,
        top: TopLine,
        title: Content,
        introduction: Content,
        steps: Callable[[int], Content] | None = None,
        *,
        is_brief: bool = False,
    ) -> None:
        super().__init__()
        self._top = top
        self._title = title.stylize_before("bold")
        self._steps = steps
        """Returns the line of steps for a width in cells."""
        self._is_brief = is_brief
        """Whether to leave out the introduction in a low window."""
        self.set_reactive(Heading.introduction, introduction)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return the number of lines."""
        return len(self._lines(width))

    def render(self) -> Content:
        """Return the parts, one below the other."""
        return Content("\n").join(self._lines(self.content_size.width))

    def _lines(self, width: int) -> list[Content]:
        is_low = self.screen.has_class("-short")
        gap = [] if is_low else [Content("")]
        steps = [self._steps(width)] if self._steps else []
        title = _wrapped(self._title, width)[:_MAX_TITLE_LINES] if self._title else []
        introduction = (
            [] if is_low and self._is_brief else _wrapped(self.introduction, width)[:_MAX_INTRODUCTION_LINES]
        )
        muted = [line.stylize_before("$text-muted") for line in introduction]
        if is_low and (named := [*steps, *title]):
            return [self._top.beside(named[0], width), *named[1:], *muted]
        return [self._top.alone(width), *steps, *(gap if steps else []), *title, *muted, *gap]


def _wrapped(text: Content, width: int) -> list[Content]:
    return text.wrap(width) if text and width else [text]
