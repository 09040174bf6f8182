"""The order of the steps, from the first question to a saved profile, whoever asks the questions."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from wizard.config.saved import Saved
from wizard.onboarding.answers import Answers, Step


class Back(NamedTuple):
    """Return to the step before. Answers stay, and so does what was typed."""

    answers: Answers


class Leave(NamedTuple):
    """Stop here. Nothing is saved."""


class Completed(NamedTuple):
    """The end of the flow."""

    saved: Saved
    command: str
    """The command that does the same without questions."""
    other_tokens: tuple[str, ...] = ()
    """The team's other profiles that could use the new token, and keep their own."""

    @property
    def profile_name(self) -> str:
        """The name of the saved profile."""
        return self.saved.document.current or ""

    @property
    def line(self) -> str:
        """What was done, in one line."""
        return f"Saved profile “{self.profile_name}” in {self.saved.path}"


Reply = Answers | Back | Leave | Completed
"""To a question: the answers including the new one, or where to go instead."""


class Questions(Protocol):
    """Asks one step at a time."""

    async def ask(self, step: Step, answers: Answers, *, forward: bool) -> Reply:
        """Ask `step`. Only when moving `forward` may it be skipped; someone who came back wants to see it."""


async def onboard(questions: Questions) -> Completed | None:
    """Ask one step after another until a profile is saved; None if the person leaves before that."""
    answers = Answers()
    step, forward = Step.TOKEN, True
    while True:
        match await questions.ask(step, answers, forward=forward):
            case Completed() as completed:
                return completed
            case Leave():
                return None
            case Back(answers):
                if step is Step.TOKEN:
                    return None
                step, forward = _before(step, answers), False
            case Answers() as answers:
                step, forward = _after(step, answers), True


_CHOICES = frozenset({Step.TEAM, Step.WORKSPACE})


def _after(step: Step, answers: Answers) -> Step:
    """The step that follows. A workspace found by its id leaves nothing to choose."""
    if step is Step.TOKEN and answers.is_by_id:
        return Step.CONTACTS
    return Step(min(step + 1, Step.SAVE))


def _before(step: Step, answers: Answers) -> Step:
    """The last step before this one that was asked."""
    skipped = answers.skipped | (_CHOICES if answers.is_by_id else frozenset())
    asked = [other for other in Step if other < step and other not in skipped]
    return asked[-1] if asked else Step.TOKEN
