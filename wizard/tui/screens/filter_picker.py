"""Choose a tag or a segment, to show only its contacts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from wizard.api.contact import Tag
from wizard.api.errors import NotFound
from wizard.api.live_list import LiveList, LoadState
from wizard.api.segment import Segment
from wizard.contacts.segment_text import segment_text
from wizard.tui.keymap import bind
from wizard.tui.screens.dialog import Dialog
from wizard.tui.widgets.columns import Column
from wizard.tui.widgets.contact_text import dotted
from wizard.tui.widgets.record_table import RecordTable

ALL = Tag(0, "")
"""Stands for contacts with any tags or none, in any segment or none."""

Choice = Tag | Segment

_MAX_HEIGHT = 12
"""Lines of the list at most."""
_LOADING = "Loading."
_EVERYONE = "all contacts, whatever their tags and segments"


@dataclass(frozen=True, slots=True)
class FilterState:
    """The tags and segments loaded so far, and what there is to say about each of the two."""

    tags: tuple[Tag, ...] = ()
    segments: tuple[Segment, ...] = ()
    about_tags: str = _LOADING
    about_segments: str = _LOADING

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What can be chosen."""
        return (ALL, *self.tags, *self.segments)

    @property
    def message(self) -> str:
        """What there is to say."""
        said = dict.fromkeys(filter(None, (self.about_tags, self.about_segments)))
        if said or len(self.choices) > 1:
            return " ".join(said)
        return "This workspace has no tags and no segments."


class FilterPicker(Dialog[Choice]):
    """Returns the chosen tag or segment, `ALL`, or None if nothing was chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Choose", tooltip="Show only contacts with this tag, or in this segment"),
        Binding("escape,q", "close", "Close", key_display="Esc", tooltip="Change nothing"),
        bind("tag", "close", "Close", "Show only contacts with one tag, or in one segment", show=False),
    ]

    state: reactive[FilterState] = reactive(FilterState())

    def __init__(self, tags: LiveList[Tag], segments: LiveList[Segment], current: Choice) -> None:
        super().__init__("Only contacts with the tag, or in the segment")
        self._tags = tags
        self._segments = segments
        self._current_choice = current
        column = Column("Tag or segment", self._cell, width=20, grow=1)
        self._table: RecordTable[Choice] = RecordTable((column,), id="filters")
        self._message = Static(id="filters-state", markup=False)

    def compose_box(self) -> ComposeResult:
        """The tags and segments."""
        yield self._table
        yield self._message

    def on_mount(self) -> None:
        """Load the tags and segments."""
        self._table.focus()
        self._load_tags()
        self._load_segments()

    @work(group="tags", exclusive=True)
    async def _load_tags(self) -> None:
        self._tags.load()
        async for _ in self._tags.changes():
            self.state = replace(self.state, tags=tuple(self._tags.items), about_tags=_about(self._tags))

    @work(group="segments", exclusive=True)
    async def _load_segments(self) -> None:
        self._segments.load()
        async for view in self._segments.changes():
            about = "" if isinstance(view.error, NotFound) else _about(self._segments)  # an older server
            self.state = replace(self.state, segments=tuple(self._segments.items), about_segments=about)

    def watch_state(self, before: FilterState, now: FilterState) -> None:
        """Show the choices: the cursor goes to the current one when that arrives, and stays on its own."""
        current, choices = self._current_choice, now.choices
        is_new = current in choices and current not in before.choices
        under_cursor = current if is_new else self._table.current
        self._table.styles.height = min(len(choices) + 1, _MAX_HEIGHT)
        self._table.show(choices, choices.index(under_cursor) if under_cursor in choices else None)
        self._message.update(now.message)

    @on(RecordTable.Selected)
    def action_choose(self) -> None:
        """Choose what is under the cursor."""
        if self._table.current:
            self.close(self._table.current)

    def _cell(self, choice: Choice) -> Content | str:
        if isinstance(choice, Segment):
            selects = segment_text(choice, self.state.tags)
            return Content.assemble(f"segment {choice.name}", (f"  {selects}", "$text-muted"))
        return dotted((choice,)) if choice.id else Content.styled(_EVERYONE, "italic")


def _about(listing: LiveList[Any]) -> str:
    """What there is to say about a list: how it failed, or what it lacks."""
    if error := listing.status.error:
        return f"{error.what} Esc closes."
    if listing.status.state is LoadState.LOADING:
        return _LOADING
    return listing.unreadable_error.what if listing.unreadable_error else ""
