"""Browse a workspace's contacts: load, filter, sort and select them, and act on one."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static

from wizard.account.account import Account
from wizard.api.contact import ContactRow, Tag
from wizard.api.contact_query import NEWEST_FIRST, ContactQuery
from wizard.api.errors import ApiError, NotFound
from wizard.api.models import Workspace
from wizard.api.segment import Segment
from wizard.contacts.browsing.selection import exactly, only
from wizard.onboarding.session import Session
from wizard.tui.keymap import bind, key_name
from wizard.tui.screens.contact_actions import CONTACT_BINDINGS, NO_CONTACT, ContactActions
from wizard.tui.screens.contact_details import DetailsPanel, DetailsScreen
from wizard.tui.screens.contact_loader import BrowserState, ContactLoader, ContactSource
from wizard.tui.screens.contact_status import count_line, status_message
from wizard.tui.screens.filter_picker import ALL, FilterPicker
from wizard.tui.widgets.contact_text import contact_columns
from wizard.tui.widgets.filter_input import FilterInput
from wizard.tui.widgets.key_reasons import NOTHING_FAILED
from wizard.tui.widgets.notice import Notice
from wizard.tui.widgets.record_table import RecordTable

WIDE = 104
"""The least width for showing the details beside the list, in cells."""


class ContactFilter(FilterInput):
    """The field above the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "To the list", tooltip="Go to the list, and keep the filter")
    ]


class ContactBrowser(Vertical, ContactLoader, ContactActions):
    """The contacts of one workspace. What is going on is said in the screen's `Notice`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("retry", "retry", "Try again", "Try again what failed"),
        bind("ask", "look_up", "Look up", "Look up the exact email address or id typed"),
        # Priority: what is typed right after it goes into the field.
        bind("filter", "filter", "Filter", "Filter the loaded contacts", priority=True),
        bind("details", "details", "Details", "Show or hide everything about the contact"),
        bind("tag", "tag", "Tag", "Show only contacts with one tag, or in one segment"),
        bind("load_all", "load_all", "Load all", "Load all contacts; Esc stops"),
        bind("load_all_typing", "load_all", "Load all"),
        bind("turn_order", "select('reversed')", "Order", "Reverse the order"),
        bind("by_update", "select('by_update')", "Updated", "Sort by last update"),
        bind("active", "select('next_active')", "Active", "Active contacts, inactive, or all"),
        *CONTACT_BINDINGS,
    ]

    def __init__(
        self,
        session: Session,
        account: Account,
        workspace: Workspace,
        notice: Notice,
        query: ContactQuery = NEWEST_FIRST,
        *,
        refused_hint: str = "",
    ) -> None:
        super().__init__(ContactSource(account, workspace, session.now, is_demo=session.is_demo), query)
        self._notice = notice
        self._refused_hint = refused_hint
        self._count = Static(id="count", markup=False)
        self._field = ContactFilter(
            placeholder="Part of a name, email, phone or tag", id="typed", select_on_focus=False
        )
        self._table: RecordTable[ContactRow] = RecordTable((), id="table")
        self._details = DetailsPanel(self.source, id="details")

    def compose(self) -> ComposeResult:
        """The count, the filter, the list and the details beside it."""
        yield self._count
        yield self._field
        with Horizontal(id="columns"):
            yield self._table
            yield self._details

    def on_mount(self) -> None:
        """Load the first page, and the number of all contacts."""
        self.select(self.state.selection)
        self.load_total()

    def watch_state(self, before: BrowserState, now: BrowserState) -> None:
        """Draw the state."""
        is_other_list = now.contacts is not before.contacts
        is_other_filter = now.filter is not before.filter
        cursor = moved = None
        if is_other_list or is_other_filter:
            cursor = 0
        elif before.awaits_end and not now.awaits_end:
            cursor = len(now.rows) - 1
        elif now.matches is None:
            moved = now.loaded.moved_since(before.loaded)
        self._table.columns = contact_columns(
            is_masked=now.is_masked, by_update=now.selection.query.sort_property == "updated_at"
        )
        self._table.has_end = now.matches is not None or now.loaded.has_end
        self._table.show(now.rows, cursor, moved=moved)
        self._field.display = now.is_filter_open
        key = partial(key_name, self)
        self._count.update(count_line(now, key))
        self._notice.show(status_message(now, key, self._refused_hint))
        self._details.mask(is_masked=now.is_masked)
        shows_details = now.is_wide and now.has_details and now.has_current
        if shows_details and not self._details.display:
            self._details.show(self._table.current)
        self._details.display = shows_details
        if _keys(before) != _keys(now):
            self.refresh_bindings()

    # Loading

    def action_load_all(self) -> None:
        """Load every contact; Esc stops."""
        self.state.contacts.load_all()

    def action_retry(self) -> None:
        """Try again what failed: looking up a contact, or loading more."""
        if self.state.lookup_error:
            self.action_look_up()
        else:
            self.state.contacts.retry()

    def go_back(self) -> bool:
        """Stop loading, close the filter, or show all contacts. Return False if there was nothing to undo."""
        if self.state.progress:
            self.state.contacts.stop()
        elif self.state.is_filter_open:
            self._close_filter()
        elif self.state.selection.query.is_filtered:
            self.select(self.state.selection.unfiltered())
        else:
            return False
        return True

    # Filtering

    def action_filter(self) -> None:
        """Open the filter."""
        self.state = replace(self.state, is_filter_open=True)
        self.screen.set_focus(self._field)

    @on(Input.Changed)
    def filter_rows(self) -> None:
        """Show only what matches, and forget about looking up what was typed before."""
        self.workers.cancel_group(self, "look_up")
        self.state = replace(self.state, not_found="", lookup_error=None)
        self.filter_by(self._field.value)

    @on(Input.Submitted)
    def leave_filter(self, event: Input.Submitted) -> None:
        """Go to the list; the filter stays."""
        event.stop()
        self.state = replace(self.state, is_filter_open=bool(self._field.value))
        self._table.focus()

    def _close_filter(self) -> None:
        self._field.clear()
        self.filter_by(self._field.value)
        self.state = replace(self.state, is_filter_open=False)
        self._table.focus()

    @on(FilterInput.Moved)
    async def move_cursor(self, event: FilterInput.Moved) -> None:
        """Let the keys that move in a list do so while the filter has the focus."""
        event.stop()
        await self._table.run_action(event.action)

    # Selecting

    def action_select(self, name: str) -> None:
        """Show the contacts, or the order, returned by the selection's method of this name."""
        self.select(getattr(self.state.selection, name)())

    @work(group="tag", exclusive=True)
    async def action_tag(self) -> None:
        """Show only contacts with one tag, or in one segment."""
        account, workspace, selection = self.source.account, self.source.workspace, self.state.selection
        current = selection.tag or selection.query.segment or ALL
        picker = FilterPicker(account.tags(workspace), account.segments(workspace), current)
        match await self.app.push_screen_wait(picker):
            case Segment() as segment:
                self.select(selection.in_segment(segment))
            case Tag() as tag:
                self.select(selection.tagged(tag if tag.id else None))

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
        self._close_filter()
        self.select(selection)

    # One contact

    @property
    def current_contact(self) -> ContactRow | None:
        """The contact under the cursor."""
        return self._table.current

    @on(RecordTable.Highlighted)
    def follow_cursor(self) -> None:
        """Note whether there is a contact under the cursor, and show it beside the list."""
        self.state = replace(self.state, has_current=self._table.current is not None)
        if self._details.display:
            self._details.show(self._table.current)

    @on(RecordTable.Selected)
    def action_details(self) -> None:
        """Show everything about the contact: beside the list, or on a screen of its own."""
        row = self._table.current
        if self.state.is_wide:
            self.state = replace(self.state, has_details=not self.state.has_details)
        elif row:
            self.app.push_screen(
                DetailsScreen(self.source, row, self.action_mask, is_masked=self.state.is_masked)
            )

    def on_resize(self, event: events.Resize) -> None:
        """Show the details beside the list only if it's wide enough."""
        self.state = replace(self.state, is_wide=event.size.width >= WIDE)

    def action_mask(self) -> None:
        """Mask names, emails and phone numbers, or show them again."""
        self.state = replace(self.state, is_masked=not self.state.is_masked)

    # Keys that don't always work

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let the filter type its own key."""
        return super().check_action(action, parameters) and not (action == "filter" and self._field.has_focus)

    def why_not(self, action: str) -> str:
        """There must be something to act on."""
        match action:
            case "retry" if not self.state.error:
                return NOTHING_FAILED
            case "look_up" if not self.state.is_filter_open:
                return f"Press {key_name(self, 'filter')} and type an email address or id first."
            case "load_all" if self.state.loaded.is_complete:
                return "All contacts are loaded."
            case "details" if not self._table.current:
                return NO_CONTACT
            case _:
                return super().why_not(action)


def _keys(state: BrowserState) -> tuple[bool, ...]:
    """What decides which keys work."""
    return state.loaded.is_complete, state.error is None, state.has_current, state.is_filter_open
