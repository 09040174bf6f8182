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

LINKS = (
    "file", "rights", "schema", "profile", "token source", "DNS", "proxy", "certificate",
    "accounts host", "token", "team", "workspace", "workspace host", "contacts",
)  # fmt: skip
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
            yield Finding(link, Mark.SKIPPED, "not looked at")
        yield finding
    for link in waiting:
        yield Finding(link, Mark.SKIPPED, "not looked at")


async def _examine(path: Path, name: str | None, connect: Connector) -> AsyncIterator[Finding]:
    choice: Choice | None = None
    token: Token | None = None
    for finding in _file(path):
        yield finding
    try:
        choice = choose(path, name)
        by = "the configuration" if choice.chosen_by == "current" else choice.chosen_by
        yield Finding("profile", Mark.GOOD, f"{choice.profile.name}, chosen by {by}")
        token = await asyncio.to_thread(choice.token)
        yield Finding("token source", Mark.GOOD, _SOURCES[choice.token_source])
    except ConfigError as error:
        yield _bad("token source" if choice else "profile", error)
    if choice and token:
        async for finding in _online(choice, token, connect):
            yield finding


_SOURCES = {
    "environment": "CLICKFUNNELS_API_TOKEN, which wins over a saved one",
    "file": "the configuration file",
    "keyring": "the system’s keyring",
}


def _file(path: Path) -> Iterable[Finding]:
    if not path.exists():
        yield Finding("file", Mark.BAD, f"{path} is not there yet. Run `cfw` to make it.")
        return
    yield Finding("file", Mark.GOOD, str(path))
    if os.name == "nt":
        yield Finding("rights", Mark.SKIPPED, "Windows keeps a user’s folders private by itself")
    elif is_open_to_others(path) or is_open_to_others(path.parent):
        yield Finding(
            "rights", Mark.DOUBTFUL, "Others can open the file or its folder; saving with `cfw` repairs that."
        )
    else:
        yield Finding("rights", Mark.GOOD, "for you only")
    try:
        count = len(read(path).profiles)
        yield Finding("schema", Mark.GOOD, f"format 1, {count} profile{'' if count == 1 else 's'}")
    except ConfigError as error:
        yield _bad("schema", error)


async def _online(choice: Choice, token: Token, connect: Connector) -> AsyncIterator[Finding]:
    profile = choice.profile
    variable = _proxy_variable(profile.accounts_url)
    dns = await _dns(profile.accounts_url, proxied=variable is not None)
    yield dns
    proxied = f"{variable} names {_bare(os.environ[variable])}" if variable else "none"
    yield Finding("proxy", Mark.GOOD, proxied)
    if dns.mark is not Mark.BAD:
        yield await _certificate(profile.accounts_url, proxied=variable is not None)
    try:
        account = account_of(connect, profile, token)
    except ApiError as error:
        yield _bad("accounts host", error)
        return
    is_reached = False
    async for finding in _team(account, choice):
        is_reached = finding.link == "team" and finding.mark is Mark.GOOD
        yield finding
    if is_reached:
        async for finding in _workspace(account, choice):
            yield finding


async def _dns(base: str, *, proxied: bool) -> Finding:
    if proxied:
        return Finding("DNS", Mark.SKIPPED, "the proxy looks names up")
    try:
        count = await resolve(base)
    except ApiError as error:
        return _bad("DNS", error)
    return Finding(
        "DNS", Mark.GOOD, f"{urlsplit(base).hostname}: {count} address{'' if count == 1 else 'es'}"
    )


async def _certificate(base: str, *, proxied: bool) -> Finding:
    if urlsplit(base).scheme == "http":
        return Finding("certificate", Mark.SKIPPED, "plain http, on this machine only")
    if proxied:
        return Finding("certificate", Mark.SKIPPED, "behind a proxy; the requests below check it")
    try:
        return Finding("certificate", Mark.GOOD, f"trusted, {await handshake(base)}")
    except ApiError as error:
        return _bad("certificate", error)


async def _team(account: Account, choice: Choice) -> AsyncIterator[Finding]:
    """The accounts host, the token and the team: one request tells all three."""
    host = Finding("accounts host", Mark.GOOD, f"{urlsplit(choice.profile.accounts_url).hostname} answers")
    try:
        team = await account.find_team(str(choice.profile.team.id))
    except (TokenRejected, NotAllowed) as error:
        yield host
        yield _bad("token", error)
    except NotFound as error:
        yield host
        yield Finding("token", Mark.GOOD, "accepted")
        yield _bad("team", error)
    except ApiError as error:
        yield _bad("accounts host", error)
    else:
        yield host
        yield Finding("token", Mark.GOOD, "accepted")
        yield Finding("team", Mark.GOOD, f"{team.name} ({team.id})")


async def _workspace(account: Account, choice: Choice) -> AsyncIterator[Finding]:
    profile = choice.profile
    entry = Entry(profile.team, profile.workspace, profile.name, profile)
    try:
        changes = (await look_up(account, entry)).changes(entry)
        mark = Mark.DOUBTFUL if changes else Mark.GOOD
        as_saved = f"{profile.workspace.name} ({profile.workspace.id})"
        repair = f" `cfw switch {profile.name}` repairs the profile."
        yield Finding("workspace", mark, " ".join(changes) + repair if changes else as_saved)
    except (ApiError, Gone) as error:
        yield _bad("workspace", error)
        return
    host = urlsplit(profile.api_url).hostname
    contacts = account.contacts(profile.workspace, ALL_CONTACTS).head
    contacts.want(1)
    view = await contacts.settled()
    if view.error and not isinstance(view.error, NotAllowed | NotFound | TokenRejected):
        yield _bad("workspace host", view.error)
        return
    yield Finding("workspace host", Mark.GOOD, f"{host} answers")
    if view.error:
        yield _bad("contacts", view.error)
    else:
        yield Finding("contacts", Mark.GOOD, f"{view.count} on the first page")


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
        f"settings: {', '.join(settings) or 'none'}",
        *(f"{finding.mark} {finding.link}: {finding.text}" for finding in findings),
    ]
    return redacted("\n".join(lines) + "\n", tokens)


def redacted(text: str, tokens: Iterable[Token]) -> str:
    """Give `text` without these tokens, without anything that looks like a token or an email address."""
    for token in tokens:
        text = text.replace(token.reveal(), "[token]")
    text = _TOKEN_LIKE.sub("[hidden]", _EMAIL.sub("[email]", text))
    return text.replace(str(Path.home()), "~")
