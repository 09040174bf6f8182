"""What a screen is for and all its keys, generated from its bindings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widgets import Static

from wizard.support.matching import rank
from wizard.tui.keymap import EVERYWHERE, MOVING, bind, usefulness
from wizard.tui.screens.dialog import Dialog
from wizard.tui.widgets.filter_input import FilterInput
from wizard.tui.widgets.key_table import KeyGroup, KeyTable

OTHERS = "On this screen"
"""The heading of what has no group."""


class Command(NamedTuple):
    """Something a screen can do: what its binding says, its keys, and whether it works right now."""

    text: str
    keys: str
    node: DOMNode
    action: str
    is_enabled: bool
    is_shown: bool
    """Whether the key bar shows it, if there is room."""
    group: str
    """The heading in the help."""


def commands(screen: Screen[object]) -> Iterator[Command]:
    """Yield what can be done on the screen, the most useful first.

    The help and the command palette are both made from this. It leaves out the keys of Textual's own widgets,
    such as those that edit a field.
    """
    found: dict[tuple[DOMNode, str], list[ActiveBinding]] = {}
    for active in sorted(screen.active_bindings.values(), key=lambda active: usefulness(active.binding)):
        found.setdefault((active.node, active.binding.action), []).append(active)
    for (node, action), actives in found.items():
        bindings = [active.binding for active in actives]
        texts = [one.tooltip or one.description for one in bindings if not _is_stock(node, one)]
        if text := next(filter(None, texts), ""):
            keys = ", ".join(dict.fromkeys(map(screen.app.get_key_display, bindings)))
            is_shown = any(one.show for one in bindings)
            group = bindings[0].group.description if bindings[0].group else OTHERS
            yield Command(text, keys, node, action, actives[-1].enabled, is_shown, group)


def _is_stock(node: DOMNode, binding: Binding) -> bool:
    """Whether a binding comes unchanged from one of Textual's own base classes of the node."""
    stock = [kind for kind in type(node).__mro__ if kind.__module__.startswith("textual.")]
    return any(binding in Binding.make_bindings(vars(kind).get("BINDINGS", ())) for kind in stock)


class KeySearch(FilterInput):
    """The field above the keys."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", "Close", show=False)]


class HelpScreen(Dialog[None]):
    """Explains the screen below it: what it's for, and every key, the user's own keys included."""

    DEFAULT_CSS = """
    HelpScreen {
        & > .box { width: 112; height: 90%; overflow-y: hidden; }
        &.-short KeySearch { height: 1; border: none; padding: 0; }
        #purpose { height: auto; margin-bottom: 1; color: $text-muted; }
        #keys { height: 1fr; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Close", tooltip="Close the help"),
        bind("help", "close", "Close", show=False),
    ]

    def __init__(self, title: Content, purpose: str) -> None:
        super().__init__(title)
        self._purpose = Static(purpose, id="purpose", markup=False)
        self._purpose.display = bool(purpose)
        self._field = KeySearch(placeholder="Type to search the keys")
        self._table = KeyTable()
        self._pane = VerticalScroll(self._purpose, self._table, id="keys", can_focus=False)
        self._groups: tuple[KeyGroup, ...] = ()

    def compose_box(self) -> ComposeResult:
        """The search, and below it what the screen is for and its keys, which scroll together."""
        yield self._field
        yield self._pane

    def explain(self, screen: Screen[object]) -> None:
        """List the keys of a screen, those of the key bar first.

        It must be below this one already, so that no field there takes letters.
        """
        rows: dict[str, list[tuple[str, str]]] = {}
        for command in sorted(commands(screen), key=lambda command: not command.is_shown):
            rows.setdefault(command.group, []).append((command.keys, command.text))
        self._groups = tuple(KeyGroup(title, tuple(rows[title])) for title in sorted(rows, key=_place))
        self._table.groups = self._groups

    @on(KeySearch.Changed)
    def search(self, event: KeySearch.Changed) -> None:
        """Show only the keys that match what is typed."""
        self._purpose.display = bool(self._purpose.content) and not event.value
        found = [
            KeyGroup(
                title, tuple(row for row in rows if rank(event.value, row[1], [row[0], title]) is not None)
            )
            for title, rows in self._groups
        ]
        nothing = KeyGroup(f"No key matches “{event.value}”.", ())
        self._table.groups = tuple(group for group in found if group.rows) or (nothing,)
        self._pane.scroll_home(animate=False)

    @on(KeySearch.Moved)
    def scroll(self, event: KeySearch.Moved) -> None:
        """Let the arrow and page keys scroll the table."""
        scroll: Mapping[str, Callable[..., None]] = {
            "move(-1)": self._pane.scroll_up,
            "move(1)": self._pane.scroll_down,
            "move_page(-1)": self._pane.scroll_page_up,
            "move_page(1)": self._pane.scroll_page_down,
            "first": self._pane.scroll_home,
            "last": self._pane.scroll_end,
        }
        scroll[event.action](animate=False)

    @on(KeySearch.Submitted)
    def close_help(self) -> None:
        """Enter closes."""
        self.close(None)


def _place(title: str) -> int:
    """Where a group goes: what is special about the screen comes first."""
    return {OTHERS: 0, MOVING.description: 2, EVERYWHERE: 3}.get(title, 1)
