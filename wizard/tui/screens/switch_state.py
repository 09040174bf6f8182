"""What the workspace switcher shows: one frozen state, its search, and the remark that follows from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from textual.content import Content

from wizard.account import switch_list
from wizard.account.all_workspaces import FailedListing, token_problem
from wizard.account.switch_list import Entry, entries
from wizard.api.errors import ApiError, TokenRejected
from wizard.config.document import Document
from wizard.config.errors import ConfigError
from wizard.config.workspace_cache import AccessibleWorkspace
from wizard.support.errors import NoLongerAccessible
from wizard.support.matching import best_matches
from wizard.support.times import ago
from wizard.tui.widgets.notice import Message, Severity

ADD = "+ Add another token or workspace"
"""The last row, below everything to switch to."""

PREVIOUS = "-"
"""Typed alone, it finds the previous profile."""


class Fetching(NamedTuple):
    """How far the list of workspaces that the saved tokens can access has loaded."""

    is_running: bool = False
    fetched_at: datetime | None = None
    """When the list on the screen was fetched; None if that was just now, or if nothing is known."""
    faults: tuple[FailedListing, ...] = ()


class Activity(NamedTuple):
    """What is being done with an entry, or what came of it."""

    busy: str = ""
    can_cancel: bool = True
    error: ApiError | ConfigError | NoLongerAccessible | None = None
    done: str = ""
    hint: str = ""
    """What to do next; without one, an error's own hint is shown."""


_FETCHED, _IDLE = Fetching(), Activity()


@dataclass(frozen=True)
class SwitchState:
    """Everything the switcher shows."""

    document: Document
    reached: tuple[AccessibleWorkspace, ...] = ()
    query: str = ""
    fetching: Fetching = _FETCHED
    activity: Activity = _IDLE

    @cached_property
    def entries(self) -> list[Entry]:
        """Everything to switch to."""
        return entries(self.document, self.reached)

    @cached_property
    def matches(self) -> list[Entry]:
        """The entries that match the search, best match first."""
        if self.query == PREVIOUS:
            return [entry for entry in self.entries if entry.is_previous]
        return best_matches(self.query, self.entries, lambda entry: entry.texts)

    @cached_property
    def rows(self) -> list[Entry | str]:
        """The rows of the table: the matches, and without a search what adds another one."""
        return [*self.matches, *([ADD] if self.matches and not self.query else [])]

    @cached_property
    def rejected(self) -> frozenset[str]:
        """The profiles whose tokens ClickFunnels doesn't accept, as far as it was asked."""
        vias = {one.via for one in self.fetching.faults if isinstance(one.error, TokenRejected)}
        profiles = self.document.profiles
        tokens = {profiles[via].token for via in vias if via in profiles and profiles[via].token}
        return frozenset(vias | {name for name, one in profiles.items() if one.token in tokens})

    def row_of(self, entry: Entry | str | None) -> int | None:
        """Find a row of an earlier state among the rows."""
        if isinstance(entry, str):
            return len(self.matches) if entry in self.rows else None
        keys = [_key(match) for match in self.matches]
        return keys.index(_key(entry)) if entry and _key(entry) in keys else None

    def introduction(self) -> Content:
        """What is current."""
        current = self.document.profiles.get(self.document.current or "")
        if current is None:
            return Content("No profile is chosen. Choose one here.")
        return Content.assemble("Now: ", (current.workspace.name, "bold"), f", {current.team.name}")

    def counted(self) -> str:
        """How many entries are shown."""
        total = f"{len(self.entries):,}" + ("+" if self.fetching.is_running else "")
        if self.query:
            return f"{len(self.matches):,} of {total}"
        return f"{total} {'entry' if total == '1' else 'entries'}"

    def remark(self, now: datetime, key: Callable[[str], str]) -> Message | None:
        """The one thing that matters most: its severity, what it is, and what to do about it.

        `key` gives the key with a name in the configuration's `keys`.
        """
        activity = self.activity
        if activity.busy:
            return Severity.BUSY, activity.busy, f"{key('go_back')} cancels." if activity.can_cancel else ""
        if activity.error:
            return Severity.ERROR, activity.error.what, activity.hint or activity.error.hint
        if activity.done:
            return Severity.SUCCESS, activity.done, activity.hint
        if self.query == PREVIOUS and not self.matches:
            return Severity.INFO, "There is no previous profile yet.", f"{key('go_back')} clears the search."
        if self.query and not self.matches:
            return Severity.INFO, f"Nothing matches “{self.query}”.", self._if_nothing_matches(key)
        return self._remark_on_fetching(now, key)

    def _if_nothing_matches(self, key: Callable[[str], str]) -> str:
        if self.fetching.is_running:
            return "ClickFunnels is still being asked for more workspaces."
        if self.fetching.faults:
            return f"However, not all workspaces could be loaded. {key('retry')} tries again."
        return f"{key('go_back')} clears the search. {key('set_up')} adds another token or workspace."

    def _remark_on_fetching(self, now: datetime, key: Callable[[str], str]) -> Message | None:
        fetching = self.fetching
        age = switch_list.fetched(ago(fetching.fetched_at, now)) if fetching.fetched_at else ""
        if fetching.faults:
            fault = min(fetching.faults, key=lambda one: one.has_saved)
            what = token_problem(fault.via, fault.error.what)
            if fault.has_saved:
                return Severity.INFO, what, fault.error.hint
            return Severity.WARNING, what, f"{age} {key('retry')} tries again.".lstrip()
        if fetching.is_running:
            return Severity.BUSY, switch_list.LOADING, age
        return (Severity.INFO, age, "") if age else None


def _key(entry: Entry) -> tuple[int, str | None]:
    return entry.workspace.id, entry.profile.name if entry.profile else None
