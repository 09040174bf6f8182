"""Whether the token works, and what it can read: a few requests at once."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from wizard.account.access import (
    ALLOWED,
    UNKNOWN,
    Access,
    ReadResult,
    access_so_far,
    try_contacts,
    try_teams,
)
from wizard.account.account import Account
from wizard.account.all_workspaces import account_of
from wizard.account.switch_list import Entry
from wizard.account.switching import Found, look_up
from wizard.api.errors import ApiError, NotAllowed, NotFound, TokenRejected
from wizard.cli.options import Options
from wizard.cli.profile_selection import TokenWithoutProfile
from wizard.cli.session_factory import create_session
from wizard.config import ActiveProfile, ConfigError
from wizard.onboarding.session import Presets, Session
from wizard.onboarding.unsaved_workspace import choose_unsaved
from wizard.support import event_loop
from wizard.support.errors import MissingAnswer, NoLongerAccessible

VALID, REJECTED, NO_ACCESS, UNCHECKED = "valid", "rejected", "no access", "could not check"
"""As JSON has them."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What ClickFunnels said."""

    choice: ActiveProfile | None
    """None where a token has no profile, and its workspace isn't known."""
    state: str
    problem: ApiError | ConfigError | NoLongerAccessible | None = None
    """What is wrong with the token, or with the check."""
    access: Access | None = None
    """What the token can read; None where nothing was found out about that."""
    changes: tuple[str, ...] = ()
    """What is different from what was saved, a sentence each."""
    open_question: MissingAnswer | None = None
    """Why the workspace of a token without a profile isn't known."""


def check(choice: ActiveProfile, options: Options) -> Checked:
    """Check the token of the choice."""
    return event_loop.run(_check(choice, create_session(options)))


def check_alone(alone: TokenWithoutProfile, options: Options) -> Checked:
    """Check a token without a profile. Raises `NoMatch` or `Ambiguous` for a workspace it doesn't find."""
    presets = Presets(token=alone.token, team=alone.team, workspace=alone.workspace)
    return event_loop.run(_check_alone(create_session(options, presets), alone))


async def _check(choice: ActiveProfile, session: Session) -> Checked:
    try:
        token = await asyncio.to_thread(choice.token)
        return await _try(choice, account_of(session.connect, choice.profile, token))
    except (ApiError, ConfigError) as error:
        return _failed(choice, error)
    finally:
        await session.connect.close()


async def _check_alone(session: Session, alone: TokenWithoutProfile) -> Checked:
    account = session.connect(alone.token)
    try:
        return await _try(await choose_unsaved(session, account, alone.chosen_by), account)
    except MissingAnswer as error:
        return Checked(None, VALID, access=access_so_far(account), open_question=error)
    except ApiError as error:
        return _failed(None, error, access_so_far(account))
    finally:
        await session.connect.close()


async def _try(choice: ActiveProfile, account: Account) -> Checked:
    """Try teams, the workspace and its contacts at once; the workspace decides how the token is."""
    workspace, (teams, contacts) = await asyncio.gather(
        _try_workspace(choice, account),
        asyncio.gather(try_teams(account), try_contacts(account, choice.profile.workspace)),
    )
    if isinstance(workspace, Found):
        changes = tuple(workspace.changes(_entry(choice)))
        return Checked(choice, VALID, access=Access(teams, ALLOWED, contacts), changes=changes)
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
) -> Checked:
    """What can be read tells something only where it was the token that was refused something."""
    state = _state(error)
    return Checked(choice, state, error, access if state == NO_ACCESS else None)


def _state(error: ApiError | ConfigError | NoLongerAccessible) -> str:
    if isinstance(error, TokenRejected):
        return REJECTED
    return NO_ACCESS if isinstance(error, NotAllowed | NotFound | NoLongerAccessible) else UNCHECKED
