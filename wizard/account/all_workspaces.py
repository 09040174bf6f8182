"""Lists everything that tokens can access: all workspaces of all teams, as they arrive."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from wizard.account.account import Account
from wizard.account.connection import Connector, account_of
from wizard.api.errors import ApiError, NotAllowed
from wizard.api.live_list import LiveList
from wizard.api.models import Team
from wizard.config.active_profile import saved_token
from wizard.config.document import Document
from wizard.config.errors import ConfigError
from wizard.config.profile import Profile
from wizard.config.workspace_cache import AccessibleWorkspace, write_workspace_cache
from wizard.support.secret import Token

_MAX_REQUESTS = 4
"""Teams whose workspaces are requested at the same time: the API has a rate limit per network address."""


class FailedListing(NamedTuple):
    """A token whose workspaces could not be listed, or not all of them."""

    via: str
    """The profile the token belongs to."""
    error: ApiError | ConfigError
    has_saved: bool = False
    """Whether its saved workspaces were found anyway, as with a token for one workspace."""


class EmptyListing(NamedTuple):
    """A token that can't access any team, or a team of it without workspaces."""

    via: str
    """The profile the token belongs to."""
    team: Team | None = None


class Fetched(NamedTuple):
    """Everything that tokens can access, and what went wrong."""

    workspaces: list[AccessibleWorkspace]
    failures: list[FailedListing]
    empty: list[EmptyListing]


def token_problem(profile: str, problem: str) -> str:
    """Say what went wrong with the token of a profile."""
    return f"With the token of “{profile}”: {problem}"


def list_workspaces(path: Path, document: Document, connect: Connector) -> AsyncGenerator[Fetched, None]:
    """Give all workspaces that the saved tokens can access, and all failures, whenever there are more.

    It's the same record each time, and grows. Each token is used once, and a token that may need
    a password only if its profile is the current one. Records that can't be read count as failures.
    """
    return _list_all(_saved(path, document, connect))


async def fetch_workspaces(path: Path, document: Document, connect: Connector, now: datetime) -> Fetched:
    """Fetch what `list_workspaces` lists. The workspaces are cached for later, unless anything failed."""
    fetched = await _last(list_workspaces(path, document, connect))
    if not fetched.failures:
        await asyncio.to_thread(write_workspace_cache, path, fetched.workspaces, now)
    return fetched


async def fetch_workspaces_of(via: str, account: Account) -> Fetched:
    """Fetch every workspace that a token without a profile can access."""

    async def only() -> AsyncIterator[_Source]:
        yield _Source(via, account, [])

    return await _last(_list_all(only()))


async def _last(found: AsyncIterator[Fetched]) -> Fetched:
    *_, last = [fetched async for fetched in found]
    return last


class _Source(NamedTuple):
    """A token, and the profiles it is saved in."""

    via: str
    account: Account
    profiles: list[Profile]
    """This list may still grow while other saved tokens are read."""


async def _saved(
    path: Path, document: Document, connect: Connector
) -> AsyncIterator[_Source | FailedListing]:
    """Give the account of each saved token once, the most recently used profile first."""
    accounts: dict[tuple[Token, str], list[Profile]] = {}
    for profile in sorted(document.profiles.values(), key=lambda one: one.last_used, reverse=True):
        if profile.needs_prompt and profile.name != document.current:
            continue
        try:
            token = await asyncio.to_thread(saved_token, path, profile)
            profiles = accounts.setdefault((token, profile.accounts_url), [])
            profiles.append(profile)
            if len(profiles) == 1:
                yield _Source(profile.name, account_of(connect, profile, token), profiles)
        except (ApiError, ConfigError) as error:
            yield FailedListing(profile.name, error)


async def _list_all(sources: AsyncIterator[_Source | FailedListing]) -> AsyncGenerator[Fetched, None]:
    """Give the workspaces of all sources whenever more have arrived, and at the end."""
    listing = _Listing()
    task = asyncio.create_task(listing.load(sources), name="list all workspaces")
    task.add_done_callback(lambda _: listing.has_more.set())
    try:
        is_done = False
        while not is_done:
            await listing.has_more.wait()
            listing.has_more.clear()
            is_done = task.done()
            yield listing.fetched
        await task  # raises our own bugs
    finally:
        task.cancel()


class _Listing:
    """Loads the lists of all sources at the same time."""

    def __init__(self) -> None:
        self.fetched = Fetched([], [], [])
        self.has_more = asyncio.Event()
        """Set when something was added, and at the end."""
        self._slots = asyncio.Semaphore(_MAX_REQUESTS)
        self._refused: list[tuple[_Source, NotAllowed]] = []

    def _add(self, one: AccessibleWorkspace | FailedListing | EmptyListing) -> None:
        match one:
            case AccessibleWorkspace():
                self.fetched.workspaces.append(one)
            case FailedListing():
                self.fetched.failures.append(one)
            case EmptyListing():
                self.fetched.empty.append(one)
        self.has_more.set()

    async def load(self, sources: AsyncIterator[_Source | FailedListing]) -> None:
        """Load everything."""
        async with asyncio.TaskGroup() as group:
            async for one in sources:
                if isinstance(one, FailedListing):
                    self._add(one)
                else:
                    group.create_task(self._list_teams(one))
        for source, error in self._refused:
            await self._look_up_saved(source, error)

    async def _list_teams(self, source: _Source) -> None:
        via, account = source.via, source.account
        has_teams = False
        try:
            async with asyncio.TaskGroup() as group:
                try:
                    async for team in account.teams.all():
                        has_teams = True
                        group.create_task(self._list_team(via, account, team))
                    if not has_teams:
                        self._add(EmptyListing(via))
                except ApiError as error:
                    if isinstance(error, NotAllowed) and not has_teams:
                        self._refused.append((source, error))
                    else:
                        self._add(FailedListing(via, error))
                self._report_unreadable(via, account.teams)
        finally:
            account.stop()  # the caller may have left early

    async def _list_team(self, via: str, account: Account, team: Team) -> None:
        async with self._slots:
            has_workspaces = False
            try:
                async for workspace in account.workspaces(team).all():
                    has_workspaces = True
                    self._add(AccessibleWorkspace(team, workspace, via))
                if not has_workspaces:
                    self._add(EmptyListing(via, team))
            except ApiError as error:
                self._add(FailedListing(via, error))
            self._report_unreadable(via, account.workspaces(team))

    async def _look_up_saved(self, source: _Source, error: NotAllowed) -> None:
        """Look up the saved workspaces of a token that can't list teams."""
        found = False
        for profile in {profile.workspace.id: profile for profile in source.profiles}.values():
            with suppress(ApiError):
                workspace = await source.account.workspace(str(profile.workspace.id))
                self._add(AccessibleWorkspace(profile.team, workspace, source.via))
                found = True
        if found:
            error = NotAllowed(error.api_message, error.variable, "Only its saved workspaces are shown.")
        self._add(FailedListing(source.via, error, found))

    def _report_unreadable(self, via: str, listing: LiveList[Any]) -> None:
        if error := listing.unreadable_error:
            self._add(FailedListing(via, error))
