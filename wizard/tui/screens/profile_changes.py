"""What the workspace switcher changes in the configuration: names, tokens, whole profiles; and undo."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace

from textual import work

from wizard.account.access_check import is_for_one_workspace
from wizard.account.account import Account
from wizard.account.switch_list import Entry
from wizard.account.switching import look_up
from wizard.api.errors import ApiError
from wizard.config.differences import differences
from wizard.config.errors import ConfigError
from wizard.config.profile import Profile
from wizard.config.profile_changes import forget, forgot_message, rename, replace_tokens, same_team, undo
from wizard.config.saved import Saved
from wizard.onboarding.answers import Answers
from wizard.onboarding.session import Outcome, Session
from wizard.onboarding.step_texts import DEVELOPER_PORTAL
from wizard.support.errors import NoLongerAccessible
from wizard.tui.keymap import key_name
from wizard.tui.screens.confirm import ConfirmScreen
from wizard.tui.screens.rename_profile import RenameScreen
from wizard.tui.screens.switch_state import Activity
from wizard.tui.screens.workspace_list import WorkspaceListScreen


class ProfileChangesScreen(WorkspaceListScreen):
    """The list of workspaces, and what can be changed about its profiles. Every change can be undone."""

    def __init__(self, session: Session, changes: list[Outcome]) -> None:
        """Add to `changes` what was changed, to be said once the program has ended."""
        super().__init__(session)
        self._changes = changes
        self._accounts: dict[str, Account] = {}

    async def _account(self, entry: Entry) -> Account:
        """What the entry's token can access. Raises `NoToken`, `KeyringTrouble` or `BadAddress`."""
        if entry.via not in self._accounts:
            profile = self.state.document.profiles[entry.via]
            self._accounts[entry.via] = await self._session.account_of(profile)
        return self._accounts[entry.via]

    async def _agrees(self, title: str, text: str, yes: str, no: str = "Stay") -> bool:
        return await self.app.push_screen_wait(ConfirmScreen(title, text, yes, no))

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
        if await self._change(lambda: rename(path, old, new), lambda _: f"Renamed {old} to {new}."):
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
        text += f"\n\n{key_name(self, 'undo')} brings the profile back afterwards, but not its token."
        if await self._agrees(f"Forget {name}?", text, "Forget it", "Keep it"):
            if profile.grant and not await self._offer_to_revoke(profile):
                return
            self._accounts.pop(name, None)
            is_done = await self._change(lambda: forget(path, [name]), lambda _: forgot_message([name]))
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
        if await self._change(
            lambda: replace_tokens(self._session.path, names, token, grant), lambda _: done
        ):
            self._accounts.clear()

    @work(group="activity", exclusive=True)
    async def action_undo(self) -> None:
        """Undo the last change to the file, or redo what was just undone."""
        before, path = self.state.document, self._session.path

        def say(saved: Saved) -> str:
            return " ".join(("Undone.", *differences(before, saved.document)))

        if await self._change(lambda: undo(path), say):
            self._accounts.clear()
            if not self._session.is_offline:
                self._fetch()

    async def _change(self, change: Callable[[], Saved], describe: Callable[[Saved], str]) -> bool:
        """Make one change to the file, off the event loop, and say in place what it was."""

        def make() -> tuple[Saved, str]:
            saved = change()
            done = describe(saved)
            self._changes.append(Outcome(done, saved.notes))  # even if the screen is left this very moment
            return saved, done

        self._show(Activity(busy="Saving.", can_cancel=False))
        try:
            saved, done = await asyncio.to_thread(make)
        except ConfigError as error:
            self._show(Activity(error=error))
            return False
        undoes = f"{key_name(self, 'undo')} undoes it."
        activity = Activity(done=done, hint=" ".join((*saved.notes, undoes)))
        self.state = replace(self.state, document=saved.document, activity=activity)
        return True
