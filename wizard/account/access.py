"""What a token can read, as far as it was tried: a token can't be asked what it may do."""

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

_SECONDS = 10
"""How long an answer is waited for, where it is only wanted to tell what the token can read."""


class Permission(StrEnum):
    """What is known of one kind of data; the values are those of JSON."""

    ALLOWED = "allowed"
    NOT_ALLOWED = "not allowed"
    UNKNOWN = "not known"


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What came of trying to read one kind of data."""

    right: Permission = Permission.UNKNOWN
    error: ApiError | None = None
    """Why it isn't allowed, or why it isn't known although it was tried."""
    timed_out: bool = False
    """Whether it isn't known because ClickFunnels took too long."""

    @property
    def problem(self) -> str | None:
        """Why it isn't allowed, or isn't known although it was tried, as a sentence."""
        if self.error:
            return self.error.what
        return "ClickFunnels took too long." if self.timed_out else None

    @classmethod
    def failed(cls, error: ApiError) -> ReadResult:
        """Tell a refusal from trouble that says nothing about the token."""
        return cls(Permission.NOT_ALLOWED if isinstance(error, NotAllowed) else Permission.UNKNOWN, error)

    @classmethod
    def of(cls, view: LoadStatus) -> ReadResult:
        """What is known from loading a list."""
        if view.count or view.unreadable or view.state is LoadState.COMPLETE:
            return ALLOWED
        return cls.failed(view.error) if view.error else UNKNOWN

    @property
    def api_message(self) -> str:
        """ClickFunnels' own words about a refusal, where it gave any."""
        return self.error.api_message if isinstance(self.error, NotAllowed) else ""

    def warning(self, name: str) -> str:
        """Say that what is called `name` can't be read; nothing where that isn't so."""
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

    def named(self, right: Permission) -> list[str]:
        """Name the kinds of data with this right."""
        return [name for name, tried in self if tried.right is right]

    def warnings(self) -> tuple[str, ...]:
        """Say what the token can't read, a sentence for each."""
        return tuple(filter(None, (tried.warning(name) for name, tried in self)))


NOTHING_TRIED = Access()


def access_so_far(account: Account, workspace: Workspace | None = None) -> Access:
    """Tell what the requests of this run have shown; `workspace` was read with the account's token."""
    listed = [ReadResult.of(view) for view in account.workspace_statuses()]
    return Access(
        ReadResult.of(account.teams.status),
        ALLOWED if workspace else _best(listed),
        ReadResult.of(account.contacts(workspace, NEWEST_FIRST).head.status) if workspace else UNKNOWN,
    )


def is_for_one_workspace(account: Account) -> bool:
    """Whether the token may be for one workspace only: ClickFunnels didn't let it list teams."""
    return ReadResult.of(account.teams.status).right is Permission.NOT_ALLOWED


async def try_teams(account: Account) -> ReadResult:
    """Try to list teams."""
    return await _try(account.teams)


async def try_contacts(account: Account, workspace: Workspace) -> ReadResult:
    """Try to list the contacts of `workspace`."""
    return await _try(account.contacts(workspace, NEWEST_FIRST).head)


async def _try(listing: LiveList[Any]) -> ReadResult:
    """Load a page, but wait for it only for a while."""
    listing.load(1)
    try:
        async with asyncio.timeout(_SECONDS):
            await listing.settled()
    except TimeoutError:
        listing.stop()
        result = ReadResult.of(listing.status)
        return ReadResult(timed_out=True) if result is UNKNOWN else result
    return ReadResult.of(listing.status)


def _best(tried: Iterable[ReadResult]) -> ReadResult:
    """Give what says most: that it is allowed somewhere, else that it was refused."""
    order = list(Permission)
    return min(tried, key=lambda one: order.index(one.right), default=UNKNOWN)


def cannot_read(name: str, error: NotAllowed) -> str:
    """Say that the token can't read what is called `name`, and what ClickFunnels says about it."""
    token = f"The token in {error.variable}" if error.variable else "This token"
    return f"{token} can't read {name}.{f' {quoted(error.api_message)}.' if error.api_message else ''}"


def quoted(api_message: str) -> str:
    """Quote what ClickFunnels says."""
    return f"ClickFunnels says: “{api_message}”"
