"""The workspace switcher: find a workspace, and switch to it or manage its profile."""

from __future__ import annotations

import asyncio
from enum import Enum, auto
from typing import ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.widgets import Input

from wizard.account import switch_list
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
from wizard.onboarding.answers import Answers
from wizard.onboarding.session import Outcome, Session
from wizard.support.errors import NoLongerAccessible
from wizard.tui.keymap import bind, key_name
from wizard.tui.screens.profile_changes import ProfileChangesScreen
from wizard.tui.screens.switch_state import ADD, Activity
from wizard.tui.widgets.key_reasons import NOTHING_FAILED
from wizard.tui.widgets.marks import MARKS
from wizard.tui.widgets.record_table import RecordTable


class Next(Enum):
    """What to do next, if nothing was switched."""

    SET_UP = auto()
    LEAVE = auto()


_ON_ENTRIES = ("browse", "rename", "forget", "other_token", "undo")


class SwitchScreen(ProfileChangesScreen):
    """Everything to switch to, found by typing. Its `reply` is what was done, or what to do next."""

    HELP = (
        f"{switch_list.ABOUT} {MARKS.here} is the current profile, - the previous one.\n\n"
        "Type part of a name, team, subdomain or id to search, or - for the previous profile. Enter "
        "switches, after checking that the workspace still exists."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("go_back", "go_back", "Leave", "Cancel, or leave"),
        bind("retry", "retry", "Try again", "Load the list again"),
        bind("browse", "browse", "Browse", "Browse the workspace's contacts"),
        bind("find", "find", "Find a contact", "Find a contact in all workspaces"),
        bind("rename", "rename", "Rename", "Rename the profile"),
        bind("forget", "forget", "Forget", "Forget the profile"),
        bind("other_token", "other_token", "Token", "Use another token for the profile"),
        bind("undo", "undo", "Undo", "Undo the last change to the configuration"),
        bind("set_up", "set_up", "New", "Add another token or workspace"),
    ]

    def __init__(self, session: Session, changes: list[Outcome]) -> None:
        super().__init__(session, changes)
        self.reply: asyncio.Future[Outcome | Next] = asyncio.get_running_loop().create_future()
        """Set once."""

    def action_go_back(self) -> None:
        """Cancel what is under way, or leave."""
        activity = self.state.activity
        if activity.busy and activity.can_cancel:
            self.workers.cancel_group(self, "activity")
            self._show(Activity())
        elif activity.busy:
            self.app.bell()
        else:
            self._finish(Next.LEAVE)

    def action_set_up(self) -> None:
        """Add another token or workspace in the wizard."""
        self._finish(Next.SET_UP)

    def why_not(self, action: str) -> str:
        """Entries are left alone while something is saved; what works on a profile needs one."""
        row = self._table.current
        entry = None if isinstance(row, str) else row
        if action in _ON_ENTRIES and not self.state.activity.can_cancel:
            return "Wait until this is saved."
        match action:
            case "retry" if not self.state.fetching.faults:
                return NOTHING_FAILED
            case "browse" | "rename" | "forget" | "other_token" if entry is None:
                return "No workspace is highlighted."
            case "rename" | "forget" | "other_token" if entry and not entry.profile:
                return "This workspace has no profile yet. Enter switches to it and creates one."
            case _:
                return super().why_not(action)

    @on(Input.Submitted, "#query")
    @on(RecordTable.Selected)
    def choose(self) -> None:
        """Switch to the highlighted entry, or add another one."""
        if self._table.current == ADD and not self._field.value:
            self.action_set_up()
        elif (entry := self._highlighted()) and not self.state.activity.busy:
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
    async def action_find(self) -> None:
        """Find a contact in all workspaces."""
        from wizard.tui.screens.find_contact import FindScreen  # noqa: PLC0415 - only this key needs it

        screen = FindScreen(self._session, self.state.document)
        await self.app.push_screen_wait(screen)

    def _finish(self, reply: Outcome | Next) -> None:
        if not self.reply.done():
            self.reply.set_result(reply)
