"""The last line of every screen: the keys that work right now."""

from __future__ import annotations

from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.widgets import Static

_GAP = "   "


class KeyBar(Static):
    """The keys that work right now, on one line: as many as fit, in the order of the bindings.

    The app's own keys (commands, help) lead to all others, so they always stay. A click presses a key.

    Home-made because the stock `Footer` composes after the first frame (complete at 1.41 times the time of an
    empty app, against 1.10 times for this) and builds all its keys again whenever the focus moves.
    """

    DEFAULT_CSS = """
    KeyBar {
        dock: bottom;
        height: 1;
        text-wrap: nowrap;
        link-color: $text-muted;
        link-style: none;
        link-background: initial;
        link-color-hover: $text;
        link-style-hover: underline;
        link-background-hover: initial;
    }
    """

    def on_mount(self) -> None:
        """Follow what works."""
        self.screen.bindings_updated_signal.subscribe(self, self.show_keys)

    def on_resize(self) -> None:
        """Show what fits now; before the first widget gets the focus, its keys would be missing."""
        if self.screen.focused or not self.screen.focus_chain:
            self.show_keys(self.screen)

    def show_keys(self, screen: Screen[object]) -> None:
        """Show the keys that work on the screen now; the terminal's loss of focus changes none."""
        if not screen.is_current or not self.app.app_focus:
            return
        keys: dict[str, Content] = {}
        apps: dict[str, Content] = {}
        for active in screen.active_bindings.values():
            binding = active.binding
            if binding.show and active.enabled:
                press = Style.from_meta({"@click": f"app.simulate_key('{binding.key}')"})
                key = Content.styled(self.app.get_key_display(binding), "bold $text")
                ours = apps if active.node is self.app else keys
                ours.setdefault(
                    binding.action, Content.assemble(key, f" {binding.description}").stylize(press)
                )
        kept = list(apps.values())
        while keys and self._width([*keys.values(), *kept]) > self.content_size.width:
            keys.popitem()
        self.update(Content(_GAP).join([*keys.values(), *kept]), layout=False)

    def _width(self, keys: list[Content]) -> int:
        return Content(_GAP).join(keys).cell_length
