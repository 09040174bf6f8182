"""The workspace switcher: every workspace the saved tokens can access, in numbered lines, found by typing."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from enum import Enum, auto

from wizard.account import profile_texts, switch_list
from wizard.account.all_workspaces import FailedListing, fetch_workspaces, token_problem
from wizard.account.switch_list import Entry, entries, is_called
from wizard.account.switching import (
    NOT_CHECKED,
    SAVE_AND_SWITCH,
    Found,
    look_up,
    overrides,
    switch,
    switched_line,
)
from wizard.api.errors import ApiError, TokenRejected
from wizard.config.errors import ConfigError
from wizard.config.reading import read
from wizard.config.workspace_cache import AccessibleWorkspace, read_workspace_cache
from wizard.onboarding.session import Outcome, Session
from wizard.plain.dialogue import Dialogue
from wizard.plain.loading import pauses_announced
from wizard.plain.numbered_list import NO_MORE, NumberedList, more_follow
from wizard.plain.picker import describe
from wizard.support.errors import NoLongerAccessible
from wizard.support.matching import best_matches
from wizard.support.safe_text import sanitize_line
from wizard.support.times import ago

_EXPLANATION = (
    f"{switch_list.ABOUT}\n\n"
    "Type a number from the list, or any part of a workspace, profile, team, subdomain or id; an exact "
    "match is switched to at once. - (or the word previous) switches to the previous profile, m shows more, "
    "* shows the whole list again, n sets up another token or team, b leaves. Switching to a workspace that "
    "isn't used yet makes a profile for it.\n\n"
    "Before a switch, ClickFunnels is asked whether the workspace still exists. `cfw contacts NAME` shows "
    "its contacts, `cfw find` finds a contact in all workspaces, `cfw forget NAME` removes a profile, and "
    "`cfw undo` undoes the last change."
)


class Next(Enum):
    """What to do next, other than switch."""

    SET_UP = auto()
    LEAVE = auto()


class WorkspaceSwitcher:
    """Asks what to switch to, until something is switched to or something else is wanted."""

    def __init__(self, dialogue: Dialogue, session: Session) -> None:
        self._dialogue = dialogue
        self._session = session
        self._document = read(session.path)
        cached = read_workspace_cache(session.path)
        self._accessible: list[AccessibleWorkspace] = list(cached.workspaces) if cached else []
        self._age = switch_list.fetched(ago(cached.fetched_at, session.now())) if cached else ""
        """A sentence on the age of a list that comes from the cache."""
        self._problems: list[FailedListing] = []
        self._fetching: asyncio.Task[None] | None = None
        self._list: NumberedList[Entry] = NumberedList(self._describe, ("workspace", "workspaces"))

    async def ask(self) -> Outcome | Next:
        """Give what was done, or what is wanted instead."""
        current = self._document.profiles.get(self._document.current or "")
        self._dialogue.say(
            f"Switch workspace. Now: {current.workspace.name}, {current.team.name}."
            if current
            else "Switch workspace. No profile is current."
        )
        if not self._session.is_offline:
            self._start_fetching()
        try:
            self._show_all()
            while True:
                typed = await self._dialogue.ask(self._question(), _EXPLANATION)
                if typed in ("b", "n"):
                    return Next.LEAVE if typed == "b" else Next.SET_UP
                entry = await self._handle(typed)
                if entry and (outcome := await self._switch(entry)):
                    return outcome
        finally:
            if self._fetching:
                self._fetching.cancel()

    async def _handle(self, typed: str) -> Entry | None:
        """Do what was typed; None if nothing is chosen by that."""
        match typed:
            case "" if self._list.only_match:
                return self._list.only_match
            case "r" if self._problems:
                self._start_fetching()
                await self._finish_fetching()
                self._show_all()
            case "*":
                self._show_all()
            case "" | "m":
                await self._show_more()
            case "-" | "previous" if typed not in self._document.profiles:
                return self._previous()
            case _:
                return self._list.at(typed) or await self._search(typed)
        return None

    def _previous(self) -> Entry | None:
        previous = next((entry for entry in self._entries() if entry.is_previous), None)
        if previous is None:
            self._dialogue.say("There is no previous profile yet.")
        return previous

    async def _search(self, typed: str) -> Entry | None:
        """Give the exact match, profiles first, or show what matches."""
        for entry in self._entries():
            if entry.profile and entry.profile.name == typed:
                return entry
        await self._finish_fetching()
        exact = [entry for entry in self._entries() if is_called(entry, typed)]
        if len(exact) == 1:
            return exact[0]
        if found := best_matches(typed, self._entries(), lambda entry: entry.texts):
            self._list.restart(found, searched=len(self._entries()))
            self._show_page()
        else:
            self._dialogue.say(f"Nothing matches “{sanitize_line(typed)}”. n sets up another token or team.")
        return None

    def _entries(self) -> list[Entry]:
        return entries(self._document, self._accessible)

    def _start_fetching(self) -> None:
        self._fetching = asyncio.create_task(self._fetch(), name="fetch workspaces")

    async def _fetch(self) -> None:
        session = self._session
        fetched, self._problems, _ = await fetch_workspaces(
            session.path, self._document, session.connect, session.now()
        )
        if self._problems:
            self._accessible = [*fetched, *self._accessible]
        else:
            self._accessible, self._age = fetched, ""

    async def _finish_fetching(self) -> None:
        """Wait for the workspaces to be fetched, and say what went wrong."""
        if self._fetching is None:
            return
        if not self._fetching.done():
            async with pauses_announced(self._dialogue, switch_list.LOADING):
                await self._fetching
        await self._fetching  # raises what went wrong in our own code
        self._fetching = None
        for problem in self._problems:
            self._dialogue.say(token_problem(problem.via, problem.error.message))
        if self._problems:
            self._dialogue.say(f"r tries again. {self._age}".rstrip())

    def _show_all(self) -> None:
        self._list.restart(self._entries())
        self._show_page()

    async def _show_more(self) -> None:
        if not self._list.searched and not self._list.left:
            await self._finish_fetching()
            self._list.choices = _extended(self._list.choices, self._entries())
        if self._list.left:
            self._show_page()
        else:
            self._dialogue.say(NO_MORE)

    def _show_page(self) -> None:
        for line in self._list.next_page(is_complete=not (self._fetching or self._problems)):
            self._dialogue.say(line, hang=4)
        if self._list.left:
            self._dialogue.say(f"{more_follow(self._list.left)} {self._age}".rstrip())

    def _question(self) -> str:
        """The question, with what Enter and the letters do now."""
        keys = []
        if self._list.only_match:
            keys.append(f"Enter switches to {self._list.only_match.workspace.name}")
        elif self._list.left or self._fetching:
            keys.append("Enter more")
        if any(entry.is_previous for entry in self._entries()):
            keys.append("- previous")
        keys += ["r tries again"] if self._problems else []
        return f"Number or part of a name ({', '.join([*keys, 'n new setup', 'b leave', '? help'])}):"

    def _describe(self, entry: Entry) -> str:
        """The entry in one line: profile, workspace, team, when it was last used, and its token."""
        name = f"{entry.profile.name}: " if entry.profile else ""
        parts = [f"{name}{describe(entry.workspace)}", entry.team.name]
        if entry.profile is None:
            return ", ".join([*parts, switch_list.NOT_USED_YET])
        if entry.is_current or entry.is_previous:
            parts.append("current" if entry.is_current else "previous")
        if not entry.is_current:
            parts.append(f"used {ago(entry.profile.last_used, self._session.now())}")
        is_rejected = any(
            one.via == entry.via and isinstance(one.error, TokenRejected) for one in self._problems
        )
        parts.append("token rejected" if is_rejected else profile_texts.token_state(entry.profile))
        return ", ".join(parts)

    async def _switch(self, entry: Entry) -> Outcome | None:
        """Switch, asking if anything is in doubt; None if nothing was switched."""
        found = None
        if not self._session.is_offline:
            try:
                async with pauses_announced(self._dialogue, switch_list.checking(entry.workspace.name)):
                    found = await self._look_up(entry)
            except (ApiError, ConfigError, NoLongerAccessible) as error:
                self._dialogue.say(error.message)
                if not isinstance(error, ApiError) or isinstance(error, TokenRejected):
                    return None
                if not await self._confirms(
                    "It isn't known whether the workspace still exists. Switch anyway?"
                ):
                    return None
        if found and (changes := found.changes(entry)):
            for sentence in changes:
                self._dialogue.say(sentence)
            if not await self._confirms(SAVE_AND_SWITCH):
                return None
        try:
            saved = switch(self._session.path, entry, self._session.now(), found)
        except (ApiError, ConfigError) as error:
            self._dialogue.say(error.message)
            return None
        notes = (*saved.notes, *overrides(self._session.path, saved.document))
        if self._session.is_offline:
            notes = (NOT_CHECKED, *notes)
        return Outcome(switched_line(saved.document), notes)

    async def _look_up(self, entry: Entry) -> Found:
        return await look_up(await self._session.account_of(self._document.profiles[entry.via]), entry)

    async def _confirms(self, question: str) -> bool:
        explanation = "Yes switches, and saves what is said above. No changes nothing."
        return bool(await self._dialogue.confirm(question, explanation, default=False, goes_back=False))


def _extended(shown: Sequence[Entry], there: Sequence[Entry]) -> list[Entry]:
    """Add what has arrived since, so that entries keep their numbers."""
    keys = {_key(entry) for entry in shown}
    return [*shown, *(entry for entry in there if _key(entry) not in keys)]


def _key(entry: Entry) -> tuple[int, str | None]:
    return entry.workspace.id, entry.profile.name if entry.profile else None
