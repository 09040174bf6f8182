"""Check with ClickFunnels whether a token works and what it can read: a few requests at once."""

from __future__ import annotations

import asyncio

from wizard.account.access import ALLOWED, UNKNOWN, Access, ReadResult
from wizard.account.access_check import access_so_far, try_contacts, try_teams
from wizard.account.account import Account
from wizard.account.connection import account_of
from wizard.account.switch_list import Entry
from wizard.account.switching import Found, look_up
from wizard.api.errors import ApiError, NotAllowed, NotFound, TokenRejected
from wizard.cli.options import Options
from wizard.cli.session_factory import create_session, run_in_session
from wizard.cli.token_status import NO_ACCESS, REJECTED, UNCHECKED, VALID, TokenStatus
from wizard.cli.unsaved_token import UnsavedToken
from wizard.cli.workspace_lookup import presets_of
from wizard.config.active_profile import ActiveProfile
from wizard.config.errors import ConfigError
from wizard.onboarding.session import Session
from wizard.onboarding.unsaved_workspace import choose_unsaved
from wizard.support.errors import ExplainedError, MissingAnswer, NoLongerAccessible


def check_token(used: ActiveProfile | UnsavedToken, options: Options) -> TokenStatus:
    """Check the token of a saved profile, or one without a profile.

    Raises `NoMatch` or `Ambiguous` if an unsaved token doesn't find its workspace.
    """
    if isinstance(used, UnsavedToken):
        session = create_session(options, presets_of(used))
        return run_in_session(session, _check_unsaved(session, used))
    session = create_session(options)
    return run_in_session(session, _check_profile(session, used))


async def _check_profile(session: Session, choice: ActiveProfile) -> TokenStatus:
    try:
        token = await asyncio.to_thread(choice.token)
        return await _try(choice, account_of(session.connect, choice.profile, token))
    except (ApiError, ConfigError) as error:
        return _failed(choice, error)


async def _check_unsaved(session: Session, unsaved: UnsavedToken) -> TokenStatus:
    account = session.connect(unsaved.token)
    try:
        return await _try(await choose_unsaved(session, account, unsaved.chosen_by), account)
    except MissingAnswer as error:
        return TokenStatus(None, VALID, access=access_so_far(account), open_question=error)
    except ApiError as error:
        return _failed(None, error, access_so_far(account))


async def _try(choice: ActiveProfile, account: Account) -> TokenStatus:
    """Try teams, the workspace and its contacts at once; the workspace decides the state of the token."""
    entry = Entry.of(choice.profile)
    workspace, teams, contacts = await asyncio.gather(
        _try_workspace(account, entry), try_teams(account), try_contacts(account, entry.workspace)
    )
    if isinstance(workspace, Found):
        access, changes = Access(teams, ALLOWED, contacts), tuple(workspace.changes(entry))
        return TokenStatus(choice, VALID, access=access, changes=changes)
    tried = ReadResult.failed(workspace) if isinstance(workspace, ApiError) else UNKNOWN
    return _failed(choice, workspace, Access(teams, tried, contacts))


async def _try_workspace(account: Account, entry: Entry) -> Found | ApiError | NoLongerAccessible:
    try:
        return await look_up(account, entry)
    except (ApiError, NoLongerAccessible) as error:
        return error


def _failed(choice: ActiveProfile | None, error: ExplainedError, access: Access | None = None) -> TokenStatus:
    """The status after an error. What can be read only matters if the token was refused something."""
    if isinstance(error, NotAllowed | NotFound | NoLongerAccessible):
        return TokenStatus(choice, NO_ACCESS, error, access)
    return TokenStatus(choice, REJECTED if isinstance(error, TokenRejected) else UNCHECKED, error)
