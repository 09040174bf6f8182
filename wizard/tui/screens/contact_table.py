"""The table of a workspace's contacts, filled page by page."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from textual import on, work

from wizard.api.contact import ContactRow
from wizard.api.live_list import LiveList
from wizard.contacts.browsing.arrivals import Arrivals
from wizard.contacts.browsing.filtering import Matches, filter_contacts
from wizard.contacts.browsing.two_ended_list import TwoEndedList
from wizard.tui.widgets.contact_text import contact_columns
from wizard.tui.widgets.record_table import RecordTable

BREATH = 0.005
"""Seconds that a long search leaves to a key between two of its slices; a key takes less."""

RESTS = 0.05
"""Seconds without a key after which somebody is taken to look at what is there."""


class ContactTable(RecordTable[ContactRow]):
    """The contacts of one list as they come, or those that hold what is typed.

    `on_change` is called whenever others may be shown, or the list stands otherwise.
    """

    def __init__(
        self,
        contacts: TwoEndedList,
        on_change: Callable[[], None],
        *,
        is_masked: bool,
        id: str,  # noqa: A002
    ) -> None:
        super().__init__((), id=id)
        self.contacts = contacts
        """The list that is shown."""
        self.found: Matches | None = None
        """Its rows that hold what is typed; None where nothing is."""
        self.is_masked = is_masked
        """Whether names, emails and phone numbers are hidden."""
        self._on_change = on_change
        self._arrivals = Arrivals(contacts)
        self._by_update = False
        self._typed = ""
        self._sought = ""
        """What rows are found for: what is typed, but for the moment in which that is drawn."""

    # The list

    def turn_to(self, contacts: TwoEndedList, *, by_update: bool) -> None:
        """Show this list from its first row on; what is on its way already is not asked for again."""
        if contacts is not self.contacts:
            self.contacts.stop()
        self.contacts = contacts
        self._arrivals = Arrivals(contacts)
        self._by_update = by_update
        self._restyle()
        self.show((), 0)
        self.found = filter_contacts(contacts, self._sought)
        contacts.head.load(1)
        self._follow(contacts.head, "head")
        if contacts.tail:
            self._follow(contacts.tail, "tail")

    def load_all(self) -> None:
        """Load every contact of the list."""
        self.contacts.want_all()
        self._follow(self.contacts.head, "head")

    def _follow(self, end: LiveList[ContactRow], name: str) -> None:
        self.run_worker(self._follow_views(end), group=name, exclusive=True)

    async def _follow_views(self, end: LiveList[ContactRow]) -> None:
        async for _ in end.changes():
            self._update()
            if end.progress:
                await asyncio.sleep(0.1)

    def _update(self) -> None:
        """Show what has come; what is in sight stays where it is."""
        if not self.is_attached:
            return
        self.contacts.update()
        if self.found is None:
            self._show_list()
        else:
            self._show_found(self.found)

    def _show_list(self) -> None:
        arrival = self._arrivals.take()
        self.ends_here = self._arrivals.ends_here
        cursor = None if self.rows is self.contacts else 0
        self.show(
            self.contacts, len(self.contacts) - 1 if arrival.is_end_due else cursor, moved=arrival.moved
        )
        self._on_change()

    @on(RecordTable.InSight)
    def load_around(self, event: RecordTable.InSight) -> None:
        """Bring rows before they are needed."""
        if self.rows is self.contacts and event.last >= 0:
            self.contacts.want_around(event.first, event.last)

    @on(RecordTable.EndWanted)
    def wait_for_end(self) -> None:
        """Go to the last contact of all, whatever lies in between."""
        if self.found is not None:
            return
        self._arrivals.wait_for_end()
        self.contacts.ask_for_end()
        if self.contacts.tail:
            self._follow(self.contacts.tail, "tail")
        self._on_change()

    # What is typed

    def look_for(self, typed: str) -> None:
        """Show the loaded rows that hold what is typed, as soon as that itself is drawn."""
        self._typed = typed
        self.call_after_refresh(self.catch_up)

    def catch_up(self) -> None:
        """Show what is typed for, from its first row on; to be called before anything is done with it."""
        if self._sought == self._typed:
            return
        self._sought = self._typed
        found = filter_contacts(self.contacts, self._typed, self.found)
        if found is not self.found:
            self.found = found
            self._arrivals = Arrivals(self.contacts)
            self._update()

    def _show_found(self, found: Matches) -> None:
        """Look through a slice of what has come, and through the rest when no key follows at once."""
        self.ends_here = True
        found.look()
        self.show(found, None if self.rows is found else 0)
        self._on_change()
        if not found.is_done:
            self._look_on(found)

    @work(group="look", exclusive=True)
    async def _look_on(self, found: Matches) -> None:
        pause = RESTS
        while not found.is_done:
            await asyncio.sleep(pause)
            if found is not self.found or not self.is_attached:
                return
            found.look()
            self.show(found)
            self._on_change()
            pause = BREATH

    # What is hidden

    def mask(self) -> None:
        """Hide what is personal, or show it again."""
        self.is_masked = not self.is_masked
        self._restyle()

    def _restyle(self) -> None:
        self.restyle(contact_columns(is_masked=self.is_masked, by_update=self._by_update))
