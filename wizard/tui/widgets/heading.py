"""The top of every screen: where things stand, the question, and a few lines about it."""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

_TITLE = 2
_INTRODUCTION = 6
"""Lines at most."""


class Heading(Widget):
    """One text, as a widget for each part of it would take its time before the first frame."""

    introduction: reactive[Content] = reactive(Content(""), layout=True)
    """What there is to know about the question."""

    def __init__(
        self,
        title: Content,
        introduction: Content,
        steps: Callable[[int], Content] | None = None,
        *,
        is_brief: bool = False,
    ) -> None:
        super().__init__()
        self._title = title.stylize_before("bold")
        self._steps = steps
        """Gives the line of steps for a width in cells."""
        self._is_brief = is_brief
        """Whether a low window shows no introduction."""
        self.set_reactive(Heading.introduction, introduction)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many lines as the parts take."""
        return len(self._lines(width))

    def render(self) -> Content:
        """Put the parts below each other."""
        return Content("\n").join(self._lines(self.content_size.width))

    def _lines(self, width: int) -> list[Content]:
        is_low = self.screen.has_class("-short")
        gap = [] if is_low else [Content("")]
        steps = [self._steps(width), *gap] if self._steps else []
        introduction = [] if is_low and self._is_brief else _wrapped(self.introduction, width)[:_INTRODUCTION]
        muted = [line.stylize_before("$text-muted") for line in introduction]
        return [*gap, *steps, *_wrapped(self._title, width)[:_TITLE], *muted, *gap]


def _wrapped(text: Content, width: int) -> list[Content]:
    return text.wrap(width) if text and width else [text]
