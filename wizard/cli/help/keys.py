"""The keys of the screens for the manual page, read from the screens' own bindings."""

from __future__ import annotations

from wizard.tui.base_app import BaseApp
from wizard.tui.keymap import described_keys
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

_PLACES: tuple[tuple[str, tuple[type, ...]], ...] = (
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


def _rows(kinds: tuple[type, ...]) -> Rows:
    rows = described_keys(kinds)
    return [(", ".join(keys).translate(_ARROWS), f"{text}.") for keys, text in rows]
