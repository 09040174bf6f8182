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
    """As `require_step`, but give None if someone has to choose, or for another step."""
    if step in (Step.TEAM, Step.WORKSPACE):
        with suppress(MissingAnswer):
            return await require_step(step, answers, presets)
    return None


async def require_step(step: Step, answers: Answers, presets: Presets) -> Answers:
    """Choose the team or the workspace that the presets name, or the only one.

    Raises `MissingAnswer`, with the choices, if someone has to choose. Also raises `NoMatch`, `Ambiguous` or
    an `ApiError`.
    """
    account, team = answers.account, answers.team
    assert account
    if step is Step.TEAM:
        is_only = presets.team is None and presets.workspace is None
        return answers.with_team(await _team(account, presets), is_only=is_only)
    assert team
    workspace = await _workspace(account, team, presets)
    return answers.with_workspace(workspace, is_only=presets.workspace is None)


async def _team(account: Account, presets: Presets) -> Team:
    """The preset team, the preset workspace's team, or the only team."""
    if presets.team is not None:
        try:
            return await _team_called(account, presets.team)
        except NotAllowed as refusal:
            if presets.workspace is None:
                raise
            team, _ = await _workspace_by_id_only(account, presets.workspace, refusal)
            return _one_called(account, [team], "team", presets.team)
    if presets.workspace is None:
        owner = f"The token in {account.token.variable}" if account.token.variable else "This token"
        hint = "Use a token of a platform application that belongs to your team."
        return await _only(account.teams, "team", MissingAnswer(f"{owner} can't access any team.", hint))
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


async def _workspace(account: Account, team: Team, presets: Presets) -> Workspace:
    """The preset workspace, or the team's only one. An id finds one even if the list can't be loaded."""
    if presets.workspace is None:
        hint = "Create one in the ClickFunnels dashboard."
        none = MissingAnswer(f"The team {team.name} has no workspace yet.", hint)
        return await _only(account.workspaces(team), "workspace", none)
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


async def _only(listing: LiveList[Choice], noun: str, none: MissingAnswer) -> Choice:
    """The only choice. Raises `none` if there is nothing to choose from."""
    try:
        choices = [choice async for choice in listing.all()]
    except NotAllowed as error:
        raise NotAllowed(
            error.api_message,
            error.variable,
            "If the token is for one workspace only, add --workspace and the workspace's id. Otherwise check "
            "that the team's plan includes API access.",
        ) from None
    if only := listing.only():
        return only
    if not choices:
        raise none
    hint = f"Add --{noun}: {_describe_some(choices)}."
    raise MissingAnswer(f"There are several {noun}s to choose from.", hint)


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
