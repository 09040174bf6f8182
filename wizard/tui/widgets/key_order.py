"""Handle keys in the order they arrive, however fast they are typed."""

from __future__ import annotations

from textual import events
from textual.widget import Widget


async def run_binding(widget: Widget, event: events.Key) -> None:
    """Run what the key is bound to, if anything, before the widget handles the next key.

    Textual would pass the key up to the app first, and letters typed after it would overtake it on the way.
    """
    active = widget.screen.active_bindings.get(event.key)
    if active and active.enabled and await widget.app.run_action(active.binding.action, active.node):
        event.stop()
        event.prevent_default()
