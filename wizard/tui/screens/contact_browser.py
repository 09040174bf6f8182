"""Browse a workspace's contacts: load, filter, sort and select them, and act on one."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical

from wizard.account.account import Account
from wizard.api.contact import ContactRow
from wizard.api.contact_query import NEWEST_FIRST, ContactQuery
from wizard.api.live_list import LoadState
from wizard.api.models import Workspace
from wizard.onboarding.session import Session
from wizard.tui.keymap import bind, key_name
from wizard.tui.screens.contact_actions import CONTACT_BINDINGS, NO_CONTACT, ContactActions
from wizard.tui.screens.contact_details import DetailsPane, DetailsScreen
from wizard.tui.screens.contact_loader import BrowserState, ContactSource
from wizard.tui.screens.contact_search import ContactSearch
from wizard.tui.screens.contact_status import count_line, position, status_message
from wizard.tui.screens.filter_picker import Chosen, FilterPicker
from wizard.tui.widgets.contact_summary import ContactSummary
from wizard.tui.widgets.contact_text import contact_columns
from wizard.tui.widgets.count_line import CountLine
from wizard.tui.widgets.key_reasons import NOTHING_FAILED
from wizard.tui.widgets.notice import Notice
from wizard.tui.widgets.record_table import RecordTable

WIDE = 104
"""The least width for showing the details beside the list, in cells: that of a window of 110 columns."""


class ContactBrowser(Vertical, ContactSearch, ContactActions):
    """The contacts of one workspace. What is going on is said in the screen's `Notice`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("retry", "retry", "Try again", "Try again what failed"),
        bind("ask", "look_up", "Look up", "Find the contact with exactly the email address or id typed"),
        # Priority: what is typed right after it goes into the field.
        bind("filter", "filter", "Filter", "Filter the loaded contacts", priority=True),
        bind("details", "details", "Details", "Show or hide everything about the contact"),
        bind("tag", "tag", "Tags", "Filter by tags, or show a segment", priority=True),
        bind("load_all", "load_all", "Load all", "Load all contacts; Esc stops"),
        bind("load_all_typing", "load_all", "Load all"),
        bind("turn_order", "select('reversed')", "Order", "Reverse the order"),
        bind("by_update", "select('by_update')", "Updated", "Sort by last update"),
        bind("active", "select('next_active')", "Active", "Show active contacts, inactive ones, or all"),
        bind("export", "export", "Export", "Export what's on screen to a file"),
        *CONTACT_BINDINGS,
        bind("go_back", "undo('stop')", "Stop", "Stop loading; what has loaded stays"),
        bind("go_back", "undo('clear')", "Clear", "Clear and close the filter"),
        bind("go_back", "undo('hide')", "Hide details", "Hide the details"),
        bind("go_back", "undo('all')", "All contacts", "Show all contacts again"),
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
        self._session = session
        self._notice = notice
        self._refused_hint = refused_hint
        self._count = CountLine()
        self._summary = ContactSummary(session.now)
        self._details = DetailsPane(self.source, id="details")

    def compose(self) -> ComposeResult:
        """The count, the summary, the filter, the list, and the details beside or below it."""
        yield self._count
        yield self._summary
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
        self._table.columns = contact_columns(now.selection.query, self.source.now(), is_masked=now.is_masked)
        self._table.has_end = now.matches is not None or now.loaded.has_end
        self._table.show(now.rows, cursor, moved=moved)
        self._field.display = now.is_filter_open
        key = partial(key_name, self)
        self._count.show(count_line(now, key), position(now, self._table.cursor))
        is_all = now.contacts.head.status.state is LoadState.COMPLETE
        is_newest = now.selection.query.newest_first and now.selection.query.sort_property == "id"
        self._summary.show(now.contacts.summary if is_all or is_newest else None, is_all=is_all)
        self._notice.show(status_message(now, key, self._refused_hint))
        self._details.mask(is_masked=now.is_masked)
        self.set_class(not now.is_wide, "-stacked")
        shows_details = now.has_details and now.has_current
        if shows_details and not self._details.display:
            self._details.show(self._table.current)
        self._details.display = shows_details
        self._field.meaning = now.enter
        if _keys(before) != _keys(now):
            self.refresh_bindings()

    # Loading

    def action_retry(self) -> None:
        """Try again what failed: looking up a contact, or loading more."""
        if self.state.lookup_error:
            self.action_look_up()
        else:
            self.state.contacts.retry()

    def go_back(self) -> bool:
        """Undo one thing that hides contacts or keeps the program busy. Return False if there's none."""
        match self.state.undoes:
            case "stop":
                self.state.contacts.stop()
            case "clear":
                self.close_filter()
            case "hide":
                self.action_details()
            case "all":
                self.select(self.state.selection.unfiltered())
            case _:
                return False
        return True

    def action_undo(self, what: str) -> None:  # noqa: ARG002 - only its label depends on it
        """Undo one thing."""
        self.go_back()

    # Selecting

    def action_select(self, name: str) -> None:
        """Show the contacts, or the order, returned by the selection's method of this name."""
        self.select(getattr(self.state.selection, name)())

    async def action_tag(self) -> None:
        """Choose tags and a segment. Keys typed meanwhile go to the dialog."""
        account, workspace, query = self.source.account, self.source.workspace, self.state.selection.query
        segment_id = query.segment.id if query.segment else None
        picker = FilterPicker(
            account.tags(workspace), account.segments(workspace), frozenset(query.tag_ids), segment_id
        )
        await self.app.push_screen(picker, self._select_chosen)

    def _select_chosen(self, chosen: Chosen | None) -> None:
        if chosen:
            self.select(self.state.selection.chosen(*chosen))

    def action_export(self) -> None:
        """Export what's on screen to a file."""
        from wizard.tui.screens.export import ExportScreen, shown_contacts  # noqa: PLC0415 - when it's shown

        shown = shown_contacts(self.state, self.source, self._session)
        self.app.push_screen(ExportScreen(self.source.account, shown, is_masked=self.state.is_masked))

    # One contact

    @property
    def current_contact(self) -> ContactRow | None:
        """The contact under the cursor."""
        return self._table.current

    @on(RecordTable.Highlighted)
    def follow_cursor(self) -> None:
        """Note whether there is a contact under the cursor, and show it beside the list."""
        self.state = replace(self.state, has_current=self._table.current is not None)
        self._count.show_row(position(self.state, self._table.cursor))
        if self._details.display:
            self._details.show(self._table.current)

    def action_details(self) -> None:
        """Show everything about the contact beside or below the list, or hide it."""
        wants = not self.state.has_details
        self.state = replace(self.state, wants_details=None if wants == self.state.is_wide else wants)

    @on(RecordTable.Selected)
    def open_details(self) -> None:
        """Show everything about the contact; if that's shown already, on the whole screen."""
        if not self.state.has_details:
            self.action_details()
        else:
            self.enlarge_details()

    @on(DetailsPane.Enlarged)
    def enlarge_details(self) -> None:
        """Show everything about the contact on the whole screen."""
        if row := self._table.current:
            masked = self.state.is_masked
            self.app.push_screen(
                DetailsScreen(self.source, row, self._step, self.action_mask, is_masked=masked)
            )

    def _step(self, rows: int) -> ContactRow | None:
        """Move the cursor, and return the contact there."""
        self._table.action_move(rows)
        return self._table.current

    def on_resize(self, event: events.Resize) -> None:
        """Show the details beside the list if it's wide enough, and otherwise below."""
        self.state = replace(self.state, is_wide=event.size.width >= WIDE)

    @property
    def is_masked(self) -> bool:
        """Whether names, emails and phone numbers are hidden."""
        return self.state.is_masked

    def action_mask(self, is_masked: bool) -> None:
        """Hide names, emails and phone numbers, or show them again."""
        self.state = replace(self.state, is_masked=is_masked)

    # Keys that don't always work

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let the filter type the keys of others, and have Esc named after what it undoes."""
        if action == "undo":
            return parameters == (self.state.undoes,)
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
            case "export" if not self.state.rows:
                return "There are no contacts to export."
            case "details" if not self._table.current:
                return NO_CONTACT
            case _:
                return super().why_not(action)


def _keys(state: BrowserState) -> tuple[object, ...]:
    """What decides which keys work, and what they are called."""
    is_complete, has_failed = state.loaded.is_complete, state.error is not None
    called = state.enter, state.undoes, state.is_masked, bool(state.rows)
    return is_complete, has_failed, state.has_current, state.is_filter_open, called
