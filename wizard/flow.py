"""From the first question to a saved configuration; who asks the questions, and how, is not known here."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from wizard.account import Account
    from wizard.config.saving import Saved
    from wizard.models import Team, Workspace
    from wizard.plan import Plan


class Step(IntEnum):
    """The five steps, in their order."""

    TOKEN = 0
    TEAM = 1
    WORKSPACE = 2
    CONTACTS = 3
    SAVE = 4


class Answers(NamedTuple):
    """What has been answered so far; a step that is asked again finds its answer here."""

    account: Account | None = None
    """What the verified token reaches."""
    team: Team | None = None
    workspace: Workspace | None = None
    profile_name: str | None = None
    """The profile's name, where it was typed."""
    alone: frozenset[Step] = frozenset()
    """Steps that answered themselves, there being one choice only."""
    is_by_id: bool = False
    """Whether the workspace's id was typed in the first step, as the token can't list anything."""
    saved: Saved | None = None
    command: str = ""
    """What does the same without a screen."""

    def with_account(self, account: Account) -> Answers:
        """Another token means other teams; the same one keeps every later answer."""
        is_same = account is self.account
        return self._replace(is_by_id=False) if is_same else Answers(account=account)

    def with_team(self, team: Team, *, alone: bool) -> Answers:
        """Another team means other workspaces."""
        kept = self if self.team and self.team.id == team.id else Answers(account=self.account)
        return kept._replace(team=team, alone=_marked(self.alone, Step.TEAM, alone) - {Step.WORKSPACE})

    def with_workspace(self, workspace: Workspace, *, alone: bool) -> Answers:
        """Another workspace means another name for the profile."""
        is_same = self.workspace is not None and self.workspace.id == workspace.id
        return self._replace(
            workspace=workspace,
            profile_name=self.profile_name if is_same else None,
            alone=_marked(self.alone, Step.WORKSPACE, alone),
        )

    def with_workspace_by_id(self, team: Team, workspace: Workspace) -> Answers:
        """The workspace that was typed with the token, so that nothing is left to choose."""
        return (
            self.with_team(team, alone=False).with_workspace(workspace, alone=False)._replace(is_by_id=True)
        )

    def with_saved(self, saved: Saved, plan: Plan) -> Answers:
        """The end: what was written, and the command that would do the same."""
        return self._replace(profile_name=plan.profile.name, saved=saved, command=plan.command())


class Back(NamedTuple):
    """Return to the step before, with what has been answered or typed kept."""

    answers: Answers


class Leave(NamedTuple):
    """Stop here, with nothing saved."""


Reply = Answers | Back | Leave
"""To a question: the answers with its own added, or where to go instead."""


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
    passed = answers.alone | (_CHOICES if answers.is_by_id else frozenset())
    earlier = [other for other in Step if other < step and other not in passed]
    return earlier[-1] if earlier else Step.TOKEN


def _marked(steps: frozenset[Step], step: Step, alone: bool) -> frozenset[Step]:
    return steps | {step} if alone else steps - {step}
