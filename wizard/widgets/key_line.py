"""The last line of every screen: the keys that work right now, each with what it does.

It stands in for Textual's `Footer`, which makes a widget of every key, and all of them anew whenever somebody
asks which keys work. Here that costs a comparison, and a line of text where it has changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget

_KEPT = ("enter", "escape", "f1")
"""Where not all keys fit, these stay longest: on, back, and the help that names all others."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key of the line."""

    name: str
    """As Textual calls it."""
    shown: str
    """As people know it."""
    does: str

    @property
    def text(self) -> Content:
        """What stands in the line."""
        return Content.assemble((f" {self.shown} ", "bold $footer-key-foreground"), f"{self.does} ")


def fitting(keys: Sequence[Key], width: int) -> tuple[Key, ...]:
    """Give the keys that fit whole into so many cells, in their order; later ones go before earlier ones."""
    by_weight = sorted(keys, key=lambda key: _KEPT.index(key.name) if key.name in _KEPT else len(_KEPT))
    kept, width = set(), width + 1  # nobody misses the blank after the last one
    for key in by_weight:
        width -= key.text.cell_length
        if width < 0:
            break
        kept.add(key)
    return tuple(key for key in keys if key in kept)


class KeyLine(Widget):
    """Shows the keys with a description that are bound and not refused; a click presses one."""

    ALLOW_SELECT = False

    keys: reactive[tuple[Key, ...]] = reactive(())
    """Those that work right now, the focused widget's first."""
    pointed: reactive[Key | None] = reactive(None)
    """The one under the mouse."""

    def __init__(self) -> None:
        super().__init__()
        self._is_asked = False

    def on_mount(self) -> None:
        """Follow what the screen says about its keys."""
        self.screen.bindings_updated_signal.subscribe(self, self._ask, immediate=True)
        self._look()

    def _ask(self, _: Screen[object]) -> None:
        """Look once the screen is drawn, however often it is asked for until then."""
        if not self._is_asked:
            self._is_asked = True
            self.call_after_refresh(self._look)

    def _look(self) -> None:
        self._is_asked = False
        if not self.is_attached or not self.screen.is_current:
            return
        if self.app.app_focus:  # a terminal in the background has the focus nowhere
            self.keys = tuple(self._working())

    def _working(self) -> Iterable[Key]:
        """The first key of each action."""
        actions = set()
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if binding.show and active.enabled and binding.action not in actions:
                actions.add(binding.action)
                yield Key(binding.key, self.app.get_key_display(binding), binding.description)

    def render(self) -> Content:
        """Make the line of whole keys."""
        return Content("").join(
            key.text.stylize("$footer-key-foreground on $block-hover-background")
            if key == self.pointed
            else key.text
            for key in self._fitting
        )

    @property
    def _fitting(self) -> tuple[Key, ...]:
        return fitting(self.keys, self.size.width)

    def _key_at(self, x: int) -> Key | None:
        for key in self._fitting:
            x -= key.text.cell_length
            if x < 0:
                return key
        return None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Press the key."""
        if key := self._key_at(event.x):
            self.app.simulate_key(key.name)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show what a click would press."""
        self.pointed = self._key_at(event.x)

    def on_leave(self) -> None:
        """Point at nothing."""
        self.pointed = None
