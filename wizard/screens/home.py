"""The jump list: everything there is to switch to, found by typing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, auto
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.screen import Screen
from textual.widgets import Footer, Input, Static

from wizard.account import Account
from wizard.api.errors import ApiError, TokenRejected
from wizard.config import ConfigError, read
from wizard.config.changes import forget, rename, replace_tokens, same_team
from wizard.config.choice import saved_token
from wizard.config.known import Reached, read_known, write_known
from wizard.config.saving import Saved
from wizard.entries import Entry, entries
from wizard.errors import Gone
from wizard.flow import Answers
from wizard.matching import rank
from wizard.reach import Unreached, account_of, reach
from wizard.run import Outcome, Run
from wizard.switching import Found, look_up, switch, switched_line, what_wins
from wizard.widgets.answer_input import FilterInput
from wizard.widgets.columns import Column, muted
from wizard.widgets.notice import Mood, Notice
from wizard.widgets.record_table import RecordTable

from .alone import BrowseScreen, OtherTokenScreen
from .confirm import ConfirmScreen
from .rename import RenameScreen

PREVIOUS = "-"
"""Typed alone, it finds the profile that was current before."""


class Wish(Enum):
    """What the person wants that is not on this screen."""

    SET_UP = auto()
    LEAVE = auto()


@dataclass(frozen=True, slots=True)
class Fetching:
    """How the list of what the tokens reach stands."""

    is_running: bool = False
    known_since: datetime | None = None
    """When the list that is shown was fetched, if not just now."""
    faults: tuple[Unreached, ...] = ()


@dataclass(frozen=True, slots=True)
class Doing:
    """What is under way, or what came of it."""

    busy: str = ""
    error: ApiError | ConfigError | Gone | None = None
    hint: str = ""
    """What to do about the error here, instead of the error's own words."""


class JumpInput(FilterInput):
    """The filter; Enter switches."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", "Switch")]


def _mark(entry: Entry) -> Content | str:
    if entry.is_current:
        return Content.styled("●", "$text-success")
    return "-" if entry.is_previous else ""


def _profile(entry: Entry) -> Content | str:
    return entry.profile.name if entry.profile else Content.styled("not used yet", "dim")


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


class HomeScreen(Screen[None]):
    """Where do you want to go?"""

    EXPLANATION = (
        "Every profile that is saved, most recently used first, and below them every other workspace that "
        "their tokens reach. ● is the current one, - the one before it.\n\n"
        "Type any part of a workspace, profile, team, subdomain or id; - alone finds the previous one. Enter "
        "switches and leaves. A workspace that was never used becomes a profile by that.\n\n"
        "Before a switch ClickFunnels is asked whether the workspace is still there.\n\n"
        "Ctrl+B shows its contacts, F2 renames the profile, Ctrl+G forgets it, Ctrl+T gives it another "
        "token, Ctrl+S sets up another token or team."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "go_back", "Leave", show=False),
        Binding("ctrl+b", "browse", "Browse"),
        Binding("f2", "rename", "Rename"),
        Binding("ctrl+g", "forget", "Forget"),
        Binding("ctrl+t", "other_token", "Token"),
        Binding("ctrl+s", "set_up", "New"),
        Binding("ctrl+r", "retry", "Try again", show=False),
    ]

    fetching: reactive[Fetching] = reactive(Fetching())
    doing: reactive[Doing] = reactive(Doing())

    def __init__(self, run: Run) -> None:
        super().__init__()
        self._run = run
        self.reply: asyncio.Future[Outcome | Wish] = asyncio.get_running_loop().create_future()
        """Set once: what was done, or what is wanted instead."""
        self._document = read(run.path)
        self._reached: list[Reached] = []
        self._entries: list[Entry] = []
        self._query = ""
        self._accounts: dict[str, Account] = {}

    def title_text(self) -> Content:
        """The question."""
        return Content("Where to?")

    def compose(self) -> ComposeResult:
        """The filter with its count, above the table."""
        yield Static(id="top")
        yield Static(self.title_text(), id="title", markup=False)
        yield Static(self._introduction(), id="introduction", markup=False)
        with Vertical(id="body"):
            with Horizontal(id="filter"):
                yield JumpInput(
                    placeholder="Type to find; - is the previous one", id="query", select_on_focus=False
                )
                yield Static(id="count", markup=False)
            yield RecordTable(_COLUMNS, id="choices")
        yield Notice(id="notice")
        yield Footer()

    def on_mount(self) -> None:
        """Show what is known at once, and fetch the rest."""
        self._table.can_focus = False
        known = read_known(self._run.path)
        if known:
            self._reached = list(known.reached)
            self.fetching = Fetching(known_since=known.moment)
        self._show(cursor=0)
        if not self._run.is_offline:
            self._fetch()

    @property
    def _table(self) -> RecordTable[Entry]:
        return self.query_one("#choices", RecordTable)

    def _introduction(self) -> Content:
        current = self._document.profiles.get(self._document.current or "")
        if current is None:
            return Content("No profile is chosen. Choose one here.")
        return Content.assemble("Now: ", (current.workspace.name, "bold"), f", {current.team.name}")

    @work(group="fetch", exclusive=True)
    async def _fetch(self) -> None:
        shown_before = list(self._reached)
        came: list[Reached] = []
        faults: list[Unreached] = []
        self.fetching = replace(self.fetching, is_running=True, faults=())
        async for one in reach(self._run.path, self._document, self._run.connect):
            if isinstance(one, Reached):
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
        await asyncio.to_thread(write_known, self._run.path, came, self._run.now())

    @on(Input.Changed, "#query")
    def apply_filter(self, event: Input.Changed) -> None:
        """Show only what matches, the best match under the cursor."""
        self._query = event.value.strip()
        self.doing = Doing()
        self._show(cursor=0)

    @on(FilterInput.Moved)
    def move_cursor(self, event: FilterInput.Moved) -> None:
        """Move the table's cursor while the filter has the focus."""
        getattr(self._table, f"action_{event.action}")(*event.arguments)

    @on(RecordTable.Highlighted)
    def cursor_moved(self) -> None:
        """Other keys may work on another entry."""
        self.refresh_bindings()

    @on(Input.Submitted, "#query")
    @on(RecordTable.Selected)
    def choose(self) -> None:
        """Switch to what is under the cursor."""
        entry = self._table.current
        if entry is not None and not self.doing.busy:
            self._switch(entry)

    def action_go_back(self) -> None:
        """Stop what is under way, clear the filter, or leave."""
        if self.doing.busy:
            self.workers.cancel_group(self, "do")
            self.doing = Doing()
        elif self._query:
            self.query_one("#query", Input).clear()
        else:
            self._finish(Wish.LEAVE)

    def action_set_up(self) -> None:
        """Another token, another team."""
        self._finish(Wish.SET_UP)

    def action_retry(self) -> None:
        """Fetch the list once more."""
        self._fetch()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What works on a profile needs one under the cursor."""
        entry = self._table.current if self.is_mounted else None
        match action:
            case "rename" | "forget" | "other_token":
                return entry is not None and entry.profile is not None
            case "browse":
                return entry is not None
            case "retry":
                return bool(self.fetching.faults)
            case _:
                return super().check_action(action, parameters)

    @work(group="do", exclusive=True)
    async def _switch(self, entry: Entry) -> None:
        try:
            found = None if self._run.is_offline else await self._ask_about(entry)
        except (ApiError, ConfigError, Gone) as error:
            self._tell_of(error)
            if not await self._agrees_unchecked(error):
                return
            found = None
        if found and not await self._agrees_to_changes(entry, found):
            self.doing = Doing()
            return
        await self._save_switch(entry, found)

    async def _save_switch(self, entry: Entry, found: Found | None) -> None:
        try:
            saved = await asyncio.to_thread(switch, self._run.path, entry, self._run.now(), found)
        except (ApiError, ConfigError) as error:
            self.doing = Doing(error=error)
            return
        notes = (*saved.notes, *what_wins(self._run.path, saved.document))
        if self._run.is_offline:
            notes = ("Not checked with ClickFunnels (--offline).", *notes)
        self._finish(Outcome(switched_line(saved.document), notes))

    async def _ask_about(self, entry: Entry) -> Found:
        self.doing = Doing(busy=f"Asking ClickFunnels about {entry.workspace.name}.")
        return await look_up(await self._account(entry), entry)

    async def _account(self, entry: Entry) -> Account:
        """What the entry's token reaches. Raises `NoToken`, `KeyringTrouble` or `BadAddress`."""
        if entry.via not in self._accounts:
            profile = self._document.profiles[entry.via]
            token = await asyncio.to_thread(saved_token, self._run.path, profile)
            self._accounts[entry.via] = account_of(self._run.connect, profile, token)
        return self._accounts[entry.via]

    def _tell_of(self, error: ApiError | ConfigError | Gone) -> None:
        hints = {Gone: "Ctrl+G forgets it.", TokenRejected: "Ctrl+T gives this profile another token."}
        self.doing = Doing(error=error, hint=hints.get(type(error), ""))

    async def _agrees_unchecked(self, error: ApiError | ConfigError | Gone) -> bool:
        """Whether to switch though nobody answered; what was answered with a no is no question."""
        if not isinstance(error, ApiError) or isinstance(error, TokenRejected):
            return False
        return await self.app.push_screen_wait(
            ConfirmScreen(
                "Switch without the check?",
                f"{error.what}\n\nWhether the workspace is still there could not be checked.",
                yes="Switch",
                no="Stay",
            )
        )

    async def _agrees_to_changes(self, entry: Entry, found: Found) -> bool:
        changes = found.changes(entry)
        if not changes:
            return True
        return await self.app.push_screen_wait(
            ConfirmScreen(
                "Something has changed at ClickFunnels",
                "\n".join(changes) + "\n\nSave the profile with that, and switch?",
                yes="Save and switch",
                no="Stay",
            )
        )

    @work(group="do", exclusive=True)
    async def action_browse(self) -> None:
        """Look at the contacts of the entry under the cursor."""
        entry = self._table.current
        assert entry
        try:
            screen = BrowseScreen(await self._account(entry), entry)
        except (ApiError, ConfigError) as error:
            self.doing = Doing(error=error)
            return
        await self.app.push_screen(screen)
        reply = await screen.reply
        self.app.pop_screen()
        if isinstance(reply, Answers):
            self._switch(entry)

    @work(group="do", exclusive=True)
    async def action_rename(self) -> None:
        """Give the profile under the cursor another name."""
        entry = self._table.current
        assert entry
        assert entry.profile
        old = entry.profile.name
        others = frozenset(self._document.names) - {old}
        new = await self.app.push_screen_wait(RenameScreen(old, others))
        if new and new != old:
            await self._change(lambda: rename(self._run.path, old, new))

    @work(group="do", exclusive=True)
    async def action_forget(self) -> None:
        """Remove the profile under the cursor, after a yes."""
        entry = self._table.current
        assert entry
        assert entry.profile
        agreed = await self.app.push_screen_wait(
            ConfirmScreen(
                f"Forget {entry.profile.name}?",
                "The profile is removed from this computer. Its token still works at ClickFunnels until it "
                "is revoked there: your team > Team Settings > Developer Portal.",
                yes="Forget it",
                no="Keep it",
            )
        )
        if agreed:
            name = entry.profile.name
            await self._change(lambda: forget(self._run.path, [name]))

    @work(group="do", exclusive=True)
    async def action_other_token(self) -> None:
        """Give the profile under the cursor another token, and others of its team if wanted."""
        entry = self._table.current
        assert entry
        assert entry.profile
        profile = entry.profile
        screen = OtherTokenScreen(self._run, profile)
        await self.app.push_screen(screen)
        reply = await screen.reply
        self.app.pop_screen()
        if not isinstance(reply, Answers) or reply.account is None:
            return
        try:
            self.doing = Doing(busy="Asking ClickFunnels whether the token reaches this workspace.")
            await look_up(reply.account, entry)
        except (ApiError, Gone) as error:
            self.doing = Doing(error=error, hint="The profile keeps the token that it had.")
            return
        self.doing = Doing()
        token = reply.account.token
        names = [profile.name]
        others = same_team(self._document, replace(profile, token=token))
        if others and await self._agrees_to_all(others):
            names += others
        if await self._change(lambda: replace_tokens(self._run.path, names, token)):
            self._accounts.clear()
            self.notify(f"Saved the new token for {', '.join(names)}.", markup=False)

    async def _agrees_to_all(self, names: Sequence[str]) -> bool:
        return await self.app.push_screen_wait(
            ConfirmScreen(
                "For the team’s other profiles too?",
                f"The new token can replace the one of {', '.join(names)} as well.",
                yes="All of them",
                no="This one only",
            )
        )

    async def _change(self, change: Callable[[], Saved]) -> bool:
        """Make one change to the file, off the event loop, and show what it holds then."""
        try:
            saved = await asyncio.to_thread(change)
        except ConfigError as error:
            self.doing = Doing(error=error)
            return False
        self._document = saved.document
        self.query_one("#introduction", Static).update(self._introduction())
        self._show()
        return True

    def watch_fetching(self) -> None:
        """Say how the list stands."""
        if self.is_mounted:
            self._tell()

    def watch_doing(self) -> None:
        """Say what is under way."""
        if self.is_mounted:
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
        self.refresh_bindings()
        total = f"{len(self._entries):,}" + ("+" if self.fetching.is_running else "")
        shown = f"{len(self._table.rows):,} of {total}" if self._query else total
        self.query_one("#count", Static).update(Content(shown))
        notice = self.query_one("#notice", Notice)
        doing, fetching = self.doing, self.fetching
        if doing.busy:
            notice.say(Mood.BUSY, doing.busy, "Esc cancels.")
        elif doing.error:
            notice.say(Mood.ERROR, doing.error.what, doing.hint or doing.error.hint)
        elif not self._table.rows and self._query:
            notice.say(
                Mood.CALM, f"Nothing matches “{self._query}”.", "Ctrl+S sets up another token or team."
            )
        elif fetching.faults:
            fault = fetching.faults[0]
            what = f"With the token of {fault.via}: {fault.error.what}"
            notice.say(Mood.WARNING, what, f"{self._age()}Ctrl+R tries again.")
        elif fetching.is_running:
            notice.say(Mood.BUSY, "Asking ClickFunnels what your tokens reach.", self._age())
        elif fetching.known_since:
            notice.say(Mood.CALM, self._age().strip())
        else:
            notice.hush()

    def _age(self) -> str:
        since = self.fetching.known_since
        return f"Unused workspaces are as of {ago(since, self._run.now())}. " if since else ""

    def _finish(self, reply: Outcome | Wish) -> None:
        if not self.reply.done():
            self.reply.set_result(reply)


def ago(moment: datetime, now: datetime) -> str:
    """How long ago something was, in the largest unit that fits."""
    seconds = max(0, int((now - moment).total_seconds()))
    for size, noun in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= size:
            count = seconds // size
            return f"{count} {noun}{'' if count == 1 else 's'} ago"
    return "just now"


def _key(entry: Entry) -> tuple[int, str | None]:
    return entry.workspace.id, entry.profile.name if entry.profile else None
