"""What the five steps have in common: where things stand, and the keys that are always there."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input

from wizard.onboarding.answers import Answers, Step
from wizard.onboarding.flow import Back, Reply
from wizard.onboarding.session import Session
from wizard.onboarding.step_texts import TITLES
from wizard.tui.keymap import bind
from wizard.tui.widgets.heading import Heading
from wizard.tui.widgets.key_bar import KeyBar
from wizard.tui.widgets.key_reasons import KeyReasons
from wizard.tui.widgets.notice import Notice
from wizard.tui.widgets.step_line import step_line
from wizard.tui.widgets.top_line import TopLine


class StepScreen(Screen[None], KeyReasons):
    """One question. Its reply is the answers with its own added, or where to go instead.

    It does not close itself: the next step takes its place in one go, with nothing seen between.
    """

    IS_BRIEF: ClassVar[bool] = False
    """Whether a low window shows no introduction."""
    DEFAULT_CLASSES = "-wide -tall"  # of most windows; a change of these styles every widget again
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "Continue"),
        bind("go_on", "go_on", "Continue", show=False),
        bind("go_back", "go_back", "Back"),
    ]

    def __init__(self, answers: Answers, step: Step, session: Session) -> None:
        super().__init__()
        self._session = session
        self._step = step
        self.answers = answers
        self.notice = Notice()
        """The place for remarks."""
        self.reply: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
        """Set once, when the question is answered."""
        self._held: Reply | None = None

    def compose(self) -> ComposeResult:
        """Lay out what all steps share; `compose_body` fills the middle."""
        yield self.heading()
        with Vertical(id="body"):
            yield from self.compose_body()
        yield self.notice
        yield KeyBar()

    def heading(self) -> Heading:
        """Make the top."""
        return Heading(
            self.top_line(),
            self.title_text(),
            self.introduction(),
            self.step_line(),
            is_brief=self.IS_BRIEF,
        )

    def top_line(self) -> TopLine:
        """Which program this is, and where it saves."""
        return TopLine.of(self.app.title, self._session)

    def step_line(self) -> Callable[[int], Content] | None:
        """Where things stand, for a width; None where there are no steps."""
        return partial(step_line, self._step)

    def title_text(self) -> Content:
        """The question, as a few words."""
        return Content(TITLES[self._step])

    def introduction(self) -> Content:
        """One or two lines below the title."""
        raise NotImplementedError

    def compose_body(self) -> ComposeResult:
        """The middle of the screen."""
        raise NotImplementedError

    def action_go_on(self) -> None:
        """Answer the question."""
        raise NotImplementedError

    @property
    def has_something_to_lose(self) -> bool:
        """Whether leaving now would throw something away."""
        return self.answers.account is not None

    @on(Input.Submitted)
    def take_answer(self) -> None:
        """Enter in a field answers too; as a message it comes after all that was typed before it."""
        self.action_go_on()

    def action_go_back(self) -> None:
        """Return to the step before, with every answer kept."""
        self.finish(Back(self.answers))

    def finish(self, reply: Reply) -> None:
        """Give the reply; while something is open over the step, it waits for that to close."""
        if not self.is_active:
            self._held = reply
        elif not self.reply.done():
            self.reply.set_result(reply)

    def on_screen_resume(self, event: events.ScreenResume) -> None:  # noqa: ARG002
        """Give a reply that came while something was open over the step."""
        if self._held is not None:
            self.finish(self._held)
