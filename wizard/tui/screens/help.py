"""What a screen is for and all its keys, generated from its bindings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widgets import Static

from wizard.tui.screens.dialog import Dialog
from wizard.tui.widgets.scroll_pane import ScrollPane


class Command(NamedTuple):
    """Something a screen can do: what its binding says, its keys, and whether it works right now."""

    text: str
    keys: str
    node: DOMNode
    action: str
    is_enabled: bool


def commands(screen: Screen[object]) -> Iterator[Command]:
    """Yield what can be done on the screen, in the order of its bindings.

    The help and the command palette are both made from this. It leaves out the keys of Textual's own widgets,
    such as those that edit a field.
    """
    found: dict[tuple[DOMNode, str], tuple[list[str], str, bool]] = {}
    for active in screen.active_bindings.values():
        binding = active.binding
        displays, text, _ = found.get((active.node, binding.action), ([], "", False))
        display = screen.app.get_key_display(binding)
        if not any(display in (other, *other.split("/")) for other in displays):  # "F1/?" names two keys
            displays.append(display)
        if not _is_stock(active.node, binding):
            text = text or binding.tooltip or binding.description
        found[active.node, binding.action] = displays, text, active.enabled
    for (node, action), (displays, text, is_enabled) in found.items():
        if text:
            yield Command(text, ", ".join(displays), node, action, is_enabled)


def _is_stock(node: DOMNode, binding: Binding) -> bool:
    """Whether a binding comes unchanged from one of Textual's own base classes of the node."""
    stock = [kind for kind in type(node).__mro__ if kind.__module__.startswith("textual.")]
    return any(binding in Binding.make_bindings(vars(kind).get("BINDINGS", ())) for kind in stock)


class HelpScreen(Dialog[None]):
    """Explains the screen below it: what it's for, and every key, the user's own keys included."""

    BOX = ScrollPane
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Close"),
        Binding("enter,q", "close", show=False),
        Binding("f1,question_mark,ctrl+slash,ctrl+underscore", "close", show=False, id="help"),
    ]

    def __init__(self, title: Content, purpose: str, screen: Screen[object]) -> None:
        super().__init__(title)
        rows = [(command.keys, command.text) for command in commands(screen)]
        width = max((len(keys) for keys, _ in rows), default=0)
        self.purpose = purpose
        self.keys = [
            Content.assemble((keys.ljust(width), "bold $text-accent"), "  ", text) for keys, text in rows
        ]

    def compose_box(self) -> ComposeResult:
        """What the screen is for, and its keys."""
        yield Static(f"{self.purpose}\n", markup=False)
        yield Static(Content("\n").join(self.keys))
