"""Check with ClickFunnels whether a token works and what it can read: a few requests at once."""

from __future__ import annotations

import asyncio

from wizard.account.access import ALLOWED, UNKNOWN, Access, ReadResult, access_so_far, try_contacts, try_teams
from wizard.account.account import Account
from wizard.account.connection import account_of
from wizard.account.switch_list import Entry
from wizard.account.switching import Found, look_up
from wizard.api.errors import ApiError, NotAllowed, NotFound, TokenRejected
from wizard.cli.options import Options
from wizard.cli.session_factory import create_session
from wizard.cli.token_status import NO_ACCESS, REJECTED, UNCHECKED, VALID, Readable, TokenStatus
from wizard.cli.unsaved_token import UnsavedToken
from wizard.cli.workspace_lookup import presets_of
from wizard.config.active_profile import ActiveProfile
from wizard.config.errors import ConfigError
from wizard.onboarding.session import Session
from wizard.onboarding.unsaved_workspace import choose_unsaved
from wizard.support import event_loop
from wizard.support.errors import MissingAnswer, NoLongerAccessible


def check_profile(choice: ActiveProfile, options: Options) -> TokenStatus:
    """Check the token of a saved profile."""
    return event_loop.run(_check_profile(choice, create_session(options)))


def check_unsaved(unsaved: UnsavedToken, options: Options) -> TokenStatus:
    """Check a token without a profile. Raises `NoMatch` or `Ambiguous` for a workspace it doesn't find."""
    return event_loop.run(_check_unsaved(create_session(options, presets_of(unsaved)), unsaved))


async def _check_profile(choice: ActiveProfile, session: Session) -> TokenStatus:
    try:
        token = await asyncio.to_thread(choice.token)
        return await _try(choice, account_of(session.connect, choice.profile, token))
    except (ApiError, ConfigError) as error:
        return _failed(choice, error)
    finally:
        await session.connect.close()


async def _check_unsaved(session: Session, unsaved: UnsavedToken) -> TokenStatus:
    account = session.connect(unsaved.token)
    try:
        return await _try(await choose_unsaved(session, account, unsaved.chosen_by), account)
    except MissingAnswer as error:
        return TokenStatus(None, VALID, access=_readable(access_so_far(account)), open_question=error)
    except ApiError as error:
        return _failed(None, error, access_so_far(account))
    finally:
        await session.connect.close()


async def _try(choice: ActiveProfile, account: Account) -> TokenStatus:
    """Try teams, the workspace and its contacts at once; the workspace decides the state of the token."""
    workspace, (teams, contacts) = await asyncio.gather(
        _try_workspace(choice, account),
        asyncio.gather(try_teams(account), try_contacts(account, choice.profile.workspace)),
    )
    if isinstance(workspace, Found):
        changes = tuple(workspace.changes(_entry(choice)))
        return TokenStatus(choice, VALID, access=_readable(Access(teams, ALLOWED, contacts)), changes=changes)
    tried = ReadResult.failed(workspace) if isinstance(workspace, ApiError) else UNKNOWN
    return _failed(choice, workspace, Access(teams, tried, contacts))


async def _try_workspace(choice: ActiveProfile, account: Account) -> Found | ApiError | NoLongerAccessible:
    try:
        return await look_up(account, _entry(choice))
    except (ApiError, NoLongerAccessible) as error:
        return error


def _entry(choice: ActiveProfile) -> Entry:
    profile = choice.profile
    return Entry(profile.team, profile.workspace, profile.name, profile)


def _failed(
    choice: ActiveProfile | None,
    error: ApiError | ConfigError | NoLongerAccessible,
    access: Access | None = None,
) -> TokenStatus:
    """The status after an error. What can be read only matters if the token was refused something."""
    state = _state(error)
    return TokenStatus(choice, state, error, _readable(access) if access and state == NO_ACCESS else ())


def _state(error: ApiError | ConfigError | NoLongerAccessible) -> str:
    if isinstance(error, TokenRejected):
        return REJECTED
    return NO_ACCESS if isinstance(error, NotAllowed | NotFound | NoLongerAccessible) else UNCHECKED


def _readable(access: Access) -> tuple[Readable, ...]:
    return tuple(Readable(name, tried.permission, tried.problem, tried.api_message) for name, tried in access)
