"""Search the contacts: filter what is loaded, look one up at ClickFunnels, or load all."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual import events, on, work
from textual.binding import Binding, BindingType
from textual.widgets import Input

from wizard.api.contact import ContactRow
from wizard.api.contact_query import ContactQuery
from wizard.api.errors import ApiError, NotFound
from wizard.contacts.browsing.selection import exactly, only
from wizard.tui.screens.contact_loader import ContactLoader, ContactSource
from wizard.tui.widgets.filter_input import FilterInput
from wizard.tui.widgets.record_table import RecordTable


class ContactFilter(FilterInput):
    """The field above the list. What Enter does depends on what is typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "enter('list')", "To the list", tooltip="Go to the list, and keep the filter"),
        Binding("enter", "enter('look_up')", "Look up", tooltip="Look up what is typed at ClickFunnels"),
        Binding("enter", "enter('load_all')", "Search all", tooltip="Load all contacts, to search them all"),
        Binding("enter", "enter('')", "Nothing to go to", show=False),
    ]

    def __init__(self) -> None:
        super().__init__(
            placeholder="Part of a name, email, phone or tag; or a full email or id",
            id="typed",
            select_on_focus=False,
        )
        self.clears_first = False  # the browser's own key does, and closes the filter
        self.meaning = "list"
        """What Enter does, as in `BrowserState.enter`."""

    def action_enter(self, meaning: str) -> None:  # noqa: ARG002 - only its label depends on it
        """Submit. What that means is decided once everything typed before has been searched for."""
        self.post_message(self.Submitted(self, self.value))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Have Enter named after what it does."""
        if action == "enter":
            return parameters == (self.meaning,)
        return super().check_action(action, parameters)


class ContactSearch(ContactLoader):
    """Adds the field and what it does to a browser that has a table."""

    def __init__(self, source: ContactSource, query: ContactQuery) -> None:
        super().__init__(source, query)
        self._field = ContactFilter()
        self._table: RecordTable[ContactRow] = RecordTable((), id="table")

    def action_filter(self) -> None:
        """Open the filter."""
        self.state = replace(self.state, is_filter_open=True)
        self.screen.set_focus(self._field)

    def action_load_all(self) -> None:
        """Load every contact; Esc stops."""
        self.state.contacts.load_all()

    @on(events.DescendantFocus)
    @on(events.DescendantBlur)
    def note_focus(self) -> None:
        """Note whether the user is typing."""
        self.state = replace(self.state, is_typing=self._field.has_focus)

    @on(Input.Changed)
    def filter_rows(self) -> None:
        """Show only what matches, and forget about looking up what was typed before."""
        self.workers.cancel_group(self, "look_up")
        self.state = replace(self.state, not_found="", lookup_error=None)
        self.filter_by(self._field.value)

    @on(Input.Submitted)
    def leave_filter(self, event: Input.Submitted) -> None:
        """Look up what is typed, search all contacts, or go to the list, where the filter stays."""
        event.stop()
        match self.state.enter:
            case "look_up":
                self.action_look_up()
            case "load_all":
                self.action_load_all()
            case "list":
                self.state = replace(self.state, is_filter_open=bool(self._field.value))
                self._table.focus()

    def close_filter(self) -> None:
        """Show everything again."""
        self._field.clear()
        self.filter_by("")
        self.state = replace(self.state, is_filter_open=False)
        self._table.focus()

    @on(FilterInput.Moved)
    async def move_cursor(self, event: FilterInput.Moved) -> None:
        """Let the keys that move in a list do so while the filter has the focus."""
        event.stop()
        await self._table.run_action(event.action)

    @work(group="look_up", exclusive=True)
    async def action_look_up(self) -> None:
        """Ask ClickFunnels for the exact email address or id that is typed."""
        typed = self._field.value.strip()
        if not typed:
            return
        selection = exactly(typed)
        if selection is None:
            try:
                found = await self.source.account.find_contact(self.source.workspace, typed)
            except NotFound:
                self.state = replace(self.state, not_found=typed, lookup_error=None)
                return
            except ApiError as error:
                self.state = replace(self.state, not_found="", lookup_error=error)
                return
            selection = only(found.contact.id, typed)
        self.close_filter()
        self.select(selection)
