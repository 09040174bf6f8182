"""The keys of the screens for the manual page, read from the screens' own bindings."""

from __future__ import annotations

from textual.binding import Binding
from textual.dom import DOMNode

from wizard.tui.base_app import BaseApp
from wizard.tui.keymap import spoken
from wizard.tui.screens.contact_browser import ContactBrowser
from wizard.tui.screens.contact_details import DetailsScreen
from wizard.tui.screens.done import DoneScreen
from wizard.tui.screens.picker import PickerScreen
from wizard.tui.screens.save import SaveScreen
from wizard.tui.screens.step import StepScreen
from wizard.tui.screens.switch_workspace import SwitchScreen
from wizard.tui.screens.token import TokenScreen
from wizard.tui.widgets.record_table import RecordTable

Rows = list[tuple[str, str]]
"""Keys, and what they do."""

_PLACES: tuple[tuple[str, tuple[type[DOMNode], ...]], ...] = (
    ("On every screen", (StepScreen, BaseApp)),
    ("Token", (TokenScreen,)),
    ("Lists", (RecordTable, PickerScreen)),
    ("Review and save", (SaveScreen,)),
    ("Saved", (DoneScreen,)),
    ("The list of everything to switch to", (SwitchScreen,)),
    ("Contacts", (ContactBrowser,)),
    ("A contact's details", (DetailsScreen,)),
)

_ARROWS = str.maketrans({"↑": "Up", "↓": "Down"})


def keys_by_place() -> list[tuple[str, Rows]]:
    """Give the keys of each place in the program, in the order of its bindings."""
    return [(place, _rows(kinds)) for place, kinds in _PLACES]


def _rows(kinds: tuple[type[DOMNode], ...]) -> Rows:
    keys: dict[str, list[str]] = {}
    texts: dict[str, str] = {}
    for kind in kinds:
        for binding in Binding.make_bindings(vars(kind)["BINDINGS"]):
            keys.setdefault(binding.action, []).extend(spoken(binding.key))
            texts[binding.action] = texts.get(binding.action) or binding.tooltip or binding.description
    rows = ((", ".join(keys[action]), text) for action, text in texts.items() if text)
    return [(names.translate(_ARROWS), f"{text}.") for names, text in rows]
