"""Which tag the contacts have to have, over the list."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from wizard.api.contact import Tag
from wizard.api.live_list import LiveList, LoadState
from wizard.tui.screens.dialog import Dialog
from wizard.tui.widgets.columns import Column
from wizard.tui.widgets.contact_text import dotted
from wizard.tui.widgets.key_bar import KeyBar
from wizard.tui.widgets.record_table import RecordTable
from wizard.words import lists as words

ALL = Tag(0, "")
"""Stands for no filter."""

_TALLEST = 15
"""Lines of the list at most."""


def _shown(tag: Tag) -> Content | str:
    return dotted((tag,)) if tag.id else Content.styled("every contact, whatever its tags", "italic")


class TagPicker(Dialog[Tag]):
    """The workspace's tags; returns the chosen one, `ALL`, or None where nothing was chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Choose"),
        Binding("escape,t", "close", "Close", key_display="esc"),
    ]

    def __init__(self, tags: LiveList[Tag], current: int) -> None:
        super().__init__()
        self._tags = tags
        self._current = current
        """The id of the tag that is filtered by, or that of `ALL`."""

    def compose(self) -> ComposeResult:
        """A box in the middle with the tags."""
        with Vertical(classes="box"):
            yield Static("Only contacts with the tag", classes="box-title", markup=False)
            yield RecordTable((Column("Tag", _shown, width=20, grow=1),), id="tags")
            yield Static(id="tags-state", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Fetch the tags."""
        self._table.focus()
        self._follow()

    @property
    def _table(self) -> RecordTable[Tag]:
        return self.query_one("#tags", RecordTable)

    @work(group="tags", exclusive=True)
    async def _follow(self) -> None:
        self._tags.load()
        async for view in self._tags.changes():
            choices = [ALL, *self._tags.items]
            ids = [tag.id for tag in choices]
            is_first = not self._table.rows
            self._table.styles.height = min(len(choices) + 1, _TALLEST)
            self._table.show(choices, ids.index(self._current) if is_first and self._current in ids else None)
            left_out = self._tags.unreadable_error
            said = {
                LoadState.LOADING: words.LOADING,
                LoadState.COMPLETE: left_out.what
                if left_out
                else ""
                if view.count
                else "This workspace has no tags.",
            }
            self.query_one("#tags-state", Static).update(
                f"{view.error.what} Esc closes." if view.error else said.get(view.state, "")
            )

    @on(RecordTable.Selected)
    def action_choose(self) -> None:
        """Take the tag under the cursor."""
        if self.is_active and self._table.current:
            self.dismiss(self._table.current)

    def action_close(self) -> None:
        """Leave it as it is."""
        if self.is_active:
            self.dismiss(None)
