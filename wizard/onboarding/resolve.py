"""What was given beforehand, found in the live lists; and what there is to choose where it was not."""

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
from wizard.support.safe_text import sanitize_line

_ONLY_AN_ID = (
    "This token can't list workspaces, so only an id finds one: give the workspace's id, not its name or "
    "subdomain."
)

WORKSPACE_ID_HINT = "Type the id of the workspace that the token is for."
"""What to do next if no workspace has the id that was typed with a token that can't list workspaces."""

_SHOWN = 10

Choice = TypeVar("Choice", bound=Team | Workspace)


async def resolve_team(account: Account, presets: Presets) -> Team | None:
    """Give the team that was preset, the given workspace's team, or the only one; None where it is open.

    Raises `NoMatch`, `Ambiguous` or an `ApiError`.
    """
    if presets.team is not None:
        try:
            return await _team_called(account, presets.team)
        except NotAllowed as refusal:
            if presets.workspace is None:
                raise
            team, _ = await _by_id_only(account, presets.workspace, refusal)
            return _one(account, [team], "team", presets.team)
    if presets.workspace is None:
        return await _only(account.teams)
    with suppress(NotFound):
        team, _ = await workspace_by_id(account, presets.workspace)
        return team
    try:
        fitting = [
            (team, workspace)
            for team in [team async for team in account.teams.all()]
            async for workspace in account.workspaces(team).all()
            if is_called(workspace, presets.workspace)
        ]
    except NotAllowed as refusal:
        raise _not_by_name(account, presets.workspace, refusal) from None
    if not fitting:
        raise NoMatch("workspace", presets.workspace, (), account.token.variable)
    if len({team.id for team, _ in fitting}) > 1:
        matches = [f"{described_one(workspace)} of {team.name}" for team, workspace in fitting]
        raise Ambiguous("workspace", presets.workspace, matches)
    return fitting[0][0]


async def resolve_workspace(account: Account, team: Team, presets: Presets) -> Workspace | None:
    """Give the workspace that was preset, or the team's only one; None where it is open.

    Where the list can't be loaded, the id of a workspace still finds it. Raises `NoMatch`, `Ambiguous` or
    an `ApiError`.
    """
    if presets.workspace is None:
        return await _only(account.workspaces(team))
    try:
        workspaces = [workspace async for workspace in account.workspaces(team).all()]
    except TokenRejected:
        raise
    except ApiError as error:
        try:
            owner, workspace = await _by_id_only(account, presets.workspace, error)
        except (NotFound, NotAllowed) as not_found:
            raise (not_found if isinstance(error, NotAllowed) else error) from None
        if owner.id != team.id:
            raise NotFound(workspace_in_team(presets.workspace, team.name), account.token.variable) from None
        return workspace
    return _one(account, workspaces, "workspace", presets.workspace)


async def workspace_by_id(account: Account, typed: str, hint: str = "") -> tuple[Team, Workspace]:
    """Give the workspace with the id or public id `typed`, and its team; no list is needed.

    The team has no other name than its id where the token can't read it. Raises an `ApiError`, with the
    `hint` if there is no such workspace.
    """
    try:
        workspace = await account.workspace(typed)
    except NotAnId:
        raise
    except NotFound:
        raise _no_workspace(account, typed, hint) from None
    return await account.team_of(workspace), workspace


async def _by_id_only(account: Account, typed: str, refusal: ApiError) -> tuple[Team, Workspace]:
    """As `workspace_by_id`, where a `refusal` keeps a name from being looked for."""
    try:
        return await workspace_by_id(account, typed, _ONLY_AN_ID)
    except (NotFound, NotAnId):
        raise _not_by_name(account, typed, refusal) from None


def _not_by_name(account: Account, typed: str, refusal: ApiError) -> ApiError:
    """A number was looked for as an id; of a name it can only be said why the lists are closed."""
    if typed.isdecimal() or not isinstance(refusal, NotAllowed):
        return _no_workspace(account, typed, _ONLY_AN_ID)
    return NotAllowed(refusal.api_message, account.token.variable, _ONLY_AN_ID)


def _no_workspace(account: Account, typed: str, hint: str) -> NotFound:
    return NotFound(f"workspace with the id “{sanitize_line(typed)}”", account.token.variable, hint)


async def _team_called(account: Account, typed: str) -> Team:
    if typed.isdecimal():
        try:
            return await account.find_team(typed)
        except NotFound:
            pass
        except NotAllowed:  # its list of workspaces may be open all the same
            return Team(int(typed), f"Team {typed}")
    return _one(account, [team async for team in account.teams.all()], "team", typed)


async def _only(listing: LiveList[Choice]) -> Choice | None:
    try:
        async for _ in listing.all():
            pass
    except NotAllowed as error:
        raise NotAllowed(
            error.api_message,
            error.variable,
            (
                "If the token is for one workspace only, add --workspace and the workspace's id. "
                "Otherwise check that "
                "the team's plan includes API access."
            ),
        ) from None
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
    shown = [described_one(choice) for choice in choices]
    more = len(shown) - _SHOWN
    return [*shown[:_SHOWN], f"and {more} more"] if more > 0 else shown


def described_one(choice: Team | Workspace) -> str:
    """Name a choice in a way that tells it apart from others of that name."""
    subdomain = f"{choice.subdomain}, " if isinstance(choice, Workspace) and choice.subdomain else ""
    return f"{choice.name} ({subdomain}{choice.id})"


async def resolve_step(step: Step, answers: Answers, presets: Presets) -> Answers | None:
    """Answer a step with what was preset, or with its only choice; None where somebody has to be asked.

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


async def choice_required(step: Step, answers: Answers) -> MissingAnswer:
    """Say which choices there are, where nobody can be asked."""
    account = answers.account
    assert account
    if step is Step.TEAM:
        choices: list[str] = described([team async for team in account.teams.all()])
        nothing = _no_team(account.token.variable)
        return _unanswered("There are several teams to choose from.", nothing, "--team", choices)
    assert answers.team
    choices = described([one async for one in account.workspaces(answers.team).all()])
    nothing = _no_workspace_text(answers.team.name)
    return _unanswered("There are several workspaces to choose from.", nothing, "--workspace", choices)


def _unanswered(several: str, nothing: tuple[str, str], option: str, choices: Sequence[str]) -> MissingAnswer:
    if not choices:
        return MissingAnswer(*nothing)
    return MissingAnswer(several, _add(option, "; ".join(choices)))


def _no_team(variable: str) -> tuple[str, str]:
    """A token with which there is nothing to choose, and the environment variable that it came from."""
    token = f"The token in {variable}" if variable else "This token"
    return (
        f"{token} can't access any team.",
        "Use a token of a platform application that belongs to your team.",
    )


def _no_workspace_text(team: str) -> tuple[str, str]:
    """A team in which there is nothing to choose."""
    return f"The team {team} has no workspace yet.", "Create one in the ClickFunnels dashboard."


def _add(option: str, choices: str) -> str:
    """The option that chooses, and what there is to choose from."""
    return f"Add {option}: {choices}."
