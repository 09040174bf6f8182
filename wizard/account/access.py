"""What a token can read, as far as has been tried: the API doesn't say what a token is allowed to do."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from wizard.account.account import Account
from wizard.api.contact_query import NEWEST_FIRST
from wizard.api.errors import ApiError, NotAllowed
from wizard.api.live_list import LiveList, LoadState, LoadStatus
from wizard.api.models import Workspace

_TIMEOUT_SECONDS = 10
"""For requests that only find out what a token can read."""


class Permission(StrEnum):
    """Whether a token may read one kind of data; the values appear in JSON output."""

    ALLOWED = "allowed"
    NOT_ALLOWED = "not allowed"
    UNKNOWN = "not known"


@dataclass(frozen=True, slots=True)
class ReadResult:
    """The result of trying to read one kind of data."""

    permission: Permission = Permission.UNKNOWN
    error: ApiError | None = None
    """Why it isn't allowed, or why trying didn't tell."""
    timed_out: bool = False
    """Whether ClickFunnels took too long to tell."""

    @property
    def problem(self) -> str | None:
        """Why it isn't allowed, or why trying didn't tell, as a sentence."""
        if self.error:
            return self.error.what
        return "ClickFunnels took too long." if self.timed_out else None

    @classmethod
    def failed(cls, error: ApiError) -> ReadResult:
        """Distinguish a refusal from errors that say nothing about the token."""
        return cls(Permission.NOT_ALLOWED if isinstance(error, NotAllowed) else Permission.UNKNOWN, error)

    @classmethod
    def of(cls, status: LoadStatus) -> ReadResult:
        """Give what the status of a list tells."""
        if status.count or status.unreadable or status.state is LoadState.COMPLETE:
            return ALLOWED
        return cls.failed(status.error) if status.error else UNKNOWN

    @property
    def api_message(self) -> str:
        """What ClickFunnels said about a refusal; may be empty."""
        return self.error.api_message if isinstance(self.error, NotAllowed) else ""

    def warning(self, name: str) -> str:
        """Say that the token can't read the data called `name`; empty unless it was refused."""
        return cannot_read(name, self.error) if isinstance(self.error, NotAllowed) else ""


ALLOWED, UNKNOWN = ReadResult(Permission.ALLOWED), ReadResult()


@dataclass(frozen=True, slots=True)
class Access:
    """What a token can read."""

    teams: ReadResult = UNKNOWN
    workspaces: ReadResult = UNKNOWN
    contacts: ReadResult = UNKNOWN

    def __iter__(self) -> Iterator[tuple[str, ReadResult]]:
        """Give each kind of data by its name."""
        yield "teams", self.teams
        yield "workspaces", self.workspaces
        yield "contacts", self.contacts

    def named(self, permission: Permission) -> list[str]:
        """Give the names of the kinds of data with this permission."""
        return [name for name, result in self if result.permission is permission]

    def warnings(self) -> tuple[str, ...]:
        """Say what the token can't read, in one sentence for each kind of data."""
        return tuple(filter(None, (result.warning(name) for name, result in self)))


NOTHING_TRIED = Access()


def access_so_far(account: Account, workspace: Workspace | None = None) -> Access:
    """Give what earlier requests have shown; `workspace` was read with the account's token."""
    workspaces = [ReadResult.of(status) for status in account.workspace_statuses()]
    return Access(
        ReadResult.of(account.teams.status),
        ALLOWED if workspace else _best(workspaces),
        ReadResult.of(account.contacts(workspace, NEWEST_FIRST).head.status) if workspace else UNKNOWN,
    )


def is_for_one_workspace(account: Account) -> bool:
    """Whether the token may be for one workspace only: ClickFunnels didn't let it list teams."""
    return ReadResult.of(account.teams.status).permission is Permission.NOT_ALLOWED


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
        result = ReadResult.of(listing.status)
        return ReadResult(timed_out=True) if result is UNKNOWN else result
    return ReadResult.of(listing.status)


def _best(results: Iterable[ReadResult]) -> ReadResult:
    """Give the most telling result: allowed somewhere, else refused."""
    order = list(Permission)
    return min(results, key=lambda result: order.index(result.permission), default=UNKNOWN)


def cannot_read(name: str, error: NotAllowed) -> str:
    """Say that the token can't read the data called `name`, and what ClickFunnels says about it."""
    token = f"The token in {error.variable}" if error.variable else "This token"
    return f"{token} can't read {name}.{f' {quoted(error.api_message)}.' if error.api_message else ''}"


def quoted(api_message: str) -> str:
    """Quote what ClickFunnels says."""
    return f"ClickFunnels says: “{api_message}”"
