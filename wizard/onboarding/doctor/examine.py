"""Check the whole chain, link by link: the file, the network, the token, the workspace and its contacts."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from wizard.config.active_profile import ActiveProfile, choose_profile
from wizard.config.errors import BadToken, ConfigError, NothingSaved
from wizard.onboarding.doctor.account import check_account, check_unsaved
from wizard.onboarding.doctor.finding import Finding, Link, Mark, bad, good, skipped
from wizard.onboarding.doctor.local import check_file
from wizard.onboarding.doctor.network import check_host, check_network
from wizard.onboarding.session import Session
from wizard.support.secret import Token

_TOKEN_SOURCES = {
    "environment": "CLICKFUNNELS_API_TOKEN, which wins over a saved one",
    "file": "the configuration file",
    "keyring": "the system’s keyring",
    "command": "the profile’s token command",
}
_NOTHING_SAVED = "nothing is saved yet"


async def examine(session: Session, name: str | None = None, token_from: str = "") -> AsyncIterator[Finding]:
    """Check one link after the other; those behind a broken one are skipped. Changes nothing.

    `name` is the profile to check, if one was named. If no profile is used, `session.presets` has the token
    from the environment and the workspace, and `token_from` says where these came from.
    """
    links = list(Link)
    async for finding in _examine(session, name, token_from):
        while (link := links.pop(0)) != finding.link:
            yield skipped(link)
        yield finding
    for link in links:
        yield skipped(link)


async def _examine(session: Session, name: str | None, token_from: str) -> AsyncIterator[Finding]:
    choice: ActiveProfile | None = None
    token: Token | None = None
    for finding in check_file(session.path):
        yield finding
    try:
        if session.presets.token:
            yield skipped(Link.PROFILE, _no_profile(token_from))
            yield good(Link.TOKEN_SOURCE, "CLICKFUNNELS_API_TOKEN")
        else:
            choice = choose_profile(session.path, name)
            yield good(
                Link.PROFILE,
                f"{choice.profile.name}, chosen by "
                f"{'the configuration' if choice.chosen_by == 'current' else choice.chosen_by}",
            )
            token = await asyncio.to_thread(choice.token)
            yield good(Link.TOKEN_SOURCE, _TOKEN_SOURCES[choice.token_source])
    except NothingSaved as error:
        yield skipped(Link.PROFILE, "none is chosen" if error.has_profiles else _NOTHING_SAVED)
        yield bad(Link.TOKEN_SOURCE, error)
    except ConfigError as error:
        is_profiles = choice is None and not isinstance(error, BadToken)
        yield bad(Link.PROFILE if is_profiles else Link.TOKEN_SOURCE, error)
    if session.is_demo:  # which needs no network
        return
    base = choice.profile.accounts_url if choice else session.hosts.accounts
    is_connected = True
    async for finding in check_network(base, session.connect):
        is_connected &= finding.mark is not Mark.BAD
        yield finding
    if not is_connected:
        return
    async for finding in _check_account(session, choice, token, token_from):
        yield finding


def _check_account(
    session: Session, choice: ActiveProfile | None, token: Token | None, token_from: str
) -> AsyncIterator[Finding]:
    if choice and token:
        return check_account(choice.profile, token, session.connect)
    if session.presets.token:
        return check_unsaved(session, token_from)
    return check_host(choice.profile.accounts_url if choice else session.hosts.accounts, session.connect)


def _no_profile(token_from: str) -> str:
    """Say why no profile is used: an option names the workspace, or nothing is saved."""
    return f"not used, because of {token_from}" if token_from.startswith("--") else _NOTHING_SAVED
