"""Find contacts by email address or id in every workspace that the saved tokens can access."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from pathlib import Path
from typing import NamedTuple

from wizard.account.account import Account
from wizard.account.all_workspaces import list_workspaces, token_problem
from wizard.account.connection import Connector, account_of
from wizard.api.contact import Contact
from wizard.api.contact_query import ContactQuery
from wizard.api.errors import ApiError
from wizard.api.models import Team, Workspace
from wizard.api.parsing import parse_contact
from wizard.config.active_profile import saved_token
from wizard.config.document import Document
from wizard.config.errors import ConfigError
from wizard.config.keyring_store import is_locked
from wizard.config.profile import Profile
from wizard.contacts.browsing.selection import exactly
from wizard.support.errors import UsageError
from wizard.support.safe_text import sanitize_line

_MAX_REQUESTS = 4
"""Workspaces that are asked at the same time: the API has a rate limit per network address."""


class FoundContact(NamedTuple):
    """A contact, and where it is."""

    team: Team
    workspace: Workspace
    via: str
    """The profile whose token can access it."""
    contact: Contact
    url: str | None
    """Where the dashboard shows it, if that's known."""


class NotSearched(NamedTuple):
    """A workspace, or all workspaces of a profile, that could not be asked."""

    why: str
    """What happened, and what to do about it."""


def query_for(typed: str) -> ContactQuery:
    """Give the query for a whole email address or a contact's id. Raises `UsageError` for anything else."""
    selection = None if "," in typed else exactly(typed.strip())
    if selection is None:
        raise UsageError(
            f"“{sanitize_line(typed)}” is neither a whole email address nor a contact's id.",
            "ClickFunnels can only look up whole ones, such as ada@example.com. "
            "`cfw contacts` searches a workspace by parts of names.",
        )
    return selection.query


async def find_contacts(
    path: Path, document: Document, connect: Connector, query: ContactQuery
) -> AsyncGenerator[FoundContact | NotSearched, None]:
    """Give contacts and failures as they arrive: saved workspaces first, then all others.

    A profile whose token couldn't be read without asking somebody for a password is left out, and counts as
    a failure.
    """
    search = _Search(path, document, connect, query)
    task = asyncio.create_task(search.run(), name="find contacts")
    task.add_done_callback(lambda _: search.arrived.put_nowait(None))
    try:
        while (one := await search.arrived.get()) is not None:
            yield one
        await task  # raises our own bugs
    finally:
        task.cancel()


class _Search:
    def __init__(self, path: Path, document: Document, connect: Connector, query: ContactQuery) -> None:
        self._path = path
        self._document = document
        self._connect = connect
        self._query = query
        self._slots = asyncio.Semaphore(_MAX_REQUESTS)
        self._accounts: dict[str, Account] = {}
        self._asked: set[int] = set()
        """Ids of the workspaces that were asked."""
        self.arrived: asyncio.Queue[FoundContact | NotSearched | None] = asyncio.Queue()
        """What was found, and None at the end."""

    async def run(self) -> None:
        """Search everything."""
        readable = await self._readable()
        async with asyncio.TaskGroup() as group:
            for profile in sorted(readable.profiles.values(), key=lambda one: one.last_used, reverse=True):
                self._ask(group, profile.team, profile.workspace, profile.name)
            async with aclosing(list_workspaces(self._path, readable, self._connect)) as listing:
                async for listed in listing:
                    for one in listed.workspaces:
                        self._ask(group, one.team, one.workspace, one.via)
        for failure in listed.failures if readable.profiles else ():
            self.arrived.put_nowait(NotSearched(token_problem(failure.via, failure.error.message)))

    async def _readable(self) -> Document:
        """The configuration without profiles whose tokens can't be read without asking somebody."""
        profiles = self._document.profiles.values()
        prompting = [one.name for one in profiles if one.needs_prompt]
        self._skip(prompting, "a password manager may ask for a password")
        locked = [one.name for one in profiles if one.token_store == "keyring"]
        if locked and not await asyncio.to_thread(is_locked):
            locked = []
        self._skip(locked, "the system's keyring is locked")
        return self._document.without([*prompting, *locked])

    def _skip(self, names: Sequence[str], why: str) -> None:
        if names:
            self.arrived.put_nowait(NotSearched(f"Skipped {', '.join(names)}: {why}."))

    def _ask(self, group: asyncio.TaskGroup, team: Team, workspace: Workspace, via: str) -> None:
        if workspace.id not in self._asked:
            self._asked.add(workspace.id)
            group.create_task(self._find(team, workspace, via))

    async def _find(self, team: Team, workspace: Workspace, via: str) -> None:
        async with self._slots:
            try:
                account = await self._account(self._document.profiles[via])
                listing = account.contact_list(workspace, self._query, parse_contact)
                page = await listing.page(None, newest_first=True)
            except (ApiError, ConfigError) as error:
                self.arrived.put_nowait(NotSearched(f"{workspace.name} ({workspace.id}): {error.message}"))
                return
        for contact in page.items:
            url = account.dashboard_url(workspace, contact)
            self.arrived.put_nowait(FoundContact(team, workspace, via, contact, url))

    async def _account(self, profile: Profile) -> Account:
        if profile.name not in self._accounts:
            token = await asyncio.to_thread(saved_token, self._path, profile)
            self._accounts[profile.name] = account_of(self._connect, profile, token)
        return self._accounts[profile.name]
