"""Run the wizard as lines of text, and end cleanly however it ends."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from contextlib import suppress

from wizard.api.errors import ApiError
from wizard.config.errors import Damaged, NewerVersion, NotReadable
from wizard.config.permissions import repair_permissions
from wizard.config.reading import read
from wizard.onboarding.answers import Answers, Step
from wizard.onboarding.exit_status import CANCELLED
from wizard.onboarding.flow import Reply, onboard
from wizard.onboarding.next_steps import outcome_of
from wizard.onboarding.resolve import resolve_step
from wizard.onboarding.session import Outcome, Session
from wizard.onboarding.step_texts import TITLES
from wizard.plain.contacts_step import ask_contacts
from wizard.plain.dialogue import Dialogue
from wizard.plain.encoding_fallback import replace_unencodable
from wizard.plain.loading import pauses_announced
from wizard.plain.picker import ask_team, ask_workspace, describe
from wizard.plain.save_step import SaveStep, offer_to_set_aside
from wizard.plain.switch_workspace import Next, WorkspaceSwitcher
from wizard.plain.terminal_input import InputLines
from wizard.plain.token_step import TokenStep
from wizard.support import event_loop
from wizard.support.errors import UserError

_SIGNALS = [
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT") if hasattr(signal, name)
]

_GRACE_SECONDS = 0.8
"""How long after a signal the program ends in any case: a DNS lookup can't be cancelled."""


class PlainProgram:
    """Runs the wizard or the workspace switcher once, on standard input and output."""

    def __init__(self, session: Session, *, wraps: bool) -> None:
        """Use standard input and output; `wraps` breaks the lines of a terminal, for eyes only."""
        self._session = session
        self._lines = InputLines(sys.stdin)
        self._dialogue = Dialogue(self._lines, sys.stdout, wraps=wraps and sys.stdout.isatty())
        for stream in (sys.stdout, sys.stderr):
            replace_unencodable(stream)
        self._is_over = False
        self.return_code: int | None = None
        """The exit status, if a signal ended the program."""

    def run(self) -> Outcome | None:
        """Give what was done; None if the person left before that."""
        return event_loop.run(self._main())

    async def ask(self, step: Step, answers: Answers, *, forward: bool) -> Reply:
        """Ask the question of a step."""
        self._dialogue.say(f"\nStep {step + 1} of {len(Step)}: {TITLES[step]}")
        if forward and (reply := await self._answer_from_presets(step, answers)):
            return reply
        match step:
            case Step.TOKEN:
                return await TokenStep(self._dialogue, self._session, answers).ask()
            case Step.TEAM:
                return await ask_team(self._dialogue, answers, forward=forward)
            case Step.WORKSPACE:
                return await ask_workspace(self._dialogue, answers, forward=forward)
            case Step.CONTACTS:
                return await ask_contacts(self._dialogue, answers, self._session.now)
            case Step.SAVE:
                return await SaveStep(self._dialogue, self._session, answers).ask()

    async def _main(self) -> Outcome | None:
        task = asyncio.current_task()
        assert task
        self._handle_signals(task)
        try:
            return await self._converse()
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

    def _handle_signals(self, task: asyncio.Task[object]) -> None:
        loop = asyncio.get_running_loop()
        with suppress(NotImplementedError):  # Windows: Ctrl+C cancels the task by itself
            for number in _SIGNALS:
                loop.add_signal_handler(number, self._end, number, task)
            loop.add_signal_handler(signal.SIGCONT, self._dialogue.resume)

    def _end(self, number: int, task: asyncio.Task[object]) -> None:
        """Cancel the task, unless it is over, and end the program soon in any case."""
        self._lines.echo.on()
        if not self._is_over:
            self.return_code = 128 + number
            task.cancel()
        last_resort = threading.Timer(_GRACE_SECONDS, os._exit, [128 + number])
        last_resort.daemon = True
        last_resort.start()

    async def _converse(self) -> Outcome | None:
        self._dialogue.say(f"ClickFunnels setup{', demo' * self._session.is_demo}: {self._session.saves_to}.")
        for note in repair_permissions(self._session.path):
            self._dialogue.say(note)
        if not await self._is_file_usable():
            return None
        while True:
            if self._session.opens_home:
                reply = await WorkspaceSwitcher(self._dialogue, self._session).ask()
                if reply is not Next.SET_UP:
                    return reply if isinstance(reply, Outcome) else None
            if completed := await onboard(self):
                return outcome_of(self._session, completed)
            if not self._session.opens_home:
                return None

    async def _is_file_usable(self) -> bool:
        """Check the file before asking anything, rather than after ten minutes of typing."""
        try:
            read(self._session.path)
        except (Damaged, NewerVersion) as error:
            return await offer_to_set_aside(self._dialogue, error)
        except NotReadable as error:
            self._dialogue.say(error.message)
        return True

    async def _answer_from_presets(self, step: Step, answers: Answers) -> Answers | None:
        """Take a team or workspace named by an option; if it's wrong, say so and give None."""
        presets = self._session.presets
        if step not in (Step.TEAM, Step.WORKSPACE) or (presets.team is None and presets.workspace is None):
            return None
        try:
            async with pauses_announced(self._dialogue, "Asking ClickFunnels about the options you gave."):
                found = await resolve_step(step, answers, presets)
        except (ApiError, UserError) as error:
            self._dialogue.say(error.message)
            return None
        if found and (chosen := found.team if step is Step.TEAM else found.workspace):
            self._dialogue.say(f"{step.name.capitalize()}: {describe(chosen)}.")
        return found
