"""A text that scrolls with the keys of the tables: arrows, j and k, g and G."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from wizard.tui.keymap import MOVING


class ScrollPane(VerticalScroll):
    """Adds j, k, g and G to the arrow keys, Home and End of Textual's container."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("k", "scroll_up", show=False, tooltip="Move up", group=MOVING),
        Binding("j", "scroll_down", show=False, tooltip="Move down", group=MOVING),
        Binding("g", "scroll_home", show=False, tooltip="Go to the top", group=MOVING),
        Binding("G", "scroll_end", show=False, tooltip="Go to the end", group=MOVING),
    ]
