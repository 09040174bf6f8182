"""Keys are done where they arrive, one after the other."""

from __future__ import annotations

from textual import events
from textual.widget import Widget


async def do_here(widget: Widget, event: events.Key) -> None:
    """Do what a key means to the widget that has the focus, or to what it is in.

    Textual passes a key up through all of that to the application, which then asks whose it is: that takes
    as long as the drawing, and what is typed meanwhile overtakes the key.
    """
    if await widget.app._check_bindings(event.key):
        event.stop()
        event.prevent_default()
