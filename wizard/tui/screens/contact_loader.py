"""Load and filter the contacts that the browser shows."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from textual import on, work
from textual.reactive import Initialize, reactive
from textual.widget import Widget

from wizard.account.account import Account
from wizard.api.contact import Contact, ContactRow, Count, Details
from wizard.api.contact_query import ContactQuery
from wizard.api.errors import ApiError
from wizard.api.live_list import LiveList
from wizard.api.models import Workspace
from wizard.contacts.browsing.filtering import Filter, MatchingRows, filter_contacts
from wizard.contacts.browsing.selection import Selection, names_one
from wizard.contacts.browsing.two_ended_list import Loaded, TwoEndedList
from wizard.contacts.progress import ProgressText
from wizard.support.time_zones import Zone
from wizard.tui.widgets.record_table import RecordTable

REST_SECONDS = 0.05
"""How long keys must rest before a long search goes on, or the details follow the cursor."""

BREATH_SECONDS = 0.005
"""The pause between two slices of a long search, so that keys get their turn."""

PROGRESS_SECONDS = 0.1
"""The pause between two updates while everything is loading."""


@dataclass(frozen=True, slots=True)
class ContactSource:
    """Where the contacts come from."""

    account: Account
    workspace: Workspace
    now: Callable[[], datetime]
    is_demo: bool

    async def details(self, contact_id: int) -> Details:
        """Fetch everything about a contact. Raises an `ApiError`."""
        return await self.account.details.get(self.workspace, contact_id)

    async def zone(self) -> Zone:
        """Fetch the time zone to show times in."""
        return await self.account.details.zone(self.workspace)

    def dashboard_url(self, contact: Contact) -> str | None:
        """Return the contact's page in the dashboard; None for the demo's invented contacts."""
        return None if self.is_demo else self.account.dashboard_url(self.workspace, contact)


@dataclass(frozen=True, slots=True)
class BrowserState:
    """Everything the browser shows. Workers replace it, and one watcher draws it."""

    contacts: TwoEndedList
    """The list that is loading."""
    loaded: Loaded
    """What is loaded of it."""
    selection: Selection
    """Which contacts these are."""
    is_masked: bool = False
    """Whether personal data is hidden."""
    matches: MatchingRows | None = None
    """The loaded rows that match the filter; None without a filter."""
    typed: str = ""
    """The text of the filter."""
    is_filter_open: bool = False
    is_typing: bool = False
    """Whether the filter has the focus."""
    wants_details: bool | None = None
    """Whether to show the details; None until the user says so: if there is room beside the list."""
    is_wide: bool = False
    """Whether there is room for the details beside the list."""
    has_current: bool = False
    """Whether there is a contact under the cursor."""
    awaits_end: bool = False
    """Whether to go to the last row once it is loaded."""
    progress: str = ""
    """How far loading everything has come; empty while that's not going on."""
    total: Count | None = None
    """How many contacts the workspace has, if ClickFunnels tells."""
    not_found: str = ""
    """What was looked up in vain."""
    lookup_error: ApiError | None = None
    """Why looking something up failed."""

    @property
    def has_details(self) -> bool:
        """Whether to show the details of the contact under the cursor, if there is one."""
        return self.is_wide if self.wants_details is None else self.wants_details

    @property
    def rows(self) -> Sequence[ContactRow | None]:
        """The rows to show."""
        return self.loaded if self.matches is None else self.matches

    @property
    def enter(self) -> Literal["list", "look_up", "load_all", ""]:
        """What Enter in the filter does: go to the list, look up what is typed, load all, or nothing."""
        is_exact, matches = names_one(self.typed.strip()), self.matches
        if is_exact and ("@" in self.typed or not matches):
            return "look_up"
        if matches is None or matches or not matches.is_finished:
            return "list"
        return "" if self.loaded.is_complete else "load_all"

    @property
    def undoes(self) -> Literal["stop", "clear", "hide", "all", ""]:
        """What Esc does: stop loading, clear the filter, hide the details, show all contacts, or nothing."""
        if self.progress:
            return "stop"
        if self.is_filter_open:
            return "clear"
        if self.wants_details and not self.is_wide:
            return "hide"
        return "all" if self.selection.query.is_filtered else ""

    @property
    def filter(self) -> Filter | None:
        """The filter for what is typed."""
        return None if self.matches is None else self.matches.filter

    @property
    def known_total(self) -> Count | None:
        """How many contacts the list has, if that is known before all are loaded."""
        return None if self.selection.query.is_filtered else self.total

    @property
    def error(self) -> ApiError | None:
        """What went wrong last."""
        return self.lookup_error or self.loaded.status.error


class ContactLoader(Widget):
    """Holds the browser's state, and runs the workers that replace it."""

    def _first_state(self) -> BrowserState:
        contacts = self.source.account.contacts(self.source.workspace, self._query)
        loaded_tags = self.source.account.tags(self.source.workspace).items
        tags = tuple(tag for tag in loaded_tags if tag.id in self._query.tag_ids)
        return BrowserState(contacts, contacts.loaded, Selection(self._query, tags))

    state: reactive[BrowserState] = reactive(Initialize(_first_state))

    def __init__(self, source: ContactSource, query: ContactQuery) -> None:
        super().__init__()
        self.source = source
        self._query = query

    @work(group="total", exclusive=True)
    async def load_total(self) -> None:
        """Find out how many contacts the workspace has. Without an answer, the number isn't shown."""
        with suppress(ApiError):
            total = await self.source.account.count(self.source.workspace)
            self.state = replace(self.state, total=total)

    def select(self, selection: Selection) -> None:
        """Show these contacts, through the same filter. What was loaded of them before is still there."""
        contacts = self.source.account.contacts(self.source.workspace, selection.query)
        if contacts is not self.state.contacts:
            self.state.contacts.stop()
        self.workers.cancel_group(self, "tail")
        contacts.head.load(1)
        self.state = replace(
            self.state,
            contacts=contacts,
            loaded=contacts.loaded,
            selection=selection,
            matches=None,
            awaits_end=False,
            progress="",
            not_found="",
            lookup_error=None,
        )
        self.filter_by(self.state.typed)
        self._follow(contacts, contacts.head, "head")
        if contacts.tail:
            self._follow(contacts, contacts.tail, "tail")

    def _follow(self, contacts: TwoEndedList, end: LiveList[ContactRow], group: str) -> None:
        self.run_worker(self._follow_views(contacts, end), group=group, exclusive=True)

    async def _follow_views(self, contacts: TwoEndedList, end: LiveList[ContactRow]) -> None:
        """Show what has loaded whenever that changes."""
        course: ProgressText | None = None
        async for _ in end.changes():
            if end.progress is None:
                course = None
            elif course is None:
                course = ProgressText(end.progress, before=len(end.items))
            state, loaded = self.state, contacts.loaded
            if course and state.known_total and not state.known_total.is_at_least:
                course.total = state.known_total.number
            if end is contacts.head:
                state = replace(state, progress=course.text() if course else "")
            self.state = replace(state, loaded=loaded, awaits_end=state.awaits_end and not loaded.has_end)
            if filter_ := self.state.filter:
                self._search(filter_)
            if course:
                await asyncio.sleep(PROGRESS_SECONDS)

    @on(RecordTable.InSight)
    def load_around(self, event: RecordTable.InSight) -> None:
        """Load rows before they are needed."""
        if self.state.matches is None and event.last >= 0:
            self.state.contacts.load_around(event.first, event.last)

    @on(RecordTable.EndWanted)
    def wait_for_end(self) -> None:
        """Load the last contacts, and go to the last one, without what lies in between."""
        contacts = self.state.contacts
        contacts.load_end()
        self.state = replace(self.state, awaits_end=True)
        if contacts.tail:
            self._follow(contacts, contacts.tail, "tail")

    def filter_by(self, typed: str) -> None:
        """Show the loaded contacts that match what is typed."""
        self.state = replace(self.state, typed=typed)
        filter_ = filter_contacts(self.state.contacts, typed, self.state.filter)
        if filter_ is None:
            self.workers.cancel_group(self, "filter")
            self.state = replace(self.state, matches=None)
        elif filter_ is not self.state.filter:
            self._search(filter_)

    def _search(self, filter_: Filter) -> None:
        """Search a slice right away, and the rest once no key follows."""
        filter_.search()
        self.state = replace(self.state, matches=filter_.rows, awaits_end=False)
        if not filter_.rows.is_finished:
            self._search_rest(filter_)
        else:
            self.workers.cancel_group(self, "filter")

    @work(group="filter", exclusive=True)
    async def _search_rest(self, filter_: Filter) -> None:
        pause = REST_SECONDS
        while not filter_.rows.is_finished:
            await asyncio.sleep(pause)
            filter_.search()
            self.state = replace(self.state, matches=filter_.rows)
            pause = BREATH_SECONDS
