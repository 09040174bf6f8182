"""Draws after a key press only what the press has changed."""

from __future__ import annotations

from collections.abc import Iterable

from textual._compositor import Compositor
from textual.geometry import Region
from textual.strip import Strip


class SparingCompositor(Compositor):
    """Asks only the widgets beside a change for their lines, and only for those beside it.

    Textual has every widget of the screen give all of its lines each time, and throws most of them away.
    """

    def _get_renders(self, crop: Region | None = None) -> Iterable[tuple[Region, Region, list[Strip]]]:
        """Give the lines of what is within `crop`; in their whole width, as they are cut up later."""
        if crop is None:
            yield from super()._get_renders()
            return
        band = Region(0, crop.y, self.size.width, crop.height)
        for widget, (region, clip) in self.visible_widgets.items():
            if seen := region.intersection(clip).intersection(band):
                yield region, clip.intersection(band), widget.render_lines(seen.translate(-region.offset))
