"""What tokens can access: all teams and all workspaces, as they come."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wizard.account import Account
from wizard.api.errors import ApiError
from wizard.api.hosts import Hosts
from wizard.config import ConfigError, Document, Profile
from wizard.config.choice import saved_token
from wizard.config.known import Reached
from wizard.connect import Connector
from wizard.listing import Listing
from wizard.models import Team
from wizard.secret import Token

_AT_ONCE = 4
"""Teams whose workspaces are asked for at the same time: the API limits requests by address."""


@dataclass(frozen=True, slots=True)
class Unreached:
    """A saved token whose list could not be fetched, or not to its end."""

    via: str
    """The profile whose token it is."""
    error: ApiError | ConfigError


def account_of(connect: Connector, profile: Profile, token: Token) -> Account:
    """Give what a token reaches on the hosts of a saved profile. Raises `BadAddress`."""
    hosts = Hosts.saved(profile.accounts_url, profile.api_url, profile.workspace.subdomain)
    return connect(token, hosts)


async def reach(path: Path, document: Document, connect: Connector) -> AsyncIterator[Reached | Unreached]:
    """Give every workspace that the saved tokens can access, each token asked once; and what went wrong.

    Records that could not be read are among what went wrong.
    """
    async for one in _walk_all(_saved(path, document, connect)):
        yield one


async def reach_alone(via: str, account: Account) -> AsyncIterator[Reached | Unreached]:
    """Give every workspace that a token without a profile can access, and what went wrong."""

    async def alone() -> AsyncIterator[tuple[str, Account]]:
        yield via, account

    async for one in _walk_all(alone()):
        yield one


async def _saved(
    path: Path, document: Document, connect: Connector
) -> AsyncIterator[tuple[str, Account] | Unreached]:
    """Give the account of each saved token once, by the profile used last."""
    asked: set[tuple[Token, str]] = set()
    for profile in sorted(document.profiles.values(), key=lambda one: one.last_used, reverse=True):
        try:
            token = await asyncio.to_thread(saved_token, path, profile)
            if (token, profile.accounts_url) in asked:
                continue
            asked.add((token, profile.accounts_url))
            yield profile.name, account_of(connect, profile, token)
        except (ApiError, ConfigError) as error:
            yield Unreached(profile.name, error)


async def _walk_all(
    accounts: AsyncIterator[tuple[str, Account] | Unreached],
) -> AsyncIterator[Reached | Unreached]:
    """Give the workspaces of all accounts, as they come."""
    queue: asyncio.Queue[Reached | Unreached | None] = asyncio.Queue()
    turns = asyncio.Semaphore(_AT_ONCE)

    def tell_of_unreadable(via: str, listing: Listing[Any]) -> None:
        if error := listing.left_out:
            queue.put_nowait(Unreached(via, error))

    async def walk_team(via: str, account: Account, team: Team) -> None:
        async with turns:
            try:
                async for workspace in account.workspaces(team).every():
                    queue.put_nowait(Reached(team, workspace, via))
            except ApiError as error:
                queue.put_nowait(Unreached(via, error))
            tell_of_unreadable(via, account.workspaces(team))

    async def walk(via: str, account: Account) -> None:
        try:
            async with asyncio.TaskGroup() as group:
                try:
                    async for team in account.teams.every():
                        group.create_task(walk_team(via, account, team))
                except ApiError as error:
                    queue.put_nowait(Unreached(via, error))
                tell_of_unreadable(via, account.teams)
        finally:
            account.stop()  # whoever leaves the list has no use for the rest of it

    async def walk_all() -> None:
        async with asyncio.TaskGroup() as group:
            async for one in accounts:
                if isinstance(one, Unreached):
                    queue.put_nowait(one)
                else:
                    group.create_task(walk(*one))

    task = asyncio.create_task(walk_all(), name="reach")
    task.add_done_callback(lambda _: queue.put_nowait(None))
    try:
        while (item := await queue.get()) is not None:
            yield item
        await task  # a fault of ours comes out here
    finally:
        task.cancel()
