"""The order of the steps, which answers going back keeps, and the plan of what gets saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from wizard.account.account import Account
from wizard.account.connection import Connector
from wizard.api.errors import ApiError
from wizard.api.hosts import Hosts
from wizard.api.models import Team, Workspace
from wizard.config.document import EMPTY
from wizard.config.saved import Saved
from wizard.onboarding.answers import Answers, Step
from wizard.onboarding.flow import Back, Completed, Leave, Reply, onboard
from wizard.onboarding.plan import plan_of
from wizard.onboarding.session import Session
from wizard.sandbox import DEMO_TOKEN, create_app
from wizard.support.secret import Token

TEAM, OTHER_TEAM = Team(1, "One"), Team(2, "Two")
SPACE, OTHER_SPACE = Workspace(10, "Ten", "ten"), Workspace(11, "Eleven", "eleven")
COMPLETED = Completed(Saved(Path("config.json"), EMPTY, ()), "cfw setup")


def account() -> Account:
    return Connector(Hosts(), create_app())(Token(DEMO_TOKEN))


class Scripted:
    """Answers each question with the next reply of a script, and records how it was asked."""

    def __init__(self, *replies: Callable[[Answers], Reply]) -> None:
        self._replies = list(replies)
        self.asked: list[tuple[Step, bool]] = []
        self.held: list[Answers] = []

    async def ask(self, step: Step, answers: Answers, *, forward: bool) -> Reply:
        self.asked.append((step, forward))
        self.held.append(answers)
        return self._replies.pop(0)(answers)


def same(answers: Answers) -> Answers:
    return answers


def back(answers: Answers) -> Back:
    return Back(answers)


def team(choice: Team = TEAM, *, is_only: bool = False) -> Callable[[Answers], Reply]:
    return lambda answers: answers.with_team(choice, is_only=is_only)


def space(choice: Workspace = SPACE, *, is_only: bool = False) -> Callable[[Answers], Reply]:
    return lambda answers: answers.with_workspace(choice, is_only=is_only)


def save(_: Answers) -> Completed:
    return COMPLETED


async def test_straight_through() -> None:
    script = Scripted(same, team(), space(), same, save)
    assert await onboard(script) is COMPLETED
    assert script.asked == [(step, True) for step in Step]


async def test_back_from_each_step_and_forward_again_with_every_answer_kept() -> None:
    script = Scripted(same, team(), space(), same, back, back, back, back, same, team(), space(), same, save)
    assert await onboard(script) is COMPLETED
    assert script.asked[4:9] == [
        (Step.SAVE, True),
        (Step.CONTACTS, False),
        (Step.WORKSPACE, False),
        (Step.TEAM, False),
        (Step.TOKEN, False),
    ]
    assert script.held[8].workspace == SPACE
    assert script.held[11].workspace == SPACE, "the same team keeps the workspace"


async def test_back_passes_skipped_steps() -> None:
    script = Scripted(same, team(is_only=True), space(is_only=True), back, lambda _: Leave())
    assert await onboard(script) is None
    assert script.asked[-1] == (Step.TOKEN, False)


async def test_back_at_the_first_step_leaves() -> None:
    script = Scripted(back)
    assert await onboard(script) is None
    assert [step for step, _ in script.asked] == [Step.TOKEN]


async def test_another_team_drops_the_workspace_and_another_workspace_drops_the_name() -> None:
    answers = Answers().with_team(TEAM, is_only=False).with_workspace(SPACE, is_only=False)
    named = answers._replace(profile_name="mine")
    assert named.with_workspace(SPACE, is_only=False).profile_name == "mine"
    assert named.with_workspace(OTHER_SPACE, is_only=False).profile_name is None
    assert named.with_team(OTHER_TEAM, is_only=False).workspace is None
    assert named.with_account(account()).team is None


def test_a_subdomain_that_is_not_a_host_name_never_becomes_a_plan() -> None:
    answers = Answers(account=account()).with_team(TEAM, is_only=False)
    answers = answers.with_workspace(Workspace(1, "W", "evil.example/#"), is_only=False)
    session = Session(Path("x"), Hosts(), Connector(Hosts()))
    with pytest.raises(ApiError):
        plan_of(session, EMPTY, answers, "w")
