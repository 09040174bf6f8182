"""The workspace switcher: find a workspace, and switch to it or manage its profile."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from enum import Enum, auto
from typing import ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.widgets import Input

from wizard.account import switch_list
from wizard.account.access_check import is_for_one_workspace
from wizard.account.account import Account
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
from wizard.config.errors import ConfigError
from wizard.config.profile import Profile
from wizard.config.profile_changes import forget, forgot_message, rename, replace_tokens, same_team
from wizard.config.saved import Saved
from wizard.onboarding.answers import Answers
from wizard.onboarding.session import Outcome, Session
from wizard.onboarding.step_texts import DEVELOPER_PORTAL
from wizard.support.errors import NoLongerAccessible
from wizard.tui.keymap import bind, key_name
from wizard.tui.screens.confirm import ConfirmScreen
from wizard.tui.screens.rename_profile import RenameScreen
from wizard.tui.screens.switch_state import Activity
from wizard.tui.screens.workspace_list import WorkspaceListScreen
from wizard.tui.widgets.key_reasons import NOTHING_FAILED
from wizard.tui.widgets.marks import MARKS
from wizard.tui.widgets.record_table import RecordTable


class Next(Enum):
    """What to do next, if nothing was switched."""

    SET_UP = auto()
    LEAVE = auto()


class SwitchScreen(WorkspaceListScreen):
    """Everything to switch to, found by typing. Its `reply` is what was done, or what to do next."""

    HELP = (
        f"{switch_list.ABOUT} {MARKS.here} is the current profile, - the previous one.\n\n"
        "Type part of a name, team, subdomain or id to search, or - for the previous profile. Enter "
        "switches, after checking that the workspace still exists."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("go_back", "go_back", "Leave", "Cancel, clear the search, or leave"),
        bind("retry", "retry", "Try again", "Load the list again"),
        bind("browse", "browse", "Browse", "Browse the workspace's contacts"),
        bind("rename", "rename", "Rename", "Rename the profile"),
        bind("forget", "forget", "Forget", "Forget the profile"),
        bind("other_token", "other_token", "Token", "Use another token for the profile"),
        bind("set_up", "set_up", "New", "Add another token or workspace"),
    ]

    def __init__(self, session: Session, changes: list[Outcome]) -> None:
        super().__init__(session)
        self._changes = changes
        self._accounts: dict[str, Account] = {}
        self.reply: asyncio.Future[Outcome | Next] = asyncio.get_running_loop().create_future()
        """Set once."""

    def action_go_back(self) -> None:
        """Cancel what is under way, clear the search, or leave."""
        activity = self.state.activity
        if activity.busy and activity.can_cancel:
            self.workers.cancel_group(self, "activity")
            self._show(Activity())
        elif activity.busy:
            self.app.bell()
        elif self._field.value:
            self._field.clear()
        else:
            self._finish(Next.LEAVE)

    def action_set_up(self) -> None:
        """Add another token or workspace in the wizard."""
        self._finish(Next.SET_UP)

    def why_not(self, action: str) -> str:
        """Entries are left alone while something is saved; what works on a profile needs one."""
        entry = self._table.current
        match action:
            case "retry" if not self.state.fetching.faults:
                return NOTHING_FAILED
            case "browse" | "rename" | "forget" | "other_token" if not self.state.activity.can_cancel:
                return "Wait until this is saved."
            case "browse" | "rename" | "forget" | "other_token" if entry is None:
                return "No workspace is highlighted."
            case "rename" | "forget" | "other_token" if entry and not entry.profile:
                return "This workspace has no profile yet. Enter switches to it and creates one."
            case _:
                return super().why_not(action)

    @on(Input.Submitted, "#query")
    @on(RecordTable.Selected)
    def choose(self) -> None:
        """Switch to the highlighted entry."""
        if (entry := self._highlighted()) and not self.state.activity.busy:
            self._switch(entry)

    @work(group="activity", exclusive=True)
    async def _switch(self, entry: Entry) -> None:
        found = None
        if not self._session.is_offline:
            try:
                self._show(Activity(busy=switch_list.checking(entry.workspace.name)))
                found = await look_up(await self._account(entry), entry)
            except (ApiError, ConfigError, NoLongerAccessible) as error:
                self._show(Activity(error=error, hint=self._hint(error, entry)))
                if not await self._agrees_unchecked(error):
                    return
        changes = found.changes(entry) if found else []
        text = "\n".join((*changes, "", SAVE_AND_SWITCH))
        if not changes or await self._agrees("Something changed at ClickFunnels", text, "Save and switch"):
            await self._save_switch(entry, found)
        else:
            self._show(Activity())

    async def _agrees_unchecked(self, error: ApiError | ConfigError | NoLongerAccessible) -> bool:
        """Ask whether to switch although nobody could answer; a no from ClickFunnels is final."""
        if not isinstance(error, ApiError) or isinstance(error, TokenRejected):
            return False
        text = f"{error.what}\n\nSo it's unknown whether the workspace still exists."
        return await self._agrees("Switch without checking?", text, "Switch")

    async def _agrees(self, title: str, text: str, yes: str, no: str = "Stay") -> bool:
        return await self.app.push_screen_wait(ConfirmScreen(title, text, yes, no))

    def _hint(self, error: ApiError | ConfigError | NoLongerAccessible, entry: Entry) -> str:
        """Name the key that helps, where there's one."""
        if isinstance(error, TokenRejected):
            profile = "this profile" if entry.profile else f"the profile “{entry.via}”"
            return f"{key_name(self, 'other_token')} gives {profile} another token."
        can_forget = isinstance(error, NoLongerAccessible) and entry.profile
        return f"{key_name(self, 'forget')} forgets it." if can_forget else ""

    async def _save_switch(self, entry: Entry, found: Found | None) -> None:
        self._show(Activity(busy="Saving.", can_cancel=False))
        try:
            saved = await asyncio.to_thread(switch, self._session.path, entry, self._session.now(), found)
        except (ApiError, ConfigError) as error:
            self._show(Activity(error=error))
            return
        notes = (*saved.notes, *overrides(self._session.path, saved.document))
        if self._session.is_offline:
            notes = (NOT_CHECKED, *notes)
        self._finish(Outcome(switched_line(saved.document), notes))

    async def _account(self, entry: Entry) -> Account:
        """What the entry's token can access. Raises `NoToken`, `KeyringTrouble` or `BadAddress`."""
        if entry.via not in self._accounts:
            profile = self.state.document.profiles[entry.via]
            self._accounts[entry.via] = await self._session.account_of(profile)
        return self._accounts[entry.via]

    @work(group="activity", exclusive=True)
    async def action_browse(self) -> None:
        """Browse the contacts of the highlighted entry."""
        from wizard.tui.screens.browse import BrowseScreen  # noqa: PLC0415 - only this key needs it

        entry = self._highlighted()
        if entry is None:
            return
        try:
            screen = BrowseScreen(self._session, await self._account(entry), entry.team, entry.workspace)
        except (ApiError, ConfigError) as error:
            self._show(Activity(error=error))
            return
        await self.app.push_screen(screen)
        reply = await screen.reply
        self.app.pop_screen()
        if isinstance(reply, Answers):
            self._switch(entry)

    @work(group="activity", exclusive=True)
    async def action_rename(self) -> None:
        """Rename the highlighted profile."""
        profile, path = self._highlighted_profile(), self._session.path
        if profile is None:
            return
        old = profile.name
        others = frozenset(self.state.document.names) - {old}
        new = await self.app.push_screen_wait(RenameScreen(old, others))
        if not new or new == old:
            return
        if await self._change(lambda: rename(path, old, new), f"Renamed {old} to {new}."):
            reached = (one._replace(via=new) if one.via == old else one for one in self.state.reached)
            self.state = replace(self.state, reached=tuple(reached))
            if self.state.fetching.is_running:
                self._fetch()  # it names the profile that no longer exists

    @work(group="activity", exclusive=True)
    async def action_forget(self) -> None:
        """Remove the highlighted profile, after confirmation."""
        profile, path = self._highlighted_profile(), self._session.path
        if profile is None:
            return
        name = profile.name
        text = "This removes the profile from this computer. Its token keeps working until "
        text += "it is revoked." if profile.grant else f"you revoke it at ClickFunnels: {DEVELOPER_PORTAL}."
        if await self._agrees(f"Forget {name}?", text, "Forget it", "Keep it"):
            if profile.grant and not await self._offer_to_revoke(profile):
                return
            self._accounts.pop(name, None)
            is_done = await self._change(lambda: forget(path, [name]), forgot_message([name]))
            if is_done and not self._session.is_offline:
                self._fetch()  # another profile's token may be able to access the same workspaces

    async def _offer_to_revoke(self, profile: Profile) -> bool:
        """Revoke a token that someone signed in for, if they agree; False if that failed."""
        from wizard.onboarding.revocation import revoke_tokens, sharing_token  # noqa: PLC0415 - seldom needed

        path, connect = self._session.path, self._session.connect
        try:
            sharing = await asyncio.to_thread(sharing_token, self.state.document, path, [profile])
            text = "You signed in for this token. Once it's revoked, it works nowhere, and undo can't help."
            text += f" These profiles have the same token: {', '.join(sharing)}." if sharing else ""
            if await self._agrees(
                "Revoke its token at ClickFunnels, too?", text, "Revoke it", "Leave it valid"
            ):
                self._show(Activity(busy="Revoking the token at ClickFunnels."))
                await revoke_tokens(connect, path, [profile])
        except (ApiError, ConfigError) as error:
            self._show(Activity(error=error))
            return False
        return True

    @work(group="activity", exclusive=True)
    async def action_other_token(self) -> None:
        """Replace the highlighted profile's token, and those of its team's other profiles if wanted."""
        from wizard.tui.screens.replace_token import ReplaceTokenScreen  # noqa: PLC0415 - only this key needs it

        entry, profile = self._highlighted(), self._highlighted_profile()
        if entry is None or profile is None:
            return
        try:
            screen = ReplaceTokenScreen(self._session, profile)
            await self.app.push_screen(screen)
            reply = await screen.reply
            self.app.pop_screen()
            if not isinstance(reply, Answers) or reply.account is None:
                return
            self._show(Activity(busy="Asking ClickFunnels whether the token can access this workspace."))
            await look_up(reply.account, entry)
        except (ApiError, NoLongerAccessible) as error:
            self._show(Activity(error=error, hint="The profile keeps its current token."))
            return
        self._show(Activity())
        names, token, grant = [profile.name], reply.account.token, reply.account.grant
        others = same_team(self.state.document, profile._replace(token=token))
        title = "Use it for the team’s other profiles, too?"
        text = f"The new token can also replace the token of {', '.join(others)}."
        can_replace = bool(others) and not is_for_one_workspace(reply.account)
        if can_replace and await self._agrees(title, text, "All of them", "Only this one"):
            names += others
        done = f"Saved the new token for {', '.join(names)}."
        if await self._change(lambda: replace_tokens(self._session.path, names, token, grant), done):
            self._accounts.clear()

    async def _change(self, change: Callable[[], Saved], done: str) -> bool:
        """Make one change to the file, off the event loop, and say `done` in place."""

        def make() -> Saved:
            saved = change()
            self._changes.append(Outcome(done, saved.notes))  # even if the screen is left this very moment
            return saved

        self._show(Activity(busy="Saving.", can_cancel=False))
        try:
            saved = await asyncio.to_thread(make)
        except ConfigError as error:
            self._show(Activity(error=error))
            return False
        activity = Activity(done=done, hint=" ".join(saved.notes))
        self.state = replace(self.state, document=saved.document, activity=activity)
        return True

    def _finish(self, reply: Outcome | Next) -> None:
        if not self.reply.done():
            self.reply.set_result(reply)
