"""From screen to screen: answers the flow's questions with Textual."""

from __future__ import annotations

from textual import work

from wizard.api.errors import ApiError
from wizard.base_app import BaseApp
from wizard.config import Damaged, NewerVersion, NotReadable, read
from wizard.config.rights import repair_rights
from wizard.errors import Refusal
from wizard.flow import Answers, Reply, Step, onboard
from wizard.given import answer
from wizard.run import Outcome, Run
from wizard.screens.confirm import ConfirmScreen
from wizard.screens.contacts import ContactsScreen
from wizard.screens.damaged import set_aside_after_asking
from wizard.screens.done import DoneScreen
from wizard.screens.home import HomeScreen, Wish
from wizard.screens.save import SaveScreen
from wizard.screens.step import StepScreen
from wizard.screens.team import TeamScreen
from wizard.screens.token import TokenScreen
from wizard.screens.workspace import WorkspaceScreen


class WizardApp(BaseApp):
    """Runs the wizard, or the jump list, once; its result is what was done, or None."""

    def __init__(self, run: Run) -> None:
        super().__init__(run)
        self._done: DoneScreen | None = None

    def on_mount(self) -> None:
        """Begin."""
        self._go()

    @work(group="flow", exclusive=True)
    async def _go(self) -> None:
        for note in repair_rights(self._run.path):
            self.notify(note, markup=False, timeout=10)
        if not await self._file_is_usable():
            self.exit(None)
            return
        while True:
            if self._run.opens_home:
                home = HomeScreen(self._run)
                await self._show(home)
                wish = await home.reply
                if wish is not Wish.SET_UP:
                    self.exit(wish if isinstance(wish, Outcome) else None)
                    return
            answers = await onboard(self)
            if answers and answers.saved:
                self._done = DoneScreen(answers.saved, answers.command, is_demo=self._run.is_demo)
                await self.push_screen(self._done)
                return
            if not self._run.opens_home:
                self.exit(None)
                return

    async def _file_is_usable(self) -> bool:
        """Look at the file before anything is asked: who typed for ten minutes should not hear of it then."""
        try:
            read(self._run.path)
        except (Damaged, NewerVersion) as error:
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
                screen = TokenScreen(answers, self._run)
            case Step.TEAM:
                assert answers.account
                team = answers.account.teams.only()
                if forward and team:
                    return answers.with_team(team, alone=True)
                screen = TeamScreen(answers, takes_single=forward)
            case Step.WORKSPACE:
                assert answers.account
                assert answers.team
                workspace = answers.account.workspaces(answers.team).only()
                if forward and workspace:
                    return answers.with_workspace(workspace, alone=True)
                screen = WorkspaceScreen(answers, takes_single=forward)
            case Step.CONTACTS:
                screen = ContactsScreen(answers, self._run)
            case Step.SAVE:
                screen = SaveScreen(answers, self._run)
        await self._show(screen)
        return await screen.reply

    async def _show(self, screen: StepScreen | HomeScreen) -> None:
        """Put a screen into the former one's place, with nothing seen between."""
        stands = isinstance(self.screen, StepScreen | HomeScreen)
        await (self.switch_screen(screen) if stands else self.push_screen(screen))

    async def _answer(self, step: Step, answers: Answers) -> Answers | None:
        """Take the answer that was given beforehand; what is wrong with it is told, and then asked."""
        given = self._run.given
        if given.team is None and given.workspace is None:
            return None
        try:
            return await answer(step, answers, given)
        except (ApiError, Refusal) as error:
            self.notify(f"{error.what} {error.hint}", severity="error", markup=False, timeout=20)
            return None

    async def action_quit(self) -> None:
        """Leave, asking first if something would be lost."""
        if isinstance(self.screen, ConfirmScreen):
            return
        if self._done:
            self._done.action_close()
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
