"""What tokens can access: all teams and all workspaces, as they come."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from wizard.account.account import Account
from wizard.account.connection import Connector, account_of
from wizard.api.errors import ApiError, NotAllowed
from wizard.api.live_list import LiveList
from wizard.api.models import Team
from wizard.config import ConfigError, Document, Profile
from wizard.config.active_profile import saved_token
from wizard.config.workspace_cache import AccessibleWorkspace
from wizard.support.secret import Token

_AT_ONCE = 4
"""Teams whose workspaces are asked for at the same time: the API limits requests by address."""


@dataclass(frozen=True, slots=True)
class FailedListing:
    """A saved token whose list could not be fetched, or not to its end."""

    via: str
    """The profile whose token it is."""
    error: ApiError | ConfigError
    has_saved: bool = False
    """Whether its saved workspaces were found all the same, as with a token for one workspace."""


def token_problem(profile: str, problem: str) -> str:
    """Say what went wrong with the token of a profile."""
    return f"With the token of “{profile}”: {problem}"


OnEmpty = Callable[[str, Team | None], None]
"""Gets the profile whose token can access no team, or the team of it that has no workspace."""


def _ignore_empty(_via: str, _team: Team | None) -> None:
    pass


async def list_workspaces(
    path: Path, document: Document, connect: Connector, on_empty: OnEmpty = _ignore_empty
) -> AsyncIterator[AccessibleWorkspace | FailedListing]:
    """Give every workspace that the saved tokens can access, each token asked once; and what went wrong.

    Records that could not be read are among what went wrong.
    """
    async for one in _walk_all(_saved(path, document, connect), on_empty):
        yield one


async def list_workspaces_of(
    via: str, account: Account, on_empty: OnEmpty = _ignore_empty
) -> AsyncIterator[AccessibleWorkspace | FailedListing]:
    """Give every workspace that a token without a profile can access, and what went wrong."""

    async def alone() -> AsyncIterator[_Source]:
        yield _Source(via, account, [])

    async for one in _walk_all(alone(), on_empty):
        yield one


class _Source(NamedTuple):
    """A token to ask, and the profiles that it is saved in."""

    via: str
    account: Account
    profiles: list[Profile]
    """They may still become more while other saved tokens are looked at."""


async def _saved(
    path: Path, document: Document, connect: Connector
) -> AsyncIterator[_Source | FailedListing]:
    """Give the account of each saved token once, by the profile used last."""
    asked: dict[tuple[Token, str], list[Profile]] = {}
    for profile in sorted(document.profiles.values(), key=lambda one: one.last_used, reverse=True):
        try:
            token = await asyncio.to_thread(saved_token, path, profile)
            profiles = asked.setdefault((token, profile.accounts_url), [])
            profiles.append(profile)
            if len(profiles) == 1:
                yield _Source(profile.name, account_of(connect, profile, token), profiles)
        except (ApiError, ConfigError) as error:
            yield FailedListing(profile.name, error)


async def _walk_all(
    sources: AsyncIterator[_Source | FailedListing], on_empty: OnEmpty
) -> AsyncIterator[AccessibleWorkspace | FailedListing]:
    """Give the workspaces of all sources, as they come."""
    walk = _Walk(on_empty)
    task = asyncio.create_task(walk.all(sources), name="reach")
    task.add_done_callback(lambda _: walk.came.put_nowait(None))
    try:
        while (item := await walk.came.get()) is not None:
            yield item
        await task  # a fault of ours comes out here
    finally:
        task.cancel()


class _Walk:
    """Loads the lists of all sources at once."""

    def __init__(self, on_empty: OnEmpty) -> None:
        self._tell_empty = on_empty
        self.came: asyncio.Queue[AccessibleWorkspace | FailedListing | None] = asyncio.Queue()
        """What was found, and None at the end."""
        self._turns = asyncio.Semaphore(_AT_ONCE)
        self._refused: list[tuple[_Source, NotAllowed]] = []

    async def all(self, sources: AsyncIterator[_Source | FailedListing]) -> None:
        """Load everything."""
        async with asyncio.TaskGroup() as group:
            async for one in sources:
                if isinstance(one, FailedListing):
                    self.came.put_nowait(one)
                else:
                    group.create_task(self._walk(one))
        for source, error in self._refused:
            await self._look_up_saved(source, error)

    async def _walk(self, source: _Source) -> None:
        via, account = source.via, source.account
        has_teams = False
        try:
            async with asyncio.TaskGroup() as group:
                try:
                    async for team in account.teams.all():
                        has_teams = True
                        group.create_task(self._walk_team(via, account, team))
                    if not has_teams:
                        self._tell_empty(via, None)
                except ApiError as error:
                    if isinstance(error, NotAllowed) and not has_teams:
                        self._refused.append((source, error))
                    else:
                        self.came.put_nowait(FailedListing(via, error))
                self._tell_of_unreadable(via, account.teams)
        finally:
            account.stop()  # whoever leaves the list has no use for the rest of it

    async def _walk_team(self, via: str, account: Account, team: Team) -> None:
        async with self._turns:
            has_workspaces = False
            try:
                async for workspace in account.workspaces(team).all():
                    has_workspaces = True
                    self.came.put_nowait(AccessibleWorkspace(team, workspace, via))
                if not has_workspaces:
                    self._tell_empty(via, team)
            except ApiError as error:
                self.came.put_nowait(FailedListing(via, error))
            self._tell_of_unreadable(via, account.workspaces(team))

    async def _look_up_saved(self, source: _Source, error: NotAllowed) -> None:
        """A token for one workspace can't list teams; its saved workspaces can be looked up."""
        found = False
        for profile in {profile.workspace.id: profile for profile in source.profiles}.values():
            with suppress(ApiError):
                workspace = await source.account.workspace(str(profile.workspace.id))
                self.came.put_nowait(AccessibleWorkspace(profile.team, workspace, source.via))
                found = True
        if found:
            error = NotAllowed(error.api_message, error.variable, "Only its saved workspaces are shown.")
        self.came.put_nowait(FailedListing(source.via, error, found))

    def _tell_of_unreadable(self, via: str, listing: LiveList[Any]) -> None:
        if error := listing.unreadable_error:
            self.came.put_nowait(FailedListing(via, error))
