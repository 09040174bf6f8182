"""What was given beforehand, found in the live lists; and what there is to choose where it was not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from wizard.account import Account
from wizard.api.errors import NotFound
from wizard.errors import Ambiguous, NoMatch, Unanswered
from wizard.flow import Answers, Step
from wizard.given import Given
from wizard.listing import Listing
from wizard.matching import fold, rank
from wizard.models import Team, Workspace
from wizard.words import answering as words
from wizard.words import leaving, nouns

_SHOWN = 10

Choice = TypeVar("Choice", bound=Team | Workspace)


async def find_team(account: Account, given: Given) -> Team | None:
    """Give the team that was given, the given workspace's team, or the only one; None where it is open.

    Raises `NoMatch`, `Ambiguous` or an `ApiError`.
    """
    if given.team is not None:
        return await _find_team(account, given.team)
    if given.workspace is None:
        return await _only(account.teams)
    try:
        workspace = await account.workspace(given.workspace)
        if workspace.team_id is not None:
            return await account.find_team(str(workspace.team_id))
    except NotFound:
        pass
    teams = [team async for team in account.teams.every()]
    fitting = {
        team.id: team
        for team in teams
        async for workspace in account.workspaces(team).every()
        if is_called(workspace, given.workspace)
    }
    if len(fitting) > 1:
        raise Ambiguous(nouns.WORKSPACE, given.workspace, [f"--team {team.id}" for team in fitting.values()])
    if not fitting:
        raise NoMatch(nouns.WORKSPACE, given.workspace, (), account.token.variable)
    return next(iter(fitting.values()))


async def find_workspace(account: Account, team: Team, given: Given) -> Workspace | None:
    """Give the workspace that was given, or the team's only one; None where it is open.

    Raises `NoMatch`, `Ambiguous` or an `ApiError`.
    """
    if given.workspace is None:
        return await _only(account.workspaces(team))
    workspaces = [workspace async for workspace in account.workspaces(team).every()]
    return _one(account, workspaces, nouns.WORKSPACE, given.workspace)


async def _find_team(account: Account, typed: str) -> Team:
    if typed.isdecimal():
        try:
            return await account.find_team(typed)
        except NotFound:
            pass
    return _one(account, [team async for team in account.teams.every()], nouns.TEAM, typed)


async def _only(listing: Listing[Choice]) -> Choice | None:
    async for _ in listing.every():
        pass
    return listing.only()


def _one(account: Account, choices: Sequence[Choice], noun: str, typed: str) -> Choice:
    matches = [choice for choice in choices if is_called(choice, typed)]
    if len(matches) > 1:
        raise Ambiguous(noun, typed, described(matches))
    if not matches:
        close = [choice for choice in choices if rank(typed, choice.name, _names(choice)) is not None]
        raise NoMatch(noun, typed, described(close or choices), account.token.variable)
    return matches[0]


def is_called(choice: Team | Workspace, typed: str) -> bool:
    """Whether one of the choice's names is exactly this; case and accents matter in a public id only."""
    names = {fold(name) for name in _names(choice)}
    return typed == choice.public_id or fold(typed) in names


def _names(choice: Team | Workspace) -> tuple[str, ...]:
    subdomain = (choice.subdomain,) if isinstance(choice, Workspace) and choice.subdomain else ()
    return (choice.name, str(choice.id), *subdomain)


def described(choices: Iterable[Team | Workspace]) -> list[str]:
    """Name a few of the choices, each with its id."""
    shown = [f"{choice.name} ({choice.id})" for choice in choices]
    more = len(shown) - _SHOWN
    return [*shown[:_SHOWN], words.more(more)] if more > 0 else shown


async def answer(step: Step, answers: Answers, given: Given) -> Answers | None:
    """Answer a step with what was given, or with its only choice; None where somebody has to be asked.

    Raises `NoMatch`, `Ambiguous` or an `ApiError`.
    """
    account, team = answers.account, answers.team
    match step:
        case Step.TEAM if account:
            found = await find_team(account, given)
            is_alone = given.team is None and given.workspace is None
            return answers.with_team(found, alone=is_alone) if found else None
        case Step.WORKSPACE if account and team:
            workspace = await find_workspace(account, team, given)
            return answers.with_workspace(workspace, alone=given.workspace is None) if workspace else None
    return None


async def must_choose(step: Step, answers: Answers) -> Unanswered:
    """Say which choices there are, where nobody can be asked."""
    account = answers.account
    assert account
    if step is Step.TEAM:
        choices: list[str] = described([team async for team in account.teams.every()])
        return _unanswered(words.SEVERAL_TEAMS, words.NO_TEAM, "--team", choices)
    assert answers.team
    choices = described([one async for one in account.workspaces(answers.team).every()])
    nothing = words.no_workspace(answers.team.name)
    return _unanswered(words.SEVERAL_WORKSPACES, nothing, "--workspace", choices)


def _unanswered(several: str, nothing: str, option: str, choices: Sequence[str]) -> Unanswered:
    if not choices:
        return Unanswered(nothing, leaving.NOTHING_SAVED)
    return Unanswered(several, words.add(option, "; ".join(choices)))
