"""Find out what a token can read: from what was loaded already, or by trying."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any

from wizard.account.access import ALLOWED, UNKNOWN, Access, Permission, ReadResult
from wizard.account.account import Account
from wizard.api.contact_query import NEWEST_FIRST
from wizard.api.live_list import LiveList, LoadState, LoadStatus
from wizard.api.models import Workspace

_TIMEOUT_SECONDS = 10
"""For requests that only find out what a token can read."""


def access_so_far(account: Account, workspace: Workspace | None = None) -> Access:
    """Give what earlier requests have shown; `workspace` was read with the account's token."""
    workspaces = [_result_of(status) for status in account.workspace_statuses()]
    return Access(
        _result_of(account.teams.status),
        ALLOWED if workspace else _best(workspaces),
        _result_of(account.contacts(workspace, NEWEST_FIRST).head.status) if workspace else UNKNOWN,
    )


def is_for_one_workspace(account: Account) -> bool:
    """Whether the token may be for one workspace only: it can't list teams, or someone signed in for it."""
    return account.grant is not None or _result_of(account.teams.status).permission is Permission.NOT_ALLOWED


async def try_teams(account: Account) -> ReadResult:
    """Try to list teams."""
    return await _try(account.teams)


async def try_contacts(account: Account, workspace: Workspace) -> ReadResult:
    """Try to list the contacts of `workspace`."""
    return await _try(account.contacts(workspace, NEWEST_FIRST).head)


async def _try(listing: LiveList[Any]) -> ReadResult:
    """Load a page, but not for longer than the timeout."""
    listing.load(1)
    try:
        async with asyncio.timeout(_TIMEOUT_SECONDS):
            await listing.settled()
    except TimeoutError:
        listing.stop()
        result = _result_of(listing.status)
        return ReadResult(timed_out=True) if result is UNKNOWN else result
    return _result_of(listing.status)


def _best(results: Iterable[ReadResult]) -> ReadResult:
    """Give the most telling result: allowed somewhere, else refused."""
    order = list(Permission)
    return min(results, key=lambda result: order.index(result.permission), default=UNKNOWN)


def _result_of(status: LoadStatus) -> ReadResult:
    """Give what the status of a list tells."""
    if status.count or status.unreadable or status.state is LoadState.COMPLETE:
        return ALLOWED
    return ReadResult.failed(status.error) if status.error else UNKNOWN
