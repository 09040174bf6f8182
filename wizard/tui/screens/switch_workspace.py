"""Home: where bare `cfw` begins once something is saved, and what can be done with an entry of its list."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import Enum, auto
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.widgets import Input

from wizard.account import switch_list
from wizard.account.access import is_for_one_workspace
from wizard.account.account import Account
from wizard.account.all_workspaces import account_of
from wizard.account.switch_list import Entry
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
from wizard.config import ConfigError
from wizard.config.active_profile import saved_token
from wizard.config.profile_changes import forget, forgot_message, rename, replace_tokens, same_team
from wizard.config.saving import Saved
from wizard.onboarding.answers import Answers
from wizard.onboarding.session import Outcome, Session
from wizard.support.errors import NoLongerAccessible
from wizard.tui.screens.browse import BrowseScreen
from wizard.tui.screens.confirm import ConfirmScreen
from wizard.tui.screens.rename_profile import RenameScreen
from wizard.tui.screens.replace_token import ReplaceTokenScreen
from wizard.tui.screens.workspace_list import Doing, WorkspaceListScreen
from wizard.tui.widgets.heading import Heading
from wizard.tui.widgets.record_table import RecordTable
from wizard.words import key_names as key_names_words
from wizard.words import lists as lists_words


class Wish(Enum):
    """What the person wants that is not on this screen."""

    SET_UP = auto()
    LEAVE = auto()


class SwitchScreen(WorkspaceListScreen):
    """Where do you want to go?"""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "go_back", "Leave", show=False, id="go_back"),
        Binding("f3", "browse", "Browse", id="browse"),
        Binding("f2", "rename", "Rename", id="rename"),
        Binding("ctrl+g", "forget", "Forget", id="forget"),
        Binding("ctrl+t,f6", "other_token", "Token", id="other_token"),
        Binding("ctrl+s,f4", "set_up", "New", id="set_up"),
        Binding("ctrl+r", "retry", "Try again", show=False, id="retry"),
    ]

    def __init__(self, session: Session, changes: list[Outcome]) -> None:
        super().__init__(session)
        self._changes = changes
        self.reply: asyncio.Future[Outcome | Wish] = asyncio.get_running_loop().create_future()
        """Set once: what was done, or what is wanted instead."""
        self._accounts: dict[str, Account] = {}

    @on(Input.Submitted, "#query")
    @on(RecordTable.Selected)
    def choose(self) -> None:
        """Switch to what is under the cursor."""
        entry = self._entry
        if entry is not None and not self.doing.busy:
            self._switch(entry)

    def action_go_back(self) -> None:
        """Stop what is under way, clear the filter, or leave."""
        if self.doing.busy and self.doing.can_stop:
            self.workers.cancel_group(self, "do")
            self.doing = Doing()
        elif self.doing.busy:
            self.app.bell()
        elif self._field.value:
            self._field.clear()
        else:
            self._finish(Wish.LEAVE)

    def action_set_up(self) -> None:
        """Another token, another team."""
        self._finish(Wish.SET_UP)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What works on a profile needs one under the cursor."""
        entry = self._entry
        match action:
            case "rename" | "forget" | "other_token":
                return True if entry is not None and entry.profile is not None else None
            case "browse":
                return True if entry is not None else None
            case "retry":
                return True if self.fetching.faults else None
            case _:
                return super().check_action(action, parameters)

    def why_not(self, name: str) -> str:
        """Why a key does nothing here."""
        match name:
            case "retry":
                return lists_words.NOTHING_FAILED
            case "rename" | "forget" | "other_token" if self._entry:
                return "This workspace has no profile yet. Enter switches to it, and makes one."
            case _:
                return "No workspace is marked in the list."

    @work(group="do", exclusive=True)
    async def _switch(self, entry: Entry) -> None:
        try:
            found = None if self._session.is_offline else await self._ask_about(entry)
        except (ApiError, ConfigError, NoLongerAccessible) as error:
            self._tell_of(error)
            if not await self._agrees_unchecked(error):
                return
            found = None
        if found and not await self._agrees_to_changes(entry, found):
            self.doing = Doing()
            return
        await self._save_switch(entry, found)

    async def _save_switch(self, entry: Entry, found: Found | None) -> None:
        self.doing = Doing(busy="Saving.", can_stop=False)
        try:
            saved = await asyncio.to_thread(switch, self._session.path, entry, self._session.now(), found)
        except (ApiError, ConfigError) as error:
            self.doing = Doing(error=error)
            return
        notes = (*saved.notes, *overrides(self._session.path, saved.document))
        if self._session.is_offline:
            notes = (NOT_CHECKED, *notes)
        self._finish(Outcome(switched_line(saved.document), notes))

    async def _ask_about(self, entry: Entry) -> Found:
        self.doing = Doing(busy=switch_list.checking(entry.workspace.name))
        return await look_up(await self._account(entry), entry)

    async def _account(self, entry: Entry) -> Account:
        """What the entry's token reaches. Raises `NoToken`, `KeyringTrouble` or `BadAddress`."""
        if entry.via not in self._accounts:
            profile = self._document.profiles[entry.via]
            token = await asyncio.to_thread(saved_token, self._session.path, profile)
            self._accounts[entry.via] = account_of(self._session.connect, profile, token)
        return self._accounts[entry.via]

    def _tell_of(self, error: ApiError | ConfigError | NoLongerAccessible) -> None:
        hints = {
            NoLongerAccessible: f"{key_names_words.key('forget')} forgets it.",
            TokenRejected: f"{key_names_words.key('other_token')} gives this profile another token.",
        }
        self.doing = Doing(error=error, hint=hints.get(type(error), ""))

    async def _agrees_unchecked(self, error: ApiError | ConfigError | NoLongerAccessible) -> bool:
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
                "\n".join((*changes, "", SAVE_AND_SWITCH)),
                yes="Save and switch",
                no="Stay",
            )
        )

    @work(group="do", exclusive=True)
    async def action_browse(self) -> None:
        """Look at the contacts of the entry under the cursor."""
        entry = self._entry
        assert entry
        try:
            screen = BrowseScreen(self._session, await self._account(entry), entry.team, entry.workspace)
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
        entry = self._entry
        assert entry
        assert entry.profile
        old = entry.profile.name
        others = frozenset(self._document.names) - {old}
        new = await self.app.push_screen_wait(RenameScreen(old, others))
        if new and new != old:
            self._reached = [replace(one, via=new) if one.via == old else one for one in self._reached]
            await self._change(lambda: rename(self._session.path, old, new), f"Renamed {old} to {new}.")

    @work(group="do", exclusive=True)
    async def action_forget(self) -> None:
        """Remove the profile under the cursor, after a yes."""
        entry = self._entry
        assert entry
        assert entry.profile
        agreed = await self.app.push_screen_wait(
            ConfirmScreen(
                f"Forget {entry.profile.name}?",
                (
                    "The profile is removed from this computer. Its token still works at "
                    "ClickFunnels until it "
                    "is revoked there: your team > Team Settings > Developer Portal."
                ),
                yes="Forget it",
                no="Keep it",
            )
        )
        if agreed:
            name = entry.profile.name
            self._accounts.pop(name, None)
            done = forgot_message([name])
            if (
                await self._change(lambda: forget(self._session.path, [name]), done)
                and not self._session.is_offline
            ):
                self._fetch()  # another profile's token may reach what this one's did

    @work(group="do", exclusive=True)
    async def action_other_token(self) -> None:
        """Give the profile under the cursor another token, and others of its team if wanted."""
        entry = self._entry
        assert entry
        assert entry.profile
        profile = entry.profile
        screen = ReplaceTokenScreen(self._session, profile)
        await self.app.push_screen(screen)
        reply = await screen.reply
        self.app.pop_screen()
        if not isinstance(reply, Answers) or reply.account is None:
            return
        try:
            self.doing = Doing(busy="Asking ClickFunnels whether the token reaches this workspace.")
            await look_up(reply.account, entry)
        except (ApiError, NoLongerAccessible) as error:
            self.doing = Doing(error=error, hint="The profile keeps the token that it had.")
            return
        self.doing = Doing()
        token = reply.account.token
        names = [profile.name]
        others = same_team(self._document, replace(profile, token=token))
        if others and not is_for_one_workspace(reply.account) and await self._agrees_to_all(others):
            names += others
        done = _token_saved(", ".join(names))
        if await self._change(lambda: replace_tokens(self._session.path, names, token), done):
            self._accounts.clear()

    async def _agrees_to_all(self, names: Sequence[str]) -> bool:
        return await self.app.push_screen_wait(
            ConfirmScreen(
                "For the team’s other profiles too?",
                _can_replace(", ".join(names)),
                yes="All of them",
                no="This one only",
            )
        )

    async def _change(self, change: Callable[[], Saved], done: str) -> bool:
        """Make one change to the file, off the event loop, say that it is done, and show the list again."""

        def make() -> Saved:
            saved = change()
            self._changes.append(Outcome(done, saved.notes))  # even if the list is left at this very moment
            return saved

        self.doing = Doing(busy="Saving.", can_stop=False)
        try:
            saved = await asyncio.to_thread(make)
        except ConfigError as error:
            self.doing = Doing(error=error)
            return False
        self._document = saved.document
        self.doing = Doing(done=done, hint=" ".join(saved.notes))
        self.query_one(Heading).introduction = self._introduction()
        self._show()
        return True

    def _finish(self, reply: Outcome | Wish) -> None:
        if not self.reply.done():
            self.reply.set_result(reply)


def _token_saved(profiles: str) -> str:
    """These have the new token now."""
    return f"Saved the new token for {profiles}."


def _can_replace(profiles: str) -> str:
    """Others of the team have another token."""
    return f"The new token can replace the one of {profiles} as well."
