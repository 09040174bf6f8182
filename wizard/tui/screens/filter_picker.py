"""Choose tags and a segment, to show only their contacts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar, NamedTuple

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Input, Static

from wizard.api.contact import Tag
from wizard.api.errors import NotFound
from wizard.api.live_list import LiveList, LoadState
from wizard.api.segment import Segment
from wizard.contacts.segment_text import segment_text
from wizard.support.matching import best_matches
from wizard.tui.screens.dialog import Dialog
from wizard.tui.widgets.columns import Column
from wizard.tui.widgets.contact_text import dotted
from wizard.tui.widgets.filter_input import FilterInput
from wizard.tui.widgets.record_table import RecordTable

ALL = Tag(0, "")
"""Stands for contacts with any tags or none, in any segment or none."""

Choice = Tag | Segment

_MIN_HEIGHT, _MAX_HEIGHT = 3, 12
"""Lines of the list."""
_AROUND, _AROUND_IF_LOW = 14, 8
"""Lines of the window that the list can't have; in a low window there are fewer."""
_LOADING = "Loading."
_EVERYONE = "all contacts"
_SEVERAL = "Space selects several tags: contacts with any of them."


class Chosen(NamedTuple):
    """Whose contacts to show: those with any of the tags, and in the segment if there is one."""

    tags: tuple[Tag, ...] = ()
    segment: Segment | None = None


@dataclass(frozen=True, slots=True)
class FilterState:
    """What can be chosen, what is selected, and what there is to say about tags and segments."""

    tags: tuple[Tag, ...] = ()
    segments: tuple[Segment, ...] = ()
    about_tags: str = _LOADING
    about_segments: str = _LOADING
    typed: str = ""
    tag_ids: frozenset[int] = frozenset()
    """The selected tags."""
    segment_id: int | None = None
    """The selected segment."""
    is_changed: bool = False
    """Whether Space has selected or deselected anything."""

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What matches the text typed; without one, everything."""
        listed: tuple[Choice, ...] = (*self.tags, *self.segments)
        return tuple(best_matches(self.typed, listed, _texts)) if self.typed else (ALL, *listed)

    @property
    def chosen(self) -> Chosen:
        """What is selected."""
        tags = tuple(tag for tag in self.tags if tag.id in self.tag_ids)
        return Chosen(tags, next((one for one in self.segments if one.id == self.segment_id), None))

    def selects(self, choice: Choice) -> bool:
        """Whether a choice is selected."""
        return choice.id == self.segment_id if isinstance(choice, Segment) else choice.id in self.tag_ids

    def toggled(self, choice: Choice) -> FilterState:
        """Return the state after selecting or deselecting a choice."""
        now = replace(self, is_changed=True)
        if isinstance(choice, Segment):
            return replace(now, segment_id=None if self.selects(choice) else choice.id)
        if choice == ALL:
            return replace(now, tag_ids=frozenset(), segment_id=None)
        return replace(now, tag_ids=self.tag_ids ^ {choice.id})

    @property
    def message(self) -> str:
        """What there is to say."""
        said = " ".join(dict.fromkeys(filter(None, (self.about_tags, self.about_segments))))
        if said:
            return said
        if not self.tags and not self.segments:
            return "This workspace has no tags and no segments."
        if not self.choices:
            return f"No tag or segment matches “{self.typed}”."
        return _SEVERAL if self.tags else ""


class FilterField(FilterInput):
    """The field above the list; Space selects instead of being typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Show", tooltip="Show the contacts with what is selected or highlighted"),
        Binding("space", "post_toggled", "Select", tooltip="Select the highlighted tag or segment, or not"),
    ]

    class Toggled(Message):
        """Space was pressed."""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Leave Space to its binding."""
        return key != "space" and super().check_consume_key(key, character)

    def on_key(self, event: events.Key) -> None:
        """Don't type Space."""
        if event.key == "space":
            event.prevent_default()

    def action_post_toggled(self) -> None:
        """Pass it on, after the `Changed` messages of what was typed before."""
        self.post_message(self.Toggled())


class FilterPicker(Dialog[Chosen]):
    """Returns what was chosen, or None if nothing was."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Close", tooltip="Change nothing"),
    ]

    DEFAULT_CSS = """
    FilterPicker.-short FilterField { height: 1; border: none; padding: 0; }
    """

    state: reactive[FilterState] = reactive(FilterState())

    def __init__(
        self,
        tags: LiveList[Tag],
        segments: LiveList[Segment],
        tag_ids: frozenset[int] = frozenset(),
        segment_id: int | None = None,
    ) -> None:
        super().__init__("Filter by tags, or show a segment")
        self._tags = tags
        self._segments = segments
        self._field = FilterField(placeholder="Type to filter", id="wanted", select_on_focus=False)
        column = Column("Tag or segment", self._cell, width=20, grow=1)
        self._table: RecordTable[Choice] = RecordTable((column,), id="filters")
        self._table.can_focus = False
        self._message = Static(id="filters-state", markup=False)
        self.set_reactive(FilterPicker.state, FilterState(tag_ids=tag_ids, segment_id=segment_id))

    def compose_box(self) -> ComposeResult:
        """The tags and segments below the filter."""
        yield self._field
        yield self._table
        yield self._message

    def on_mount(self) -> None:
        """Load the tags and segments."""
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
        """Show the choices, with the cursor on the best match, on a selected one that arrives, or unmoved."""
        choices = now.choices
        if now.typed and now.typed != before.typed:
            place: int | None = 0
        elif not now.is_changed and len(choices) > len(before.choices):
            place = next((row for row, one in enumerate(choices) if now.selects(one)), None)
        else:
            place = None
        current = self._table.current
        if place is None and current in choices:
            place = choices.index(current)
        self._fit_table()
        self._table.show(choices, place)
        self._message.update(now.message)
        self.refresh_bindings()

    def on_resize(self) -> None:
        """Use the window's height."""
        self._fit_table()

    def _fit_table(self) -> None:
        """Give the list the height it needs, as far as the window has it."""
        around = _AROUND_IF_LOW if self.has_class("-short") else _AROUND
        lines = 2 + len(self.state.tags) + len(self.state.segments)  # the title and ALL
        self._table.styles.height = min(
            lines, max(_MIN_HEIGHT, min(self.app.size.height - around, _MAX_HEIGHT))
        )

    @on(Input.Changed)
    def filter_choices(self, event: Input.Changed) -> None:
        """Show only what matches."""
        self.state = replace(self.state, typed=event.value.strip())

    @on(FilterInput.Moved)
    async def move_cursor(self, event: FilterInput.Moved) -> None:
        """Move the table's cursor while the field has the focus."""
        await self._table.run_action(event.action)

    @on(FilterField.Toggled)
    def toggle(self) -> None:
        """Select the highlighted tag or segment, or deselect it."""
        if choice := self._table.current:
            self.state = self.state.toggled(choice)

    @on(Input.Submitted)
    @on(RecordTable.Selected)
    def choose(self) -> None:
        """Return what was selected with Space; if that's nothing, what is highlighted."""
        choice = self._table.current
        if choice == ALL:
            self.close(Chosen())
        elif self.state.is_changed:
            self.close(self.state.chosen)
        elif isinstance(choice, Segment):
            self.close(Chosen(segment=choice))
        elif choice:
            self.close(Chosen((choice,)))

    def _cell(self, choice: Choice) -> Content:
        if choice == ALL:
            return Content.styled(f"    {_EVERYONE}", "italic")
        box = "[x] " if self.state.selects(choice) else "[ ] "
        if isinstance(choice, Segment):
            selects = segment_text(choice, self.state.tags)
            return Content.assemble(box, f"segment {choice.name}", (f"  {selects}", "$text-muted"))
        return Content(box) + dotted((choice,))


def _texts(choice: Choice) -> tuple[str, ...]:
    """What the field searches."""
    return choice.name, "segment" if isinstance(choice, Segment) else "tag"


def _about(listing: LiveList[Any]) -> str:
    """What there is to say about a list: how it failed, or what it lacks."""
    if error := listing.status.error:
        return f"{error.what} Esc closes."
    if listing.status.state is LoadState.LOADING:
        return _LOADING
    return listing.unreadable_error.what if listing.unreadable_error else ""
