"""The wizard and the list of workspaces as a Textual app: asks each question of the flow on a screen."""

from __future__ import annotations

import asyncio
from typing import Any, TypeVar

from textual import work
from textual.screen import Screen

from wizard.api.errors import ApiError
from wizard.config.errors import Damaged, NewerVersion, NotReadable
from wizard.config.permissions import repair_permissions
from wizard.config.reading import read
from wizard.onboarding.answers import Answers, Step
from wizard.onboarding.flow import Completed, Reply, onboard
from wizard.onboarding.next_steps import outcome_of
from wizard.onboarding.resolve import resolve_step
from wizard.onboarding.session import Outcome, Session
from wizard.support.errors import UserError
from wizard.tui.base_app import BaseApp
from wizard.tui.screens.step import StepScreen

T = TypeVar("T")


class WizardApp(BaseApp):
    """Runs the wizard or the workspace switcher; its result is what was done, or None."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.changes: list[Outcome] = []
        """What was changed in the switcher, apart from the result."""
        self._completed: Completed | None = None
        self._reply: asyncio.Future[Any] | None = None
        """Where the screen's answer arrives."""

    def on_mount(self) -> None:
        """Start the conversation."""
        self._go()

    @work(group="flow", exclusive=True)
    async def _go(self) -> None:
        if self._session.path.parent.exists() and not await self._file_is_usable():
            self.exit(None)
            return
        while True:
            if self._session.opens_home:
                from wizard.tui.screens.switch_workspace import Next, SwitchScreen  # noqa: PLC0415 - when it's shown

                home = SwitchScreen(self._session, self.changes)
                wish = await self._answer_of(home, home.reply)
                if wish is not Next.SET_UP:
                    self.exit(wish if isinstance(wish, Outcome) else None)
                    return
            if completed := await onboard(self):
                from wizard.tui.screens.done import DoneScreen  # noqa: PLC0415 - when it's shown

                self._completed = completed
                await self.push_screen(DoneScreen(completed, self._session))
                self._now_asking(None)
                return
            if not self._session.opens_home:
                self.exit(None)
                return

    async def _file_is_usable(self) -> bool:
        """Check the configuration file first: nobody should learn after ten minutes that it's damaged."""
        for note in repair_permissions(self._session.path):
            self.notify(note, markup=False, timeout=10)
        try:
            read(self._session.path)
        except (Damaged, NewerVersion) as error:
            from wizard.tui.screens.damaged import set_aside_after_asking  # noqa: PLC0415 - when it's shown

            return await set_aside_after_asking(self, error)
        except NotReadable as error:
            self.notify(f"{error.what} {error.hint}", severity="error", markup=False, timeout=20)
        return True

    async def ask(self, step: Step, answers: Answers, *, forward: bool) -> Reply:
        """Ask the question of a step on its screen."""
        if forward and (reply := await self._answer(step, answers)):
            return reply
        screen: StepScreen
        match step:
            case Step.TOKEN:
                from wizard.tui.screens.token import TokenScreen  # noqa: PLC0415 - when it's shown

                screen = TokenScreen(answers, self._session)
            case Step.TEAM:
                assert answers.account
                team = answers.account.teams.only()
                if forward and team:
                    return answers.with_team(team, is_only=True)
                from wizard.tui.screens.team_picker import team_picker  # noqa: PLC0415 - when it's shown

                screen = team_picker(answers, self._session, takes_single=forward)
            case Step.WORKSPACE:
                assert answers.account
                assert answers.team
                workspace = answers.account.workspaces(answers.team).only()
                if forward and workspace:
                    return answers.with_workspace(workspace, is_only=True)
                from wizard.tui.screens.workspace_picker import workspace_picker  # noqa: PLC0415 - when it's shown

                screen = workspace_picker(answers, self._session, takes_single=forward)
            case Step.CONTACTS:
                from wizard.tui.screens.contacts import ContactsScreen  # noqa: PLC0415 - when it's shown

                screen = ContactsScreen(answers, self._session)
            case Step.SAVE:
                from wizard.tui.screens.save import SaveScreen  # noqa: PLC0415 - when it's shown

                screen = SaveScreen(answers, self._session)
        return await self._answer_of(screen, screen.reply)

    async def _answer_of(self, screen: Screen[None], reply: asyncio.Future[T]) -> T:
        """Show a screen in place of the one before, with nothing seen in between, and give its reply."""
        if len(self.screen_stack) > 1:
            await self.switch_screen(screen)
        else:
            await self.push_screen(screen)
        self._now_asking(reply)
        return await reply

    def _now_asking(self, reply: asyncio.Future[Any] | None) -> None:
        """Let go of the keys that were typed for the screen that is there now."""
        self._reply = reply
        self.typed_keys.resume()

    @property
    def is_between_screens(self) -> bool:
        """Whether the screen is answered and another one is about to take its place."""
        return self._reply is not None and self._reply.done()

    async def _answer(self, step: Step, answers: Answers) -> Answers | None:
        """Take the answer given on the command line. If it's wrong, say so, and the screen asks."""
        presets = self._session.presets
        if presets.team is None and presets.workspace is None:
            return None

        try:
            return await resolve_step(step, answers, presets)
        except (ApiError, UserError) as error:
            self.notify(f"{error.what} {error.hint}", severity="error", markup=False, timeout=20)
            return None

    def leave(self) -> None:
        """Leave, asking first if something would be lost."""
        from wizard.tui.screens.confirm import ConfirmScreen  # noqa: PLC0415 - when it's shown

        if isinstance(self.screen, ConfirmScreen):
            return
        if self._completed:
            self.exit(outcome_of(self._session, self._completed))
            return
        steps = [screen for screen in self.screen_stack if isinstance(screen, StepScreen)]
        if not any(screen.has_something_to_lose for screen in steps):
            self.exit(None)
            return
        question = ConfirmScreen(
            "Leave without saving?",
            "What you entered so far will be forgotten. Nothing has been written.",
            yes="Leave",
            no="Stay",
        )
        self.push_screen(question, lambda agreed: self.exit(None) if agreed else None)
