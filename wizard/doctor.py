"""The whole chain from the configuration file to the contacts, link by link."""

from __future__ import annotations

import asyncio
import os
import platform
import re
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from wizard import __version__
from wizard.account import Account
from wizard.api.errors import ApiError, NotAllowed, NotFound, TokenRejected
from wizard.api.network import handshake, resolve
from wizard.api.query import ALL_CONTACTS
from wizard.config import Choice, ConfigError, choose, read
from wizard.config.rights import is_open_to_others
from wizard.connect import Connector
from wizard.entries import Entry
from wizard.errors import Gone
from wizard.reach import account_of
from wizard.secret import Token
from wizard.switching import look_up
from wizard.words import doctor as words

LINKS = (
    words.FILE,
    words.RIGHTS,
    words.SCHEMA,
    words.PROFILE,
    words.TOKEN_SOURCE,
    words.DNS,
    words.PROXY,
    words.CERTIFICATE,
    words.ACCOUNTS_HOST,
    words.TOKEN,
    words.TEAM,
    words.WORKSPACE,
    words.WORKSPACE_HOST,
    words.CONTACTS,
)
"""The chain, in the order in which it is looked at."""

Fault = ApiError | ConfigError | Gone


class Mark(StrEnum):
    """How a link is."""

    GOOD = "✓"
    DOUBTFUL = "!"
    BAD = "✗"
    SKIPPED = "–"


@dataclass(frozen=True, slots=True)
class Finding:
    """One link of the chain."""

    link: str
    mark: Mark
    text: str
    error: Fault | None = None


async def examine(path: Path, name: str | None, connect: Connector) -> AsyncIterator[Finding]:
    """Look at one link after the other; those behind a broken one are skipped. Nothing is changed."""
    waiting = list(LINKS)
    async for finding in _examine(path, name, connect):
        while (link := waiting.pop(0)) != finding.link:
            yield Finding(link, Mark.SKIPPED, words.NOT_LOOKED_AT)
        yield finding
    for link in waiting:
        yield Finding(link, Mark.SKIPPED, words.NOT_LOOKED_AT)


async def _examine(path: Path, name: str | None, connect: Connector) -> AsyncIterator[Finding]:
    choice: Choice | None = None
    token: Token | None = None
    for finding in _file(path):
        yield finding
    try:
        choice = choose(path, name)
        yield Finding(words.PROFILE, Mark.GOOD, words.chosen(choice.profile.name, choice.chosen_by))
        token = await asyncio.to_thread(choice.token)
        yield Finding(words.TOKEN_SOURCE, Mark.GOOD, words.TOKEN_SOURCES[choice.token_source])
    except ConfigError as error:
        yield _bad(words.TOKEN_SOURCE if choice else words.PROFILE, error)
    if choice and token:
        async for finding in _online(choice, token, connect):
            yield finding


def _file(path: Path) -> Iterable[Finding]:
    if not path.exists():
        yield Finding(words.FILE, Mark.BAD, words.no_file(path))
        return
    yield Finding(words.FILE, Mark.GOOD, str(path))
    if os.name == "nt":
        yield Finding(words.RIGHTS, Mark.SKIPPED, words.PRIVATE_BY_ITSELF)
    elif is_open_to_others(path) or is_open_to_others(path.parent):
        yield Finding(words.RIGHTS, Mark.DOUBTFUL, words.OPEN_TO_OTHERS)
    else:
        yield Finding(words.RIGHTS, Mark.GOOD, words.FOR_YOU_ONLY)
    try:
        yield Finding(words.SCHEMA, Mark.GOOD, words.schema(len(read(path).profiles)))
    except ConfigError as error:
        yield _bad(words.SCHEMA, error)


async def _online(choice: Choice, token: Token, connect: Connector) -> AsyncIterator[Finding]:
    profile = choice.profile
    variable = _proxy_variable(profile.accounts_url)
    dns = await _dns(profile.accounts_url, proxied=variable is not None)
    yield dns
    proxied = words.proxy(variable, _bare(os.environ[variable])) if variable else words.NO_PROXY
    yield Finding(words.PROXY, Mark.GOOD, proxied)
    if dns.mark is not Mark.BAD:
        yield await _certificate(profile.accounts_url, proxied=variable is not None)
    try:
        account = account_of(connect, profile, token)
    except ApiError as error:
        yield _bad(words.ACCOUNTS_HOST, error)
        return
    is_reached = False
    async for finding in _team(account, choice):
        is_reached = finding.link == words.TEAM and finding.mark is Mark.GOOD
        yield finding
    if is_reached:
        async for finding in _workspace(account, choice):
            yield finding


async def _dns(base: str, *, proxied: bool) -> Finding:
    if proxied:
        return Finding(words.DNS, Mark.SKIPPED, words.PROXY_LOOKS_UP)
    try:
        count = await resolve(base)
    except ApiError as error:
        return _bad(words.DNS, error)
    return Finding(words.DNS, Mark.GOOD, words.addresses(urlsplit(base).hostname, count))


async def _certificate(base: str, *, proxied: bool) -> Finding:
    if urlsplit(base).scheme == "http":
        return Finding(words.CERTIFICATE, Mark.SKIPPED, words.PLAIN_HTTP)
    if proxied:
        return Finding(words.CERTIFICATE, Mark.SKIPPED, words.BEHIND_PROXY)
    try:
        return Finding(words.CERTIFICATE, Mark.GOOD, words.trusted(await handshake(base)))
    except ApiError as error:
        return _bad(words.CERTIFICATE, error)


async def _team(account: Account, choice: Choice) -> AsyncIterator[Finding]:
    """The accounts host, the token and the team: one request tells all three."""
    host = Finding(
        words.ACCOUNTS_HOST, Mark.GOOD, words.answers(urlsplit(choice.profile.accounts_url).hostname)
    )
    try:
        team = await account.find_team(str(choice.profile.team.id))
    except (TokenRejected, NotAllowed) as error:
        yield host
        yield _bad(words.TOKEN, error)
    except NotFound as error:
        yield host
        yield Finding(words.TOKEN, Mark.GOOD, words.ACCEPTED)
        yield _bad(words.TEAM, error)
    except ApiError as error:
        yield _bad(words.ACCOUNTS_HOST, error)
    else:
        yield host
        yield Finding(words.TOKEN, Mark.GOOD, words.ACCEPTED)
        yield Finding(words.TEAM, Mark.GOOD, f"{team.name} ({team.id})")


async def _workspace(account: Account, choice: Choice) -> AsyncIterator[Finding]:
    profile = choice.profile
    entry = Entry(profile.team, profile.workspace, profile.name, profile)
    try:
        changes = (await look_up(account, entry)).changes(entry)
        mark = Mark.DOUBTFUL if changes else Mark.GOOD
        as_saved = f"{profile.workspace.name} ({profile.workspace.id})"
        changed = " ".join([*changes, words.repairs(profile.name)])
        yield Finding(words.WORKSPACE, mark, changed if changes else as_saved)
    except (ApiError, Gone) as error:
        yield _bad(words.WORKSPACE, error)
        return
    host = urlsplit(profile.api_url).hostname
    contacts = account.contacts(profile.workspace, ALL_CONTACTS).head
    contacts.want(1)
    view = await contacts.settled()
    if view.error and not isinstance(view.error, NotAllowed | NotFound | TokenRejected):
        yield _bad(words.WORKSPACE_HOST, view.error)
        return
    yield Finding(words.WORKSPACE_HOST, Mark.GOOD, words.answers(host))
    if view.error:
        yield _bad(words.CONTACTS, view.error)
    else:
        yield Finding(words.CONTACTS, Mark.GOOD, words.on_first_page(view.count))


def _bad(link: str, error: Fault) -> Finding:
    return Finding(link, Mark.BAD, f"{error.what} {error.hint}", error)


def _proxy_variable(base: str) -> str | None:
    from wizard.api.faults import proxy_variable  # noqa: PLC0415 - brings httpx

    return proxy_variable(base)


def _bare(proxy: str) -> str:
    """A proxy's address without the user name and password that may be in it."""
    return proxy.rpartition("@")[2]


_EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_TOKEN_LIKE = re.compile(r"(?<![\w-])(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[A-Za-z0-9_-]{32,}(?![\w-])")


def report(findings: Iterable[Finding], tokens: Iterable[Token]) -> str:
    """Give the findings as a text for support: no token, no email address, no home folder in it."""
    settings = sorted(name for name in os.environ if name.startswith("CLICKFUNNELS_"))
    lines = [
        f"clickfunnels-wizard {__version__}, Python {platform.python_version()}, {platform.platform()}",
        words.settings(", ".join(settings)),
        *(f"{finding.mark} {finding.link}: {finding.text}" for finding in findings),
    ]
    return redacted("\n".join(lines) + "\n", tokens)


def redacted(text: str, tokens: Iterable[Token]) -> str:
    """Give `text` without these tokens, without anything that looks like a token or an email address."""
    for token in tokens:
        text = text.replace(token.reveal(), words.A_TOKEN)
    text = _TOKEN_LIKE.sub(words.HIDDEN, _EMAIL.sub(words.AN_EMAIL, text))
    return text.replace(str(Path.home()), "~")
