"""Check what the token can access: the accounts host, the team, the workspace, its contacts."""

from __future__ import annotations

from collections.abc import AsyncIterator
from urllib.parse import urlsplit

from wizard.account.access import cannot_read, describe_rights
from wizard.account.account import Account
from wizard.account.connection import Connector, account_of
from wizard.account.switch_list import Entry
from wizard.account.switching import look_up
from wizard.api.contact_query import ALL_CONTACTS
from wizard.api.errors import ApiError, EndlessList, NotAllowed, NotFound, NothingReadable, TokenRejected
from wizard.config.profile import Profile
from wizard.onboarding.doctor.finding import Finding, Link, Mark, bad, doubtful, good, skipped
from wizard.onboarding.session import Session
from wizard.onboarding.unsaved_workspace import choose_unsaved
from wizard.support.errors import MissingAnswer, NoLongerAccessible, UserError
from wizard.support.secret import Token

_ACCEPTED = "accepted"

_ABOUT_CONTACTS = (EndlessList, NotAllowed, NotFound, NothingReadable, TokenRejected)
"""Errors about the contacts rather than their host."""


async def check_account(profile: Profile, token: Token, connect: Connector) -> AsyncIterator[Finding]:
    """Check whether `token` can access the profile's team, workspace and contacts."""
    error: ApiError | None = None
    try:
        account = account_of(connect, profile, token)
        team = await account.find_team(str(profile.team.id))
    except (TokenRejected, NotAllowed, NotFound) as refusal:
        error = refusal
    except ApiError as fault:
        yield bad(Link.ACCOUNTS_HOST, fault)
        return
    yield good(Link.ACCOUNTS_HOST, f"{urlsplit(profile.accounts_url).hostname} answers")
    is_for_workspace = isinstance(error, NotAllowed) and await _can_read_workspace(account, profile)
    if isinstance(error, TokenRejected | NotAllowed) and not is_for_workspace:
        yield bad(Link.TOKEN, error)
        return
    grant = None if token.variable else profile.grant
    yield good(Link.TOKEN, f"{_ACCEPTED}; {describe_rights(grant)}")
    if isinstance(error, NotAllowed) and grant:
        yield skipped(Link.TEAM, "not looked up: the token is for one workspace")
    elif isinstance(error, NotAllowed):
        yield doubtful(Link.TEAM, cannot_read("teams", error))
    elif error:
        yield bad(Link.TEAM, NotFound(f"team {profile.team.name} ({profile.team.id})", token.variable))
        return
    else:
        yield good(Link.TEAM, f"{team.name} ({team.id})")
    async for finding in _workspace(account, profile):
        yield finding


async def check_unsaved(session: Session, token_from: str) -> AsyncIterator[Finding]:
    """Check what the token in `session.presets` can access, if no profile is used."""
    assert session.presets.token
    account = session.connect(session.presets.token)
    host = good(Link.ACCOUNTS_HOST, f"{urlsplit(session.hosts.accounts).hostname} answers")
    accepted = good(Link.TOKEN, _ACCEPTED)
    try:
        choice = await choose_unsaved(session, account, token_from)
    except (TokenRejected, NotAllowed) as error:
        yield host
        yield bad(Link.TOKEN, error)
    except ApiError as error:
        yield bad(Link.ACCOUNTS_HOST, error)
    except UserError as error:  # a workspace that isn't there, or several and none of them named
        yield host
        yield accepted
        if isinstance(error, MissingAnswer):
            yield doubtful(Link.WORKSPACE, error.message)
        else:
            yield bad(Link.WORKSPACE, error)
    else:
        yield host
        yield accepted
        yield good(Link.TEAM, f"{choice.profile.team.name} ({choice.profile.team.id})")
        async for finding in _workspace(account, choice.profile):
            yield finding


async def _can_read_workspace(account: Account, profile: Profile) -> bool:
    """Whether the workspace can be read even if its team can't, as with a token for one workspace."""
    try:
        await account.workspace(str(profile.workspace.id))
    except ApiError:
        return False
    return True


async def _workspace(account: Account, profile: Profile) -> AsyncIterator[Finding]:
    entry = Entry.of(profile)
    try:
        changes = (await look_up(account, entry)).changes(entry)
        mark = Mark.DOUBTFUL if changes else Mark.GOOD
        as_saved = f"{profile.workspace.name} ({profile.workspace.id})"
        changed = " ".join([*changes, f"`cfw switch {profile.name}` repairs the profile."])
        yield Finding(Link.WORKSPACE, mark, changed if changes else as_saved)
    except (ApiError, NoLongerAccessible) as error:
        yield bad(Link.WORKSPACE, error)
        return
    host = urlsplit(profile.api_url).hostname
    contacts = account.contacts(profile.workspace, ALL_CONTACTS).head
    contacts.load(1)
    view = await contacts.settled()
    if view.error and not isinstance(view.error, _ABOUT_CONTACTS):
        yield bad(Link.WORKSPACE_HOST, view.error)
        return
    yield good(Link.WORKSPACE_HOST, f"{host} answers")
    first_page = f"{view.count} on the first page"
    if isinstance(view.error, NotAllowed):  # the token may be meant for other things
        yield doubtful(Link.CONTACTS, cannot_read("contacts", view.error))
    elif view.error:
        yield bad(Link.CONTACTS, view.error)
    elif contacts.unreadable_error:
        yield doubtful(Link.CONTACTS, f"{first_page}. {contacts.unreadable_error.what}")
    else:
        yield good(Link.CONTACTS, first_page)
