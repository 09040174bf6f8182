"""Choose a tag, to show only contacts with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from wizard.api.contact import Tag
from wizard.api.live_list import LiveList, LoadState
from wizard.tui.screens.dialog import Dialog
from wizard.tui.widgets.columns import Column
from wizard.tui.widgets.contact_text import dotted
from wizard.tui.widgets.record_table import RecordTable

ALL = Tag(0, "")
"""Stands for contacts with any tags or none."""

_MAX_HEIGHT = 15
"""Lines of the list at most."""


@dataclass(frozen=True, slots=True)
class TagsState:
    """The tags loaded so far, and what there is to say about them."""

    tags: tuple[Tag, ...] = (ALL,)
    message: str = "Loading."


class TagPicker(Dialog[Tag]):
    """Returns the chosen tag, `ALL`, or None if nothing was chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Choose", tooltip="Show only contacts with this tag"),
        Binding("escape,t,q", "close", "Close", key_display="Esc", tooltip="Change nothing"),
    ]

    state: reactive[TagsState] = reactive(TagsState())

    def __init__(self, tags: LiveList[Tag], current: Tag) -> None:
        super().__init__("Only contacts with the tag")
        self._tags = tags
        self._current_tag = current
        self._table: RecordTable[Tag] = RecordTable((Column("Tag", _cell, width=20, grow=1),), id="tags")
        self._message = Static(id="tags-state", markup=False)

    def compose_box(self) -> ComposeResult:
        """The tags."""
        yield self._table
        yield self._message

    def on_mount(self) -> None:
        """Load the tags."""
        self._table.focus()
        self._load()

    @work(group="tags", exclusive=True)
    async def _load(self) -> None:
        self._tags.load()
        async for view in self._tags.changes():
            if view.error:
                message = f"{view.error.what} Esc closes."
            elif view.state is LoadState.LOADING:
                message = "Loading."
            elif self._tags.unreadable_error:
                message = self._tags.unreadable_error.what
            else:
                message = "" if view.count else "This workspace has no tags."
            self.state = TagsState((ALL, *self._tags.items), message)

    def watch_state(self, before: TagsState, now: TagsState) -> None:
        """Show the tags, at first with the cursor on the current one."""
        is_new = self._current_tag in now.tags and self._current_tag not in before.tags
        self._table.styles.height = min(len(now.tags) + 1, _MAX_HEIGHT)
        self._table.show(now.tags, now.tags.index(self._current_tag) if is_new else None)
        self._message.update(now.message)

    @on(RecordTable.Selected)
    def action_choose(self) -> None:
        """Choose the tag under the cursor."""
        if self._table.current:
            self.close(self._table.current)


def _cell(tag: Tag) -> Content | str:
    return dotted((tag,)) if tag.id else Content.styled("all contacts, whatever their tags", "italic")
