"""The last line of every screen: the keys that work right now."""

from __future__ import annotations

from typing import NamedTuple

from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.widget import Widget

from wizard.tui.keymap import usefulness

_GAP = Content("   ")

_FIRST = 2
"""How many of a screen's own keys come before the command palette's."""


class _Key(NamedTuple):
    """A key that works, as it's shown."""

    key: str
    display: str
    description: str
    is_of_app: bool


class KeyBar(Widget):
    """The keys that work right now, on one line: the most useful first, as many as fit.

    The help leads to all other keys, so it always stays. The commands stay unless there's no room for two of
    the screen's own keys, such as what Enter does and how to leave. A click presses a key.

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

    def __init__(self) -> None:
        super().__init__()
        self._keys: list[_Key] = []

    def on_mount(self) -> None:
        """Follow what works."""
        self.screen.bindings_updated_signal.subscribe(self, self._update)
        self._update(self.screen)

    def _update(self, screen: Screen[object]) -> None:
        """Show the keys that work on the screen now; the terminal's loss of focus changes none."""
        if not screen.is_active or not self.app.app_focus:
            return
        keys: dict[str, _Key] = {}
        for active in sorted(screen.active_bindings.values(), key=lambda active: usefulness(active.binding)):
            binding = active.binding
            if binding.show and active.enabled:
                display = self.app.get_key_display(binding)
                is_of_app = active.node is self.app or binding.id in ("commands", "help")
                key = _Key(binding.key, display, binding.description, is_of_app)
                keys.setdefault(binding.action, key)
        if self._keys != (now := list(keys.values())):
            self._keys = now
            self.refresh()

    def render(self) -> Content:
        """Return the line."""
        apps = [self._drawn(key) for key in self._keys if key.is_of_app]
        own = [self._drawn(key) for key in self._keys if not key.is_of_app]
        if not self._fit([*own[:_FIRST], *apps]):
            apps = apps[-1:]
        shown: list[Content] = []
        for key in own:
            if self._fit([*shown, key, *apps]):
                shown.append(key)
        return _GAP.join([*shown, *apps])

    def _fit(self, keys: list[Content]) -> bool:
        return _GAP.join(keys).cell_length <= self.content_size.width

    def _drawn(self, key: _Key) -> Content:
        text = Content.assemble((key.display, "bold $text"), f" {key.description}")
        return text.stylize(Style.from_meta({"@click": f"app.simulate_key('{key.key}')"}))
