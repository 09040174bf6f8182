"""What a screen is for and all its keys, generated from its bindings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.content import Content
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widgets import Static

from wizard.tui.keymap import bind
from wizard.tui.screens.dialog import Dialog
from wizard.tui.widgets.scroll_pane import ScrollPane


class Command(NamedTuple):
    """Something a screen can do: what its binding says, its keys, and whether it works right now."""

    text: str
    keys: str
    node: DOMNode
    action: str
    is_enabled: bool
    is_shown: bool
    """Whether the key bar shows it, if there is room."""


def commands(screen: Screen[object]) -> Iterator[Command]:
    """Yield what can be done on the screen, in the order of its bindings.

    The help and the command palette are both made from this. It leaves out the keys of Textual's own widgets,
    such as those that edit a field.
    """
    found: dict[tuple[DOMNode, str], list[ActiveBinding]] = {}
    for active in screen.active_bindings.values():
        found.setdefault((active.node, active.binding.action), []).append(active)
    for (node, action), actives in found.items():
        bindings = [active.binding for active in actives]
        texts = [one.tooltip or one.description for one in bindings if not _is_stock(node, one)]
        if text := next(filter(None, texts), ""):
            keys = ", ".join(dict.fromkeys(map(screen.app.get_key_display, bindings)))
            is_shown = any(one.show for one in bindings)
            yield Command(text, keys, node, action, actives[-1].enabled, is_shown)


def _is_stock(node: DOMNode, binding: Binding) -> bool:
    """Whether a binding comes unchanged from one of Textual's own base classes of the node."""
    stock = [kind for kind in type(node).__mro__ if kind.__module__.startswith("textual.")]
    return any(binding in Binding.make_bindings(vars(kind).get("BINDINGS", ())) for kind in stock)


class HelpScreen(Dialog[None]):
    """Explains the screen below it: what it's for, and every key, the user's own keys included."""

    BOX = ScrollPane
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Close"),
        Binding("enter,q", "close", "Close", show=False),
        bind("help", "close", "Close", show=False),
    ]

    def __init__(self, title: Content, purpose: str) -> None:
        super().__init__(title)
        self._purpose = purpose
        self._keys = Static()

    def compose_box(self) -> ComposeResult:
        """What the screen is for, and its keys."""
        yield Static(f"{self._purpose}\n", markup=False)
        yield self._keys

    def explain(self, screen: Screen[object]) -> None:
        """List the keys of a screen, those of the key bar first.

        It must be below this one already, so that no field there takes letters.
        """
        shown_first = sorted(commands(screen), key=lambda command: not command.is_shown)
        rows = [(command.keys, command.text) for command in shown_first]
        width = max((len(keys) for keys, _ in rows), default=0)
        lines = (
            Content.assemble((keys.ljust(width), "bold $text-accent"), "  ", text) for keys, text in rows
        )
        self._keys.update(Content("\n").join(lines))
