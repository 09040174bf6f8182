"""The jump list as it is shown: everything to switch to, found by typing, and how its fetching stands."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.screen import Screen
from textual.widgets import Input, Static

from wizard.account import switch_list
from wizard.account.all_workspaces import FailedListing, list_workspaces
from wizard.account.switch_list import Entry, entries
from wizard.api.errors import ApiError
from wizard.config import ConfigError, read
from wizard.config.workspace_cache import AccessibleWorkspace, read_workspace_cache, write_workspace_cache
from wizard.onboarding.session import Session
from wizard.support.errors import NoLongerAccessible
from wizard.support.matching import rank
from wizard.support.times import ago
from wizard.tui.widgets.columns import Column, muted
from wizard.tui.widgets.filter_input import FilterInput
from wizard.tui.widgets.heading import Heading
from wizard.tui.widgets.key_bar import KeyBar
from wizard.tui.widgets.marks import MARKS
from wizard.tui.widgets.notice import Mood, Notice
from wizard.tui.widgets.record_table import RecordTable
from wizard.words import key_names as key_names_words
from wizard.words.key_names import cancels

_NOW = "Now: "
"""Before what is used now."""

PREVIOUS = "-"
"""Typed alone, it finds the profile that was current before."""


@dataclass(frozen=True, slots=True)
class Fetching:
    """How the list of what the tokens reach stands."""

    is_running: bool = False
    known_since: datetime | None = None
    """When the list that is shown was fetched, if not just now."""
    faults: tuple[FailedListing, ...] = ()


@dataclass(frozen=True, slots=True)
class Doing:
    """What is under way, or what came of it."""

    busy: str = ""
    can_stop: bool = True
    """Whether Esc cancels it; what is being written is not left halfway."""
    error: ApiError | ConfigError | NoLongerAccessible | None = None
    done: str = ""
    hint: str = ""
    """What to do about the error here, instead of the error's own words; or more about what is done."""


class SwitchInput(FilterInput):
    """The filter; Enter switches."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", "Switch")]


def _mark(entry: Entry) -> Content | str:
    if entry.is_current:
        return Content.styled(MARKS.here, "$text-accent")
    return "-" if entry.is_previous else ""


def _profile(entry: Entry) -> Content | str:
    return entry.profile.name if entry.profile else Content.styled(switch_list.NOT_USED_YET, "$text-muted")


def _id(entry: Entry) -> str:
    return str(entry.workspace.id)


_COLUMNS: tuple[Column[Entry], ...] = (
    Column("", _mark, width=1),
    Column("Workspace", lambda entry: entry.workspace.name, width=18, grow=3),
    Column("Profile", _profile, width=14, grow=2),
    Column("Subdomain", lambda entry: entry.workspace.subdomain, width=12, grow=1, rank=2),
    Column("Team", lambda entry: entry.team.name, width=14, grow=2, rank=1),
    Column("Id", muted(_id), width=8, rank=3),
)


class WorkspaceListScreen(Screen[None]):
    """A filter over a table of entries. What can be done with an entry is its subclass's."""

    HELP = (
        "Every saved profile, the last used first, then every other workspace your tokens can access. "
        "Type part of a name, team, subdomain or id to search, or - for the previous profile."
    )

    CSS_PATH = "tables.tcss"
    fetching: reactive[Fetching] = reactive(Fetching())
    doing: reactive[Doing] = reactive(Doing())

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._document = read(session.path)
        self._reached: list[AccessibleWorkspace] = []
        self._entries: list[Entry] = []
        self._typed = ""
        self._query = ""
        """What is filtered by: what is typed, but for the moment in which that is drawn."""
        self._field = SwitchInput(
            placeholder="Find, or - for the previous", id="query", select_on_focus=False
        )
        self._count = Static(id="count", markup=False)
        self._table: RecordTable[Entry] = RecordTable(_COLUMNS, id="choices")
        self._notice = Notice()

    def title_text(self) -> Content:
        """The question."""
        return Content("Where to?")

    def compose(self) -> ComposeResult:
        """The filter with its count, above the table."""
        yield Heading(self.title_text(), self._introduction())
        with Vertical(id="body"):
            with Horizontal(id="filter"):
                yield self._field
                yield self._count
            yield self._table
        yield self._notice
        yield KeyBar()

    def on_mount(self) -> None:
        """Show what is known at once, and fetch the rest."""
        self._table.can_focus = False
        known = read_workspace_cache(self._session.path)
        if known:
            self._reached = list(known.workspaces)
            self.fetching = Fetching(known_since=known.fetched_at)
        self._show(cursor=0)
        if not self._session.is_offline:
            self._fetch()

    @property
    def _entry(self) -> Entry | None:
        """What is under the cursor, with all that was typed taken into account."""
        self._typed = self._field.value.strip()
        self._filter()
        return self._table.current

    def _introduction(self) -> Content:
        current = self._document.profiles.get(self._document.current or "")
        if current is None:
            return Content("No profile is chosen. Choose one here.")
        return Content.assemble(_NOW, (current.workspace.name, "bold"), f", {current.team.name}")

    @work(group="fetch", exclusive=True)
    async def _fetch(self) -> None:
        shown_before = list(self._reached)
        came: list[AccessibleWorkspace] = []
        faults: list[FailedListing] = []
        self.fetching = replace(self.fetching, is_running=True, faults=())
        async for one in list_workspaces(self._session.path, self._document, self._session.connect):
            if isinstance(one, AccessibleWorkspace):
                came.append(one)
            else:
                faults.append(one)
            self._reached = came + shown_before
            self._show()
        if faults:
            self.fetching = replace(self.fetching, is_running=False, faults=tuple(faults))
            return
        self._reached = came
        self.fetching = Fetching()
        self._show()
        await asyncio.to_thread(write_workspace_cache, self._session.path, came, self._session.now())

    @on(Input.Changed, "#query")
    def note_typed(self, event: Input.Changed) -> None:
        """Filter as soon as what was typed is drawn."""
        self._typed = event.value.strip()
        self.call_after_refresh(self._filter)

    def _filter(self) -> None:
        """Show only what matches, the best match under the cursor."""
        if self._query != self._typed:
            self._query = self._typed
            self.doing = Doing()
            self._show(cursor=0)
            self.refresh_bindings()

    @on(FilterInput.Moved)
    def move_cursor(self, event: FilterInput.Moved) -> None:
        """Move the table's cursor while the filter has the focus."""
        self._filter()
        getattr(self._table, f"action_{event.action}")(*event.arguments)

    @on(RecordTable.Highlighted)
    def cursor_moved(self) -> None:
        """Other keys may work on another entry."""
        self.refresh_bindings()

    def action_retry(self) -> None:
        """Fetch the list once more."""
        self._fetch()

    def watch_fetching(self) -> None:
        """Say how the list stands."""
        self._tell()
        self.refresh_bindings()

    def watch_doing(self) -> None:
        """Say what is under way."""
        self._tell()

    def _show(self, cursor: int | None = None) -> None:
        """Show what matches; the cursor stays on its entry, unless told otherwise."""
        self._entries = entries(self._document, self._reached)
        before = self._table.current
        matches = self._matches()
        if cursor is None:
            keys = [_key(entry) for entry in matches]
            cursor = keys.index(_key(before)) if before and _key(before) in keys else None
        self._table.show(matches, cursor)
        self._tell()

    def _matches(self) -> list[Entry]:
        if self._query == PREVIOUS:
            return [entry for entry in self._entries if entry.is_previous]
        ranked = [(rank(self._query, entry.workspace.name, entry.texts), entry) for entry in self._entries]
        found = [(place, entry) for place, entry in ranked if place is not None]
        return [entry for _, entry in sorted(found, key=lambda pair: pair[0])]

    def _tell(self) -> None:
        total = f"{len(self._entries):,}" + ("+" if self.fetching.is_running else "")
        whole = f"{total} {'entry' if total == '1' else 'entries'}"
        shown = f"{len(self._table.rows):,} of {total}" if self._query else whole
        width = max(len(whole), len(f"{total} of {total}"))  # the field beside it does not jump
        self._count.update(shown.ljust(width))
        notice, doing, fetching = self._notice, self.doing, self.fetching
        if doing.busy:
            notice.say(Mood.BUSY, doing.busy, cancels() if doing.can_stop else "")
        elif doing.error:
            notice.say(Mood.ERROR, doing.error.what, doing.hint or doing.error.hint)
        elif doing.done:
            notice.say(Mood.GOOD, doing.done, doing.hint)
        elif not self._table.rows and self._query:
            notice.say(
                Mood.CALM,
                f"Nothing matches “{self._query}”.",
                f"{key_names_words.key('set_up')} sets up another token or team.",
            )
        elif fetching.faults:
            fault = min(fetching.faults, key=lambda one: one.has_saved)
            what = f"With the token of {fault.via}: {fault.error.what}"
            if fault.has_saved:
                notice.say(Mood.CALM, what, fault.error.hint)
            else:
                notice.say(Mood.WARNING, what, f"{self._age()}{key_names_words.key('retry')} tries again.")
        elif fetching.is_running:
            notice.say(Mood.BUSY, switch_list.LOADING, self._age())
        elif fetching.known_since:
            notice.say(Mood.CALM, self._age().strip())
        else:
            notice.hush()

    def _age(self) -> str:
        since = self.fetching.known_since
        return switch_list.fetched(ago(since, self._session.now())) + " " if since else ""


def _key(entry: Entry) -> tuple[int, str | None]:
    return entry.workspace.id, entry.profile.name if entry.profile else None
