"""What a token can read, as far as it was tried: a token can't be asked what it may do."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from wizard.account.account import Account
from wizard.api.errors import ApiError, NotAllowed
from wizard.api.live_list import Listing, State, View
from wizard.api.models import Workspace
from wizard.api.query import NEWEST_FIRST
from wizard.words import access as words

_SECONDS = 10
"""How long an answer is waited for, where it is only wanted to tell what the token can read."""


class Right(StrEnum):
    """What is known of one kind of data; the values are those of JSON."""

    ALLOWED = "allowed"
    NOT_ALLOWED = "not allowed"
    UNKNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of trying to read one kind of data."""

    right: Right = Right.UNKNOWN
    error: ApiError | None = None
    """Why it isn't allowed, or why it isn't known although it was tried."""

    @classmethod
    def failed(cls, error: ApiError) -> Tried:
        """Tell a refusal from trouble that says nothing about the token."""
        return cls(Right.NOT_ALLOWED if isinstance(error, NotAllowed) else Right.UNKNOWN, error)

    @classmethod
    def of(cls, view: View) -> Tried:
        """What is known from loading a list."""
        if view.count or view.broken or view.state is State.COMPLETE:
            return ALLOWED
        return cls.failed(view.error) if view.error else UNKNOWN

    @property
    def said(self) -> str:
        """ClickFunnels' own words about a refusal, where it gave any."""
        return self.error.said if isinstance(self.error, NotAllowed) else ""

    def warning(self, name: str) -> str:
        """Say that what is called `name` can't be read; nothing where that isn't so."""
        return (
            words.refused(name, self.said, self.error.variable) if isinstance(self.error, NotAllowed) else ""
        )


ALLOWED, UNKNOWN = Tried(Right.ALLOWED), Tried()


@dataclass(frozen=True, slots=True)
class Access:
    """What a token can read."""

    teams: Tried = UNKNOWN
    workspaces: Tried = UNKNOWN
    contacts: Tried = UNKNOWN

    def __iter__(self) -> Iterator[tuple[str, Tried]]:
        """Give each kind of data by its name."""
        yield words.TEAMS, self.teams
        yield "workspaces", self.workspaces
        yield words.CONTACTS, self.contacts

    def named(self, right: Right) -> list[str]:
        """Name the kinds of data with this right."""
        return [name for name, tried in self if tried.right is right]

    def warnings(self) -> tuple[str, ...]:
        """Say what the token can't read, a sentence for each."""
        return tuple(filter(None, (tried.warning(name) for name, tried in self)))


NOTHING_TRIED = Access()


def tried_so_far(account: Account, workspace: Workspace | None = None) -> Access:
    """Tell what the requests of this run have shown; `workspace` was read with the account's token."""
    listed = [Tried.of(view) for view in account.workspace_views()]
    return Access(
        Tried.of(account.teams.view),
        ALLOWED if workspace else _best(listed),
        Tried.of(account.contacts(workspace, NEWEST_FIRST).head.view) if workspace else UNKNOWN,
    )


def is_for_one_workspace(account: Account) -> bool:
    """Whether the token may be for one workspace only: ClickFunnels didn't let it list teams."""
    return Tried.of(account.teams.view).right is Right.NOT_ALLOWED


async def try_teams(account: Account) -> Tried:
    """Try to list teams."""
    return await _try(account.teams)


async def try_contacts(account: Account, workspace: Workspace) -> Tried:
    """Try to list the contacts of `workspace`."""
    return await _try(account.contacts(workspace, NEWEST_FIRST).head)


async def _try(listing: Listing[Any]) -> Tried:
    """Load a page, but wait for it only for a while."""
    listing.want(1)
    try:
        async with asyncio.timeout(_SECONDS):
            await listing.settled()
    except TimeoutError:
        listing.stop()
    return Tried.of(listing.view)


def _best(tried: Iterable[Tried]) -> Tried:
    """Give what says most: that it is allowed somewhere, else that it was refused."""
    order = list(Right)
    return min(tried, key=lambda one: order.index(one.right), default=UNKNOWN)
