"""Ask which token is meant, after a paste with several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from wizard.support.pasted_token import FoundToken
from wizard.tui.screens.dialog import Dialog
from wizard.tui.widgets.columns import Column, muted
from wizard.tui.widgets.record_table import RecordTable

_MAX_HEIGHT = 10
"""Lines of the list at most."""
_COLUMNS: tuple[Column[FoundToken], ...] = (
    Column("Found in", lambda found: found.source.strip("“”"), width=20, grow=1),
    Column("Ends in", muted(lambda found: found.token.ending), width=8),
)


class WhichToken(Dialog[FoundToken]):
    """Returns the chosen token, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Choose", tooltip="Put this token into the field"),
        Binding("escape,q", "close", "Close", key_display="Esc", tooltip="Choose none of them"),
    ]

    def __init__(self, choices: Sequence[FoundToken]) -> None:
        super().__init__("Which token is for ClickFunnels?")
        self._choices = choices
        self._table: RecordTable[FoundToken] = RecordTable(_COLUMNS, id="tokens")

    def compose_box(self) -> ComposeResult:
        """What each token was found in, and how it ends."""
        yield Static("The text you pasted contains several tokens. Nothing has been sent.", markup=False)
        yield self._table

    def on_mount(self) -> None:
        """Show the choices."""
        self._table.styles.height = min(len(self._choices) + 1, _MAX_HEIGHT)
        self._table.show(self._choices)
        self._table.focus()

    @on(RecordTable.Selected)
    def action_choose(self) -> None:
        """Choose the token under the cursor."""
        if self._table.current:
            self.close(self._table.current)
