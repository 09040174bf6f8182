"""A screen that fits the window from its first moment on."""

from __future__ import annotations

from collections.abc import Sequence

from wizard.tui.screens.sparing import SparingScreen


class SizedScreen(SparingScreen[None]):
    """Has the class names for the window's size from the start."""

    def __init__(self) -> None:
        width = _name(self.app.size.width, self.app.HORIZONTAL_BREAKPOINTS)
        height = _name(self.app.size.height, self.app.VERTICAL_BREAKPOINTS)
        super().__init__(classes=f"{width} {height}")


def _name(length: int, breakpoints: Sequence[tuple[int, str]] | None) -> str:
    """Give the name of the longest length that there is room for."""
    return max((one for one in breakpoints or () if one[0] <= length), default=(0, ""))[1]
