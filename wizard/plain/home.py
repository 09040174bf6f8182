"""The jump list: everything to switch to, in numbered lines, found by typing."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from enum import Enum, auto

from wizard.account import switch_list
from wizard.account.all_workspaces import FailedListing, account_of, list_workspaces, token_problem
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
from wizard.config import ConfigError, read
from wizard.config.active_profile import saved_token
from wizard.config.workspace_cache import AccessibleWorkspace, read_workspace_cache, write_workspace_cache
from wizard.onboarding.session import Outcome, Session
from wizard.plain.dialogue import Dialogue
from wizard.plain.numbered import Numbered, fitting
from wizard.plain.waiting import pauses_told
from wizard.support.errors import NoLongerAccessible
from wizard.support.safe_text import sanitize_line
from wizard.support.times import ago
from wizard.words import plain as plain_words

_KEYS = (
    "Type a number that stands before a line, or any part of a workspace, profile, team, subdomain or id; "
    "what is called exactly so is switched to at once. - (or the word previous) switches to the previous "
    "profile, m shows more, * shows all again, n sets up another token or team, b leaves. A workspace that "
    "was never used becomes a profile when you switch to it.\n\n"
    "Before a switch ClickFunnels is asked whether the workspace is still there. `cfw contacts NAME` shows "
    "its contacts, and `cfw forget NAME` removes a profile."
)
_WORKSPACES = ("workspace", "workspaces")
"""One of what is listed, and several."""
_IS_PREVIOUS = "previous"
"""What an entry is now."""

_EXPLANATION = f"{switch_list.ABOUT}\n\n{_KEYS}"


class Wish(Enum):
    """What the person wants that is not on this list."""

    SET_UP = auto()
    LEAVE = auto()


class Home:
    """Asks where to, until something is switched to or something else is wanted."""

    def __init__(self, dialogue: Dialogue, session: Session) -> None:
        self._dialogue = dialogue
        self._session = session
        self._document = read(session.path)
        known = read_workspace_cache(session.path)
        self._reached: list[AccessibleWorkspace] = list(known.reached) if known else []
        self._age = f" {switch_list.fetched(ago(known.moment, session.now()))}" if known else ""
        self._faults: list[FailedListing] = []
        self._fetching: asyncio.Task[None] | None = None
        self._numbered: Numbered[Entry] = Numbered(_described)
        self._among: int | None = None
        """Of how many what was typed has found those that are shown; None where all are."""

    async def ask(self) -> Outcome | Wish:
        """Give what was done, or what is wanted instead."""
        current = self._document.profiles.get(self._document.current or "")
        self._dialogue.say(
            f"Where to? Now: {current.workspace.name}, {current.team.name}."
            if current
            else "Where to? No profile is chosen."
        )
        if not self._session.is_offline:
            self._fetching = asyncio.create_task(self._fetch(), name="fetch what the tokens reach")
        try:
            self._show_all()
            return await self._choose()
        finally:
            if self._fetching:
                self._fetching.cancel()

    async def _choose(self) -> Outcome | Wish:
        while True:
            typed = await self._dialogue.ask(self._question(), _EXPLANATION)
            if typed in ("b", "n"):
                return Wish.LEAVE if typed == "b" else Wish.SET_UP
            entry = await self._take(typed)
            if entry and (outcome := await self._switch(entry)):
                return outcome

    async def _take(self, typed: str) -> Entry | None:
        """Do what was typed; None where that leaves the question open."""
        match typed:
            case "" if self._only:
                return self._only
            case "r" if self._faults:
                self._fetching = asyncio.create_task(self._fetch(), name="fetch once more")
                await self._have_all()
                self._show_all()
            case "*":
                self._show_all()
            case "" | "m":
                await self._show_more()
            case "-" | "previous" if typed not in self._document.profiles:
                return self._previous()
            case _:
                return self._numbered.at(typed) or await self._find(typed)
        return None

    @property
    def _only(self) -> Entry | None:
        """The one that what was typed has found."""
        return self._numbered.only if self._among else None

    def _previous(self) -> Entry | None:
        previous = next((entry for entry in self._entries() if entry.is_previous), None)
        if previous is None:
            self._dialogue.say("There is no previous profile.")
        return previous

    async def _find(self, typed: str) -> Entry | None:
        """Give what is called exactly so, a profile before all else; else show what fits."""
        for entry in self._entries():
            if entry.profile and entry.profile.name == typed:
                return entry
        await self._have_all()
        exact = [entry for entry in self._entries() if is_called(entry, typed)]
        if len(exact) == 1:
            return exact[0]
        found = fitting(typed, self._entries(), lambda entry: entry.texts)
        if found:
            self._among = len(self._entries())
            self._numbered.restart(found)
            self._show_page()
        else:
            self._dialogue.say(f"Nothing matches “{sanitize_line(typed)}”. n sets up another token or team.")
        return None

    def _entries(self) -> list[Entry]:
        return entries(self._document, self._reached)

    async def _fetch(self) -> None:
        came: list[AccessibleWorkspace] = []
        faults: list[FailedListing] = []
        async for one in list_workspaces(self._session.path, self._document, self._session.connect):
            if isinstance(one, AccessibleWorkspace):
                came.append(one)
            else:
                faults.append(one)
        self._faults = faults
        if faults:
            self._reached = [*came, *self._reached]
            return
        self._reached, self._age = came, ""
        await asyncio.to_thread(write_workspace_cache, self._session.path, came, self._session.now())

    async def _have_all(self) -> None:
        """Wait for what the tokens reach, and say what went wrong with it."""
        if self._fetching is None:
            return
        if not self._fetching.done():
            async with pauses_told(self._dialogue, switch_list.LOADING):
                await self._fetching
        await self._fetching  # a fault of ours comes out here
        self._fetching = None
        for fault in self._faults:
            problem = f"{fault.error.what} {fault.error.hint}"
            self._dialogue.say(token_problem(fault.via, problem))
        if self._faults:
            self._dialogue.say(f"r tries again.{self._age}")

    def _show_all(self) -> None:
        self._among = None
        self._numbered.restart(self._entries())
        self._show_page()

    async def _show_more(self) -> None:
        if not self._among and not self._numbered.left:
            await self._have_all()
            self._numbered.choices = _grown(self._numbered.choices, self._entries())
        if self._numbered.left:
            self._show_page()
        else:
            self._dialogue.say(plain_words.THAT_IS_ALL)

    def _show_page(self) -> None:
        is_all = bool(self._among) or not (self._fetching or self._faults)
        for line in self._numbered.next_page(_WORKSPACES, self._among, is_all=is_all):
            self._dialogue.say(line, hang=4)
        if self._numbered.left:
            self._dialogue.say(plain_words.more_follow(self._numbered.left, self._age))

    def _question(self) -> str:
        """Ask, and say what Enter and the letters do now."""
        keys = []
        if self._only:
            keys.append(f"Enter switches to {self._only.workspace.name}")
        elif self._numbered.left or self._fetching:
            keys.append(plain_words.ENTER_MORE)
        if any(entry.is_previous for entry in self._entries()):
            keys.append("- previous")
        keys += [plain_words.R_TRIES_AGAIN] if self._faults else []
        return _question_text([*keys, "n new setup", "b leave", plain_words.HELP])

    async def _switch(self, entry: Entry) -> Outcome | None:
        """Switch, with the questions that come up; None where the person stays, or nothing could be done."""
        found = None
        if not self._session.is_offline:
            try:
                async with pauses_told(self._dialogue, switch_list.checking(entry.workspace.name)):
                    found = await self._look_up(entry)
            except (ApiError, ConfigError, NoLongerAccessible) as error:
                self._dialogue.say(f"{error.what} {error.hint}")
                if not isinstance(error, ApiError) or isinstance(error, TokenRejected):
                    return None
                if not await self._agrees("Whether the workspace is still there is unknown. Switch anyway?"):
                    return None
        if found and (changes := found.changes(entry)):
            for sentence in changes:
                self._dialogue.say(sentence)
            if not await self._agrees(SAVE_AND_SWITCH):
                return None
        try:
            saved = switch(self._session.path, entry, self._session.now(), found)
        except (ApiError, ConfigError) as error:
            self._dialogue.say(f"{error.what} {error.hint}")
            return None
        notes = (*saved.notes, *overrides(self._session.path, saved.document))
        if self._session.is_offline:
            notes = (NOT_CHECKED, *notes)
        return Outcome(switched_line(saved.document), notes)

    async def _look_up(self, entry: Entry) -> Found:
        profile = self._document.profiles[entry.via]
        token = await asyncio.to_thread(saved_token, self._session.path, profile)
        return await look_up(account_of(self._session.connect, profile, token), entry)

    async def _agrees(self, question: str) -> bool:
        agreed = await self._dialogue.agrees(
            question,
            "Yes switches, and saves what is said above. No changes nothing.",
            default=False,
            goes_back=False,
        )
        return agreed is True


def _described(entry: Entry) -> str:
    """The entry in one line, with its team, and what it is now."""
    remark = "current" if entry.is_current else _IS_PREVIOUS if entry.is_previous else ""
    workspace, name = entry.workspace, f"{entry.profile.name}: " if entry.profile else ""
    title = name + plain_words.identified(workspace.name, workspace.id, workspace.subdomain)
    parts = (title, entry.team.name, remark if entry.profile else switch_list.NOT_USED_YET)
    return ", ".join(part for part in parts if part)


def _grown(shown: Sequence[Entry], there: Sequence[Entry]) -> list[Entry]:
    """What was shown, with its numbers as they were, and what has come since."""
    keys = {_key(entry) for entry in shown}
    return [*shown, *(entry for entry in there if _key(entry) not in keys)]


def _key(entry: Entry) -> tuple[int, str | None]:
    return entry.workspace.id, entry.profile.name if entry.profile else None


def _question_text(keys: Sequence[str]) -> str:
    """Ask, and say what can be typed."""
    return f"Number or part of a name ({', '.join(keys)}):"
