"""A workspace's contacts to look through: which of them, and what each key does."""

from __future__ import annotations

from contextlib import suppress
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input

from wizard.account.account import Account
from wizard.api.contact import Contact, Details
from wizard.api.contact_query import NEWEST_FIRST, ContactQuery
from wizard.api.errors import ApiError, NotFound
from wizard.api.models import Workspace
from wizard.contacts.browsing.selection import Selection, exactly, only
from wizard.contacts.browsing.two_ended_list import TwoEndedList
from wizard.onboarding.session import Session
from wizard.tui.screens.contact_actions import ContactActions
from wizard.tui.screens.contact_details import DetailsPanel, DetailsScreen
from wizard.tui.screens.contact_remarks import ContactRemarks
from wizard.tui.screens.contact_search import ContactSearch
from wizard.tui.screens.contact_table import ContactTable
from wizard.tui.screens.table_and_details import TableAndDetails
from wizard.tui.screens.tag_picker import ALL, TagPicker
from wizard.tui.widgets.notice import Notice
from wizard.tui.widgets.record_table import RecordTable
from wizard.words import lists as lists_words


class ContactBrowser(Vertical):
    """The contacts of one workspace. Says how things stand in the screen's `Notice`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "slash", "filter", "Filter", key_display="/", priority=True, id="filter"
        ),  # before what is typed next
        Binding("d", "details", "Details", id="details"),
        Binding("l", "load_all", "Load all", id="load_all"),
        Binding("o", "select('turned')", show=False, id="turn_order"),
        Binding("t", "tag", show=False, id="tag"),
        Binding("m", "mask", show=False, id="mask"),
        Binding("u", "select('by_update')", show=False, id="by_update"),
        Binding("a", "select('next_active')", show=False, id="active"),
        Binding("e", "with_one('copy_email')", show=False, id="copy_email"),
        Binding("i", "with_one('copy_id')", show=False, id="copy_id"),
        Binding("j", "with_one('copy_json')", show=False, id="copy_json"),
        Binding("v", "with_one('show_copy')", show=False, id="show_copy"),
        Binding("w", "with_one('open')", show=False, id="open"),
        Binding("ctrl+s,f4", "ask", show=False, id="ask"),
        Binding("ctrl+r", "retry", "Try again", id="retry"),
    ]

    def __init__(
        self,
        session: Session,
        account: Account,
        workspace: Workspace,
        query: ContactQuery = NEWEST_FIRST,
        *,
        when_refused: str = "",
    ) -> None:
        super().__init__()
        self._session = session
        self._account = account
        self._workspace = workspace
        self._selection = Selection(query)
        self._keys: tuple[bool, ...] = ()
        contacts = account.contacts(workspace, query)
        self._table = ContactTable(contacts, self._tell, is_masked=session.is_demo, id="table")
        self._remarks = ContactRemarks(self._table, when_refused, id="count")
        self._search = ContactSearch(self._table, id="typed")
        self._columns = TableAndDetails(self._table, self._panel("details"), id="columns")
        self._actions = ContactActions(
            self.app, lambda: self._table.current, self._fetch, self._dashboard_url
        )
        self._notice: Notice

    def compose(self) -> ComposeResult:
        """The count, the filter, the table and the details beside it."""
        yield self._remarks
        yield self._search
        yield self._columns

    def on_mount(self) -> None:
        """Show the first page."""
        self._notice = self.screen.query_one("#notice", Notice)
        self._turn_to(self._selection)
        self._fetch_count()

    @property
    def _contacts(self) -> TwoEndedList:
        return self._table.contacts

    @work(group="count", exclusive=True)
    async def _fetch_count(self) -> None:
        with suppress(ApiError):
            self._remarks.total = await self._account.count(self._workspace)
        self._tell()

    # Which contacts

    def _turn_to(self, selection: Selection) -> None:
        self._selection = selection
        self._remarks.forget()
        query = selection.query
        contacts = self._account.contacts(self._workspace, query)
        self._table.turn_to(contacts, by_update=query.sort_property == "updated_at")

    def action_select(self, name: str) -> None:
        """Show the contacts, or the order, that the selection's method of this name gives."""
        self._turn_to(getattr(self._selection, name)())

    @work(group="tag", exclusive=True)
    async def action_tag(self) -> None:
        """Show only contacts with one tag."""
        tags = self._account.tags(self._workspace)
        chosen = await self.app.push_screen_wait(TagPicker(tags, (self._selection.tag or ALL).id))
        if chosen is not None:
            self._turn_to(self._selection.tagged(chosen if chosen.id else None))

    @work(group="ask", exclusive=True)
    async def action_ask(self) -> None:
        """Ask ClickFunnels for exactly what is typed: an email address, or an id."""
        typed = self._search.typed
        if not typed:
            return
        selection = exactly(typed)
        if selection is None:
            try:
                found = await self._account.find_contact(self._workspace, typed)
            except ApiError as error:
                self._remarks.unknown = typed if isinstance(error, NotFound) else ""
                self._tell(error)
                return
            selection = only(found.contact.id, typed)
        self._search.close()
        self._turn_to(selection)

    def action_filter(self) -> None:
        """Show the field to filter with."""
        self._search.open()

    @on(Input.Changed)
    def forget_unknown(self) -> None:
        """Say no more of what was asked for when something else is typed."""
        self._remarks.unknown = ""

    @on(ContactSearch.Wish)
    def do_wish(self, event: ContactSearch.Wish) -> None:
        """Do what the field's keys ask for."""
        event.stop()
        getattr(self, f"action_{event.action}")()

    def action_load_all(self) -> None:
        """Load every contact; Esc stops it."""
        if not self._contacts.is_complete:
            self._table.load_all()

    def action_retry(self) -> None:
        """Go on loading where it failed."""
        self._contacts.retry()

    def step_back(self) -> bool:
        """Stop what is under way, or take a filter away; whether there was anything to take back."""
        if self._contacts.head.progress:
            self._contacts.stop()
        elif self._search.display:
            self._search.close()
            self._table.catch_up()
        elif self._selection.query.is_filtered:
            self._turn_to(self._selection.unfiltered())
        else:
            return False
        return True

    # One contact

    def action_details(self) -> None:
        """Everything about one contact: beside the table, or on a screen of its own."""
        row = self._table.current
        if self._columns.is_wide:
            self._columns.turn_details()
        elif row:
            panel = self._panel("only-details")
            self.app.push_screen(
                DetailsScreen(
                    row, panel, self.action_with_one, self.action_mask, is_masked=self._table.is_masked
                )
            )

    @on(RecordTable.Selected)
    def show_selected(self) -> None:
        """Show everything about a contact that is clicked twice."""
        self.action_details()

    def action_with_one(self, name: str) -> None:
        """Do with the contact under the cursor what is called that."""
        self.run_worker(getattr(self._actions, name)(), group=name, exclusive=True)

    def action_mask(self) -> None:
        """Hide names, emails and phone numbers, or show them again."""
        self._table.mask()
        self._columns.show_current()
        self._tell()

    def _panel(self, id: str) -> DetailsPanel:  # noqa: A002
        return DetailsPanel(self._fetch, self._session.now, id=id)

    async def _fetch(self, number: int) -> Details:
        return await self._account.contact(self._workspace, number)

    def _dashboard_url(self, contact: Contact) -> str | None:
        return None if self._session.is_demo else self._account.dashboard_url(self._workspace, contact)

    # Which keys work, and what is said

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Trying again is for lists that failed, loading all for those that are not whole."""
        match action, parameters:
            case "filter", _:
                return self.screen.focused is not self._search
            case "retry", _:
                return True if self._contacts.status.error is not None else None
            case "load_all", _:
                return True if not self._contacts.is_complete else None
            case "details", _:
                return True if self._table.current is not None else None
            case "with_one", (str(name),):
                return True if self._actions.can(name) else None
            case _:
                return super().check_action(action, parameters)

    def why_not(self, name: str) -> str:
        """Why a key does nothing here."""
        match name:
            case "retry":
                return lists_words.NOTHING_FAILED
            case "load_all":
                return "All contacts are loaded."
            case "show_copy":
                return "Nothing has been copied yet."
            case "filter":
                return ""
            case _:
                return "No contact is marked in the list."

    @on(RecordTable.Highlighted)
    def follow_cursor(self) -> None:
        """Show the contact, and what can be done with it: after its row, which is drawn when this is told."""
        self._columns.follow_cursor()
        self._refresh_keys()

    def _refresh_keys(self) -> None:
        """Show which keys work; only where that has changed, since the footer is made anew by it."""
        keys = (self._contacts.is_complete, self._contacts.status.error is None, self._table.current is None)
        if keys != self._keys and self.is_attached:
            self._keys = keys
            self.refresh_bindings()

    def _tell(self, error: ApiError | None = None) -> None:
        self._refresh_keys()
        self._remarks.tell(self._notice, self._selection, error)
