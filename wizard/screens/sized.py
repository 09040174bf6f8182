"""A screen that fits the window from its first moment on."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events

from .sparing import SparingScreen


class SizedScreen(SparingScreen[None]):
    """Is styled once: it has the class names of the window's size from the start."""

    _was_shown = False

    def __init__(self) -> None:
        width = _name(self.app.size.width, self.app.HORIZONTAL_BREAKPOINTS)
        height = _name(self.app.size.height, self.app.VERTICAL_BREAKPOINTS)
        super().__init__(classes=f"{width} {height}")

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Style it anew only when it is shown again: the first time it has just been styled."""
        event.refresh_styles = event.refresh_styles and self._was_shown
        self._was_shown = True


def _name(length: int, breakpoints: Sequence[tuple[int, str]] | None) -> str:
    """Give the name of the longest length that there is room for."""
    return max((one for one in breakpoints or () if one[0] <= length), default=(0, ""))[1]
