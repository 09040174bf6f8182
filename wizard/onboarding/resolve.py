"""Find the team and the workspace that presets name, and list the choices if they name none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import TypeVar

from wizard.account.account import Account
from wizard.api.errors import ApiError, NotAllowed, NotAnId, NotFound, TokenRejected
from wizard.api.list_names import workspace_in_team
from wizard.api.live_list import LiveList
from wizard.api.models import Team, Workspace
from wizard.onboarding.answers import Answers, Step
from wizard.onboarding.session import Presets
from wizard.support.errors import Ambiguous, MissingAnswer, NoMatch
from wizard.support.matching import fold, rank
from wizard.support.pasted_token import token_in_answer
from wizard.support.safe_text import sanitize_line

_ONLY_AN_ID = (
    "This token can't list workspaces, so only an id finds one: give the workspace's id, not its name or "
    "subdomain."
)

WORKSPACE_ID_HINT = "Type the id of the workspace that the token is for."
"""What to do next if no workspace has the id that was typed with a token that can't list workspaces."""

_SHOWN = 10

Choice = TypeVar("Choice", bound=Team | Workspace)


async def resolve_step(step: Step, answers: Answers, presets: Presets) -> Answers | None:
    """Answer a step from the presets, or with its only choice; None if someone has to choose.

    Raises `NoMatch`, `Ambiguous` or an `ApiError`.
    """
    account, team = answers.account, answers.team
    match step:
        case Step.TEAM if account:
            found = await resolve_team(account, presets)
            is_only = presets.team is None and presets.workspace is None
            return answers.with_team(found, is_only=is_only) if found else None
        case Step.WORKSPACE if account and team:
            workspace = await resolve_workspace(account, team, presets)
            return answers.with_workspace(workspace, is_only=presets.workspace is None) if workspace else None
    return None


async def require_step(step: Step, answers: Answers, presets: Presets) -> Answers:
    """As `resolve_step`, but raise `MissingAnswer`, with the choices, if someone has to choose."""
    resolved = await resolve_step(step, answers, presets)
    if resolved is None:
        raise await _choice_required(step, answers)
    return resolved


async def resolve_team(account: Account, presets: Presets) -> Team | None:
    """Give the preset team, the preset workspace's team, or the only team; None if there are several.

    Raises `NoMatch`, `Ambiguous` or an `ApiError`.
    """
    if presets.team is not None:
        try:
            return await _team_called(account, presets.team)
        except NotAllowed as refusal:
            if presets.workspace is None:
                raise
            team, _ = await _workspace_by_id_only(account, presets.workspace, refusal)
            return _one_called(account, [team], "team", presets.team)
    if presets.workspace is None:
        return await _only(account.teams)
    with suppress(NotFound):
        team, _ = await workspace_by_id(account, presets.workspace)
        return team
    try:
        matches = [
            (team, workspace)
            for team in [team async for team in account.teams.all()]
            async for workspace in account.workspaces(team).all()
            if is_called(workspace, presets.workspace)
        ]
    except NotAllowed as refusal:
        raise _lists_not_allowed(account, presets.workspace, refusal) from None
    if not matches:
        raise NoMatch("workspace", _repeatable(presets.workspace), (), account.token.variable)
    if len({team.id for team, _ in matches}) > 1:
        described = [f"{_describe(workspace)} of {team.name}" for team, workspace in matches]
        raise Ambiguous("workspace", _repeatable(presets.workspace), described)
    return matches[0][0]


async def resolve_workspace(account: Account, team: Team, presets: Presets) -> Workspace | None:
    """Give the preset workspace, or the team's only one; None if there are several.

    An id finds a workspace even if the list can't be loaded. Raises `NoMatch`, `Ambiguous` or an `ApiError`.
    """
    if presets.workspace is None:
        return await _only(account.workspaces(team))
    try:
        workspaces = [workspace async for workspace in account.workspaces(team).all()]
    except TokenRejected:
        raise
    except ApiError as error:
        try:
            owner, workspace = await _workspace_by_id_only(account, presets.workspace, error)
        except (NotFound, NotAllowed) as not_found:
            raise (not_found if isinstance(error, NotAllowed) else error) from None
        if owner.id != team.id:
            name = workspace_in_team(_repeatable(presets.workspace), team.name)
            raise NotFound(name, account.token.variable) from None
        return workspace
    return _one_called(account, workspaces, "workspace", presets.workspace)


async def workspace_by_id(account: Account, typed: str, hint: str = "") -> tuple[Team, Workspace]:
    """Give the workspace with the id or public id `typed`, and its team, without loading a list.

    If the token can't read the team, it's called by its id. Raises an `ApiError`, with the `hint` if there is
    no such workspace.
    """
    try:
        workspace = await account.workspace(typed)
    except NotAnId:
        raise
    except NotFound:
        raise _no_workspace(account, typed, hint) from None
    return await account.team_of(workspace), workspace


def is_called(choice: Team | Workspace, typed: str) -> bool:
    """Whether `typed` is one of the choice's names; case and accents only matter in a public id."""
    names = {fold(name) for name in _names(choice)}
    return typed == choice.public_id or fold(typed) in names


async def _choice_required(step: Step, answers: Answers) -> MissingAnswer:
    account, team = answers.account, answers.team
    assert account
    if step is Step.TEAM:
        choices = _describe_some([one async for one in account.teams.all()])
        if choices:
            return MissingAnswer("There are several teams to choose from.", f"Add --team: {choices}.")
        variable = account.token.variable
        return MissingAnswer(
            f"{f'The token in {variable}' if variable else 'This token'} can't access any team.",
            "Use a token of a platform application that belongs to your team.",
        )
    assert team
    choices = _describe_some([one async for one in account.workspaces(team).all()])
    if choices:
        return MissingAnswer("There are several workspaces to choose from.", f"Add --workspace: {choices}.")
    return MissingAnswer(
        f"The team {team.name} has no workspace yet.", "Create one in the ClickFunnels dashboard."
    )


async def _team_called(account: Account, typed: str) -> Team:
    if typed.isdecimal():
        try:
            return await account.find_team(typed)
        except NotFound:
            pass
        except NotAllowed:  # its workspaces may be readable anyway
            return Team(int(typed), f"Team {typed}")
    return _one_called(account, [team async for team in account.teams.all()], "team", typed)


async def _workspace_by_id_only(account: Account, typed: str, error: ApiError) -> tuple[Team, Workspace]:
    """As `workspace_by_id`, if an `error` keeps the lists from being searched for a name."""
    try:
        return await workspace_by_id(account, typed, _ONLY_AN_ID)
    except (NotFound, NotAnId):
        raise _lists_not_allowed(account, typed, error) from None


async def _only(listing: LiveList[Choice]) -> Choice | None:
    try:
        async for _ in listing.all():
            pass
    except NotAllowed as error:
        raise NotAllowed(
            error.api_message,
            error.variable,
            "If the token is for one workspace only, add --workspace and the workspace's id. Otherwise check "
            "that the team's plan includes API access.",
        ) from None
    return listing.only()


def _one_called(account: Account, choices: Sequence[Choice], noun: str, typed: str) -> Choice:
    matches = [choice for choice in choices if is_called(choice, typed)]
    if len(matches) > 1:
        raise Ambiguous(noun, _repeatable(typed), [_describe_some(matches)])
    if not matches:
        close = [choice for choice in choices if rank(typed, choice.name, _names(choice)) is not None]
        near = _describe_some(close or choices)
        raise NoMatch(noun, _repeatable(typed), [near] if near else (), account.token.variable)
    return matches[0]


def _lists_not_allowed(account: Account, typed: str, error: ApiError) -> ApiError:
    """Say why nothing was found: no such id, or, for a name, that the lists can't be read."""
    if typed.isdecimal() or not isinstance(error, NotAllowed):
        return _no_workspace(account, typed, _ONLY_AN_ID)
    return NotAllowed(error.api_message, account.token.variable, _ONLY_AN_ID)


def _no_workspace(account: Account, typed: str, hint: str) -> NotFound:
    return NotFound(f"workspace with the id “{_repeatable(typed)}”", account.token.variable, hint)


def _repeatable(typed: str) -> str:
    """Give what was typed as it may be shown: a token pasted by mistake is masked."""
    found = token_in_answer(typed)
    is_token = found and any(letter.isdigit() for letter in typed)  # long subdomains rarely have digits
    return found.token.masked if found and is_token else sanitize_line(typed)


def _names(choice: Team | Workspace) -> tuple[str, ...]:
    subdomain = (choice.subdomain,) if isinstance(choice, Workspace) and choice.subdomain else ()
    return (choice.name, str(choice.id), *subdomain)


def _describe_some(choices: Iterable[Team | Workspace]) -> str:
    """Name the first choices, with their ids."""
    described = [_describe(choice) for choice in choices]
    more = len(described) - _SHOWN
    return "; ".join([*described[:_SHOWN], f"and {more} more"] if more > 0 else described)


def _describe(choice: Team | Workspace) -> str:
    """Name a choice with what tells it apart from others of the same name."""
    subdomain = f"{choice.subdomain}, " if isinstance(choice, Workspace) and choice.subdomain else ""
    return f"{choice.name} ({subdomain}{choice.id})"
