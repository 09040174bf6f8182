"""From question to question: answers the flow with lines of text, and ends in order, whatever ends it."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from contextlib import suppress

from wizard.api.errors import ApiError
from wizard.config import Damaged, NewerVersion, NotReadable, read
from wizard.config.permissions import repair_permissions
from wizard.onboarding.answers import Answers, Step
from wizard.onboarding.exit_status import CANCELLED
from wizard.onboarding.flow import Reply, onboard
from wizard.onboarding.resolve import resolve_step
from wizard.onboarding.session import Outcome, Session
from wizard.plain.choice_steps import ask_team, ask_workspace
from wizard.plain.contacts_step import ask_contacts
from wizard.plain.dialogue import Dialogue
from wizard.plain.home import Home, Wish
from wizard.plain.letters import write_the_nearest
from wizard.plain.lines import Lines
from wizard.plain.picker import described
from wizard.plain.save_step import SaveStep
from wizard.plain.setting_aside import set_aside_after_asking
from wizard.plain.token_step import TokenStep
from wizard.plain.waiting import pauses_told
from wizard.support import event_loop
from wizard.support.errors import UserError
from wizard.words import plain as words

_ENDING = [
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT") if hasattr(signal, name)
]

_PATIENCE = 0.8
"""Seconds until a signal ends the program in any case: a name that is looked up cannot be called back."""

_TITLES = {
    Step.TOKEN: "API token",
    Step.TEAM: words.TITLE_TEAM,
    Step.WORKSPACE: words.TITLE_WORKSPACE,
    Step.CONTACTS: "Contacts",
    Step.SAVE: "Review and save",
}


class PlainProgram:
    """Runs the wizard, or the jump list, once, as lines on standard input and output."""

    def __init__(self, session: Session, *, is_heard: bool) -> None:
        """Begin with standard input and output; `is_heard` where somebody listens to the terminal."""
        self._session = session
        self._lines = Lines(sys.stdin)
        self._dialogue = Dialogue(self._lines, sys.stdout, wraps=sys.stdout.isatty() and not is_heard)
        for stream in (sys.stdout, sys.stderr):
            write_the_nearest(stream)
        self.changes: list[Outcome] = []
        """What was changed apart from the result: nothing, as these lines only switch and set up."""
        self._is_over = False
        self.return_code: int | None = None
        """What a signal ended it with."""

    def run(self) -> Outcome | None:
        """Give what was done; None where it was left before that."""
        return event_loop.run(self._main())

    async def ask(self, step: Step, answers: Answers, *, forward: bool) -> Reply:
        """Ask the question of a step."""
        self._dialogue.say(f"\n{_step(step + 1, len(Step), _TITLES[step])}")
        if forward and (given := await self._answer(step, answers)):
            return given
        match step:
            case Step.TOKEN:
                return await TokenStep(self._dialogue, self._session, answers).ask()
            case Step.TEAM:
                return await ask_team(self._dialogue, answers, forward=forward)
            case Step.WORKSPACE:
                return await ask_workspace(self._dialogue, answers, forward=forward)
            case Step.CONTACTS:
                return await ask_contacts(self._dialogue, self._session, answers)
            case Step.SAVE:
                return await SaveStep(self._dialogue, self._session, answers).ask()

    async def _main(self) -> Outcome | None:
        task = asyncio.current_task()
        assert task
        self._listen_to_signals(task)
        try:
            return await self._go()
        except EOFError:
            with suppress(EOFError):
                self._dialogue.say()
            return None
        except asyncio.CancelledError:
            task.uncancel()
            self.return_code = self.return_code or CANCELLED
            with suppress(EOFError, OSError):
                self._dialogue.say(f"\n{self._session.cancelled_message}")
            return None
        finally:
            self._is_over = True
            self._lines.echo.on()
            await self._session.connect.close()

    def _listen_to_signals(self, task: asyncio.Task[object]) -> None:
        loop = asyncio.get_running_loop()
        with suppress(NotImplementedError):  # Windows has no such signals, and Ctrl+C cancels by itself
            for number in _ENDING:
                loop.add_signal_handler(number, self._end, number, task)
            loop.add_signal_handler(signal.SIGCONT, self._lines.echo.off_again)

    def _end(self, number: int, task: asyncio.Task[object]) -> None:
        """Leave in order; what is done already is only hurried up."""
        self._lines.echo.on()
        if not self._is_over:
            self.return_code = 128 + number
            task.cancel()
        last_resort = threading.Timer(_PATIENCE, os._exit, [128 + number])
        last_resort.daemon = True
        last_resort.start()

    async def _go(self) -> Outcome | None:
        for note in repair_permissions(self._session.path):
            self._dialogue.say(note)
        if not await self._file_is_usable():
            return None
        while True:
            if self._session.opens_home:
                wish = await Home(self._dialogue, self._session).ask()
                if wish is not Wish.SET_UP:
                    return wish if isinstance(wish, Outcome) else None
            if completed := await onboard(self):
                return Outcome(completed.line, completed.saved.notes)
            if not self._session.opens_home:
                return None

    async def _file_is_usable(self) -> bool:
        """Look at the file before anything is asked: who typed for ten minutes should not hear of it then."""
        try:
            read(self._session.path)
        except (Damaged, NewerVersion) as error:
            return await set_aside_after_asking(self._dialogue, error)
        except NotReadable as error:
            self._dialogue.say(f"{error.what} {error.hint}")
        return True

    async def _answer(self, step: Step, answers: Answers) -> Answers | None:
        """Take the answer that was given beforehand; what is wrong with it is told, and then asked."""
        presets = self._session.presets
        if step not in (Step.TEAM, Step.WORKSPACE) or (presets.team is None and presets.workspace is None):
            return None
        try:
            async with pauses_told(self._dialogue, "Asking ClickFunnels for what was given beforehand."):
                found = await resolve_step(step, answers, presets)
        except (ApiError, UserError) as error:
            self._dialogue.say(f"{error.what} {error.hint}")
            return None
        chosen = found and (found.team if step is Step.TEAM else found.workspace)
        if chosen:
            self._dialogue.say(words.chosen(_TITLES[step], described(chosen)))
        return found


def _step(number: int, count: int, title: str) -> str:
    """The heading of a step."""
    return f"Step {number} of {count}: {title}"
