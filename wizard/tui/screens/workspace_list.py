"""The list of workspaces to switch to: it loads while it's searched."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Container
from contextlib import aclosing
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Input

from wizard.account import profile_texts, switch_list
from wizard.account.all_workspaces import Fetched, list_workspaces
from wizard.account.switch_list import Entry
from wizard.config.document import EMPTY
from wizard.config.profile import Profile
from wizard.config.reading import read
from wizard.config.workspace_cache import read_workspace_cache, write_workspace_cache
from wizard.onboarding.session import Session
from wizard.support.matching import fold
from wizard.tui.keymap import key_name
from wizard.tui.screens.search_screen import SearchScreen
from wizard.tui.screens.switch_state import Activity, Fetching, SwitchState
from wizard.tui.widgets.columns import Column, unjoined
from wizard.tui.widgets.filter_input import FilterInput
from wizard.tui.widgets.heading import Heading
from wizard.tui.widgets.marks import MARKS
from wizard.tui.widgets.record_table import RecordTable
from wizard.tui.widgets.top_line import PRODUCT, TopLine

REDRAW_SECONDS = 0.1
"""The pause between two updates of the list while it loads."""


class SwitchInput(FilterInput):
    """The search; Enter switches."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Switch", tooltip="Switch to the highlighted workspace")
    ]


def _mark(entry: Entry) -> Content | str:
    if entry.is_current:
        return Content.styled(MARKS.here, "$text-accent")
    return "-" if entry.is_previous else ""


def _name(entry: Entry) -> Content | str:
    """The workspace's name, and the profile's unless it says the same."""
    name = unjoined(entry.workspace.name)
    if entry.profile is None or fold(name).replace(" ", "-") == entry.profile.name:
        return name
    return Content.assemble(name, (f" {MARKS.calm} {entry.profile.name}", "$text-muted"))


def columns_at(now: datetime, rejected: Container[str]) -> tuple[Column[Entry | str], ...]:
    """Give the columns; `rejected` has the profiles whose tokens ClickFunnels doesn't accept."""

    def last_used(entry: Entry) -> Content | str:
        if entry.profile is None:
            return Content.styled(switch_list.NOT_USED_YET, "$text-muted")
        return profile_texts.last_used(entry.profile, now, is_current=entry.is_current)

    def token(entry: Entry) -> Content | str:
        if entry.via in rejected:
            return Content.styled(f"{MARKS.wrong} rejected", "$text-error")
        return profile_texts.token_state(entry.profile) if entry.profile else ""

    return (
        _column("", _mark, 1),
        _column("Workspace", _name, 15, grow=3),
        _column("Team", lambda entry: entry.team.name, 14, grow=2, rank=1),
        _column("Subdomain", lambda entry: entry.workspace.subdomain, 11, grow=1, rank=4),
        _column("Last used", last_used, 13, rank=3),
        _column("Token", token, 11, rank=2),
    )


def _column(
    title: str, cell: Callable[[Entry], Content | str], width: int, grow: int = 0, rank: int = 0
) -> Column[Entry | str]:
    return Column(title, lambda row: row if isinstance(row, str) else cell(row), width, grow, rank)


class WorkspaceListScreen(SearchScreen[Entry | str]):
    """A search above a table of entries. A subclass says what can be done with one."""

    state: reactive[SwitchState] = reactive(SwitchState(EMPTY), repaint=False)

    def __init__(self, session: Session) -> None:
        super().__init__(
            Heading(TopLine.of(self.title_text().plain, session), Content(""), Content("")),
            SwitchInput(placeholder="Type to search, - for the previous", id="query", select_on_focus=False),
            RecordTable(columns_at(session.now(), ()), id="choices"),
        )
        self._session = session

    def title_text(self) -> Content:
        """The question."""
        return Content(f"{PRODUCT} · Switch workspace")

    def on_mount(self) -> None:
        """Show what is known at once, and fetch the rest."""
        document, known = read(self._session.path), read_workspace_cache(self._session.path)
        fetching = Fetching(fetched_at=known.fetched_at) if known else Fetching()
        self.state = SwitchState(document, known.workspaces if known else (), fetching=fetching)
        if not self._session.is_offline:
            self._fetch()

    def watch_state(self, before: SwitchState, now: SwitchState) -> None:
        """Draw the state; the cursor stays on its entry, or goes to the best match of a new search."""
        self._heading.introduction = now.introduction()
        self._table.columns = columns_at(self._session.now(), now.rejected)
        self._table.show(now.rows, now.row_of(self._table.current) if now.query == before.query else 0)
        self._field.border_subtitle = now.counted()
        self._field.clears_first = not now.activity.busy
        self._notice.show(now.remark(self._session.now(), partial(key_name, self)))
        self.refresh_bindings()

    def _fetch(self) -> None:
        """Fetch what the saved tokens can access. Until that's complete, what was known stays on the list."""
        self._show_fetching(self.state.fetching._replace(is_running=True, faults=()))
        self._list_workspaces()

    @work(group="fetch", exclusive=True)
    async def _list_workspaces(self) -> None:
        known, fetched = self.state.reached, Fetched([], [], [])
        listing = list_workspaces(self._session.path, self.state.document, self._session.connect)
        async with aclosing(listing):
            async for fetched in listing:
                self.state = replace(self.state, reached=(*fetched.workspaces, *known))
                await asyncio.sleep(REDRAW_SECONDS)
        if faults := fetched.failures:
            self._show_fetching(self.state.fetching._replace(is_running=False, faults=tuple(faults)))
            return
        path, workspaces = self._session.path, fetched.workspaces
        self.state = replace(self.state, reached=tuple(workspaces), fetching=Fetching())
        await asyncio.to_thread(write_workspace_cache, path, workspaces, self._session.now())

    def _show_fetching(self, fetching: Fetching) -> None:
        self.state = replace(self.state, fetching=fetching)

    def _show(self, activity: Activity) -> None:
        self.state = replace(self.state, activity=activity)

    @on(Input.Changed, "#query")
    def search(self) -> None:
        """Show only what matches, best match first, with the cursor on it."""
        query = self._field.value.strip()
        if query != self.state.query:
            self.state = replace(self.state, query=query, activity=Activity())

    def _highlighted(self) -> Entry | None:
        """Return the highlighted entry, once the list shows everything that was typed."""
        self.search()
        row = self._table.current
        return None if isinstance(row, str) else row

    def _highlighted_profile(self) -> Profile | None:
        entry = self._highlighted()
        return entry.profile if entry else None

    @on(RecordTable.Highlighted)
    def entry_highlighted(self) -> None:
        """Offer the keys that work on this entry."""
        self.refresh_bindings()

    def action_retry(self) -> None:
        """Fetch the list again."""
        self._fetch()
