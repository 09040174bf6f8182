"""From the first question to a saved configuration; who asks the questions, and how, is not known here."""

from __future__ import annotations

from typing import Protocol

from wizard.onboarding.answers import Answers, Back, Leave, Reply, Step


class Questions(Protocol):
    """Asks one step at a time.

    `forward` tells whether the step is reached going on, rather than coming back to it: only then
    may it answer itself.
    """

    async def ask(self, step: Step, answers: Answers, *, forward: bool) -> Reply:
        """Ask the question of `step`."""


async def onboard(questions: Questions) -> Answers | None:
    """Ask step after step until something is saved; None where the person left before that."""
    answers = Answers()
    step, forward = Step.TOKEN, True
    while answers.saved is None:
        reply = await questions.ask(step, answers, forward=forward)
        match reply:
            case Leave():
                return None
            case Back(answers):
                if step is Step.TOKEN:
                    return None
                step, forward = _before(step, answers), False
            case Answers():
                answers = reply
                step, forward = _after(step, answers), True
    return answers


_CHOICES = frozenset({Step.TEAM, Step.WORKSPACE})


def _after(step: Step, answers: Answers) -> Step:
    """The step that follows; with the workspace known, nothing has to be chosen."""
    if step is Step.TOKEN and answers.is_by_id:
        return Step.CONTACTS
    return Step(min(step + 1, Step.SAVE))


def _before(step: Step, answers: Answers) -> Step:
    """The step before, past those that answered themselves."""
    passed = answers.skipped | (_CHOICES if answers.is_by_id else frozenset())
    earlier = [other for other in Step if other < step and other not in passed]
    return earlier[-1] if earlier else Step.TOKEN
