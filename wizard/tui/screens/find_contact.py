"""Find a contact in all workspaces of all saved tokens."""

from __future__ import annotations

from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Input

from wizard.account.find_contacts import FoundContact, NotSearched, find_contacts, query_for
from wizard.config.document import Document
from wizard.onboarding.session import Session
from wizard.support.errors import UsageError
from wizard.support.times import age_or_day
from wizard.tui.keymap import bind
from wizard.tui.screens.search_screen import SearchScreen
from wizard.tui.widgets.columns import Column
from wizard.tui.widgets.filter_input import FilterInput
from wizard.tui.widgets.heading import Heading
from wizard.tui.widgets.notice import Message, Severity
from wizard.tui.widgets.record_table import RecordTable
from wizard.tui.widgets.top_line import PRODUCT, TopLine


def _columns(now: datetime) -> tuple[Column[FoundContact], ...]:
    return (
        Column("Workspace", lambda one: one.workspace.name, width=16, grow=2),
        Column("Team", lambda one: one.team.name, width=14, grow=1, rank=2),
        Column("Name", lambda one: one.contact.name, width=14, grow=1),
        Column("Email", lambda one: one.contact.email_address or "", width=16, grow=2, rank=1),
        Column("Added", lambda one: age_or_day(one.contact.created_at, now), width=10, rank=3),
    )


@dataclass(frozen=True)
class FindState:
    """Everything the screen shows."""

    asked: str = ""
    is_running: bool = False
    found: tuple[FoundContact, ...] = ()
    failures: tuple[NotSearched, ...] = ()
    problem: UsageError | None = None
    """Why what was typed can't be looked up."""

    def remark(self) -> Message | None:
        """How far the search is, or what came of it."""
        if self.problem:
            return Severity.ERROR, self.problem.what, self.problem.hint
        if not self.asked:
            return None
        if self.is_running:
            return Severity.BUSY, f"Asking all workspaces about {self.asked}.", ""
        if self.failures:
            what = f"Some workspaces could not be asked, {len(self.failures)} in all."
            return Severity.WARNING, what, self.failures[0].why
        if self.found:
            return Severity.SUCCESS, f"Found {len(self.found)}. Every workspace was asked.", ""
        return Severity.INFO, f"No workspace that your saved tokens can access has {self.asked}.", ""


class FindInput(FilterInput):
    """The field for an email address or id."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Find", tooltip="Ask all workspaces"),
    ]


class FindScreen(SearchScreen[FoundContact]):
    """Looks an email address or id up in every workspace, and shows matches as they arrive."""

    HELP = (
        "Type a whole email address, or a contact's id. Every workspace that your saved tokens can access is "
        "asked, a few at a time. `cfw find` does the same for scripts."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("go_back", "go_back", "Back", "Stop the search, or go back"),
    ]
    state: reactive[FindState] = reactive(FindState(), repaint=False)

    def __init__(self, session: Session, document: Document) -> None:
        top = TopLine(PRODUCT, is_demo=session.is_demo)
        introduction = Content("In all workspaces that your saved tokens can access.")
        super().__init__(
            Heading(top, Content("Find a contact"), introduction),
            FindInput(placeholder="Whole email address, or id", id="query", select_on_focus=False),
            RecordTable(_columns(session.now()), id="choices"),
        )
        self._session = session
        self._document = document

    def watch_state(self, _: FindState, now: FindState) -> None:
        """Draw the state."""
        self._field.clears_first = not now.is_running
        self._table.show(now.found)
        self.refresh_bindings()
        self._notice.show(now.remark())

    @on(Input.Submitted, "#query")
    def find(self) -> None:
        """Ask all workspaces."""
        typed = self._field.value.strip()
        if not typed:
            return
        try:
            query_for(typed)
        except UsageError as error:
            self.workers.cancel_group(self, "find")
            self.state = FindState(problem=error)
            return
        self.state = FindState(asked=typed, is_running=True)
        self._find(typed)

    @work(group="find", exclusive=True)
    async def _find(self, typed: str) -> None:
        session = self._session
        finding = find_contacts(session.path, self._document, session.connect, query_for(typed))
        async with aclosing(finding) as arriving:
            async for one in arriving:
                if isinstance(one, FoundContact):
                    self.state = replace(self.state, found=(*self.state.found, one))
                else:
                    self.state = replace(self.state, failures=(*self.state.failures, one))
        self.state = replace(self.state, is_running=False)

    def action_go_back(self) -> None:
        """Stop the search, or go back."""
        if self.state.is_running:
            self.workers.cancel_group(self, "find")
            self.state = replace(self.state, is_running=False, asked="")
        elif self.is_current:
            self.dismiss()
