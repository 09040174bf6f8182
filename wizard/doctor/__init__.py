"""`cfw doctor`: check everything from the configuration file to the contacts, link by link."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

from wizard.config import Choice, ConfigError, choose
from wizard.connect import Connector
from wizard.secret import Token
from wizard.words import doctor as words

from .account import check_account
from .finding import LINKS, Finding, Mark, bad
from .local import check_file
from .network import check_network


async def examine(path: Path, name: str | None, connect: Connector) -> AsyncIterator[Finding]:
    """Check one link after the other; those behind a broken one are skipped. Changes nothing."""
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
    for finding in check_file(path):
        yield finding
    try:
        choice = choose(path, name)
        yield Finding(words.PROFILE, Mark.GOOD, words.chosen(choice.profile.name, choice.chosen_by))
        token = await asyncio.to_thread(choice.token)
        yield Finding(words.TOKEN_SOURCE, Mark.GOOD, words.TOKEN_SOURCES[choice.token_source])
    except ConfigError as error:
        yield bad(words.TOKEN_SOURCE if choice else words.PROFILE, error)
    if choice and token:
        is_connected = True
        async for finding in check_network(choice.profile.accounts_url, connect):
            is_connected &= finding.mark is not Mark.BAD
            yield finding
        if not is_connected:
            return
        async for finding in check_account(choice.profile, token, connect):
            yield finding
