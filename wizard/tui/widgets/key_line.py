"""The last lines of every screen: the keys that work right now, on as many lines as they need."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Size
from textual.keys import format_key
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget

_GAP = 2
_NAMES = {"enter": "Enter", "tab": "Tab", "escape": "Esc", "n/esc": "n/Esc", "esc": "Esc"}


class Key(NamedTuple):
    """One key and what it does."""

    key: str
    """As Textual calls it."""
    name: str
    does: str

    @property
    def width(self) -> int:
        """Cells that it takes."""
        return len(self.name) + 1 + len(self.does)


def key_name(binding: Binding) -> str:
    """Give a key's name as it is written in all texts here, with ^ for Ctrl."""
    if binding.key_display:
        return _NAMES.get(binding.key_display, binding.key_display)
    modifiers, key = binding.parse_key()
    name = _NAMES.get(key) or format_key(key)
    name = name.upper() if "ctrl" in modifiers or key[1:].isdigit() else name
    others = [modifier.capitalize() for modifier in modifiers if modifier != "ctrl"]
    return "+".join([*others, f"^{name}" if "ctrl" in modifiers else name])


class KeyLine(Widget):
    """Shows the keys of the screen and of what has the focus. A click on one presses it."""

    keys: reactive[tuple[Key, ...]] = reactive(())

    def __init__(self) -> None:
        super().__init__()
        self._is_asked = False
        self._is_drawn = False

    def on_mount(self) -> None:
        """Follow what works."""
        self.screen.bindings_updated_signal.subscribe(self, self._ask, immediate=True)
        if (
            self.screen.focused or not self.screen.focus_chain
        ):  # else the focus is about to come, and tells it
            self.look()

    def _ask(self, screen: Screen[object]) -> None:
        """Look once the screen is drawn, however often it is asked for until then."""
        if screen is not self.screen or not self.app.app_focus or self._is_asked:
            return
        if not self._is_drawn:  # the keys of what gets the focus first are there from the beginning
            self.look()
        else:
            self._is_asked = True
            self.call_after_refresh(self.look)  # a layout that is under way would miss it

    def look(self) -> None:
        """Show the keys that work now; to be called by who has more to draw, so that all is drawn at once."""
        self._is_asked = False
        if not self.is_attached or not self.screen.is_current:
            return
        by_action: dict[str, Key] = {}
        for _, binding, enabled, _ in self.screen.active_bindings.values():
            if binding.show and enabled:
                key = Key(binding.key, key_name(binding), binding.description)
                by_action.setdefault(binding.action, key)
        self.keys = tuple(by_action.values())

    def watch_keys(self, before: tuple[Key, ...], now: tuple[Key, ...]) -> None:
        """Lay the screen out anew only where the keys take another number of lines."""
        width = self.content_size.width
        if len(_wrapped(before, width)) != len(_wrapped(now, width)):
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many lines as the keys take."""
        return max(1, len(_wrapped(self.keys, width)))

    def render(self) -> Content:
        """Make the lines."""
        self._is_drawn = True
        lines = [
            Content(" " * _GAP).join(
                Content.assemble((key.name, "bold $text"), f" {key.does}") for key in line
            )
            for line in _balanced(self.keys, self.content_size.width)
        ]
        return Content("\n").join(lines)

    def on_click(self, event: events.Click) -> None:
        """Press the key under the mouse."""
        offset = event.get_content_offset(self)
        lines = _balanced(self.keys, self.content_size.width)
        if offset is None or offset.y >= len(lines):
            return
        start = 0
        for key in lines[offset.y]:
            if start <= offset.x < start + key.width:
                self.app.simulate_key(key.key)
            start += key.width + _GAP


def _wrapped(keys: Sequence[Key], width: int) -> list[list[Key]]:
    """Lay keys on lines of that width."""
    lines: list[list[Key]] = []
    left = 0
    for key in keys:
        left -= _GAP + key.width
        if left < 0 or not lines:
            lines.append([])
            left = width - key.width
        lines[-1].append(key)
    return lines


def _balanced(keys: Sequence[Key], width: int) -> list[list[Key]]:
    """Lay keys on as few lines as they need, of about the same length: none stands alone on the last."""
    lines = _wrapped(keys, width)
    widest = max((key.width for key in keys), default=0)
    while len(lines) > 1 and width > widest and len(narrower := _wrapped(keys, width - 1)) == len(lines):
        lines, width = narrower, width - 1
    return lines
