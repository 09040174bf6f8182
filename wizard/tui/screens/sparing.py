"""Draws after a key press only what the press has changed."""

from __future__ import annotations

from collections.abc import Iterable

from textual._compositor import Compositor
from textual.geometry import Region
from textual.reactive import Reactive
from textual.screen import Screen, ScreenResultType
from textual.strip import Strip
from textual.widget import Widget


class SparingCompositor(Compositor):
    """Asks only the widgets that can be seen at a change for their lines, and only for those beside it.

    Textual has every widget of the screen give all of its lines each time, and throws most of them away.
    """

    def _get_renders(self, crop: Region | None = None) -> Iterable[tuple[Region, Region, list[Strip]]]:
        """Give the lines of what is within `crop`; in their whole width, as they are cut up later."""
        if crop is None:
            yield from super()._get_renders()
            return
        band = Region(0, crop.y, self.size.width, crop.height)
        for widget, (region, clip) in self.visible_widgets.items():  # from front to back
            shown = region.intersection(clip)
            if crop.overlaps(shown):
                lines = shown.intersection(band).translate(-region.offset)
                yield region, clip.intersection(band), widget.render_lines(lines)
                if shown.contains_region(crop):
                    return


class SparingScreen(Screen[ScreenResultType]):
    """A screen of which only that is drawn anew which has changed."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """What has the focus. Textual's own has the whole screen drawn whenever that is another widget."""

    def __init__(self, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(name, id, classes)
        self._compositor = SparingCompositor()
