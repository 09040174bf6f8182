"""Checks of the network, without a token: DNS, the proxy, the connection, TLS, the clock."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import httpx

from wizard.account.connection import Connector
from wizard.api.errors import ApiError, BadCertificate, BadCertificateFile, NoSecureConnection, ProxyTrouble
from wizard.api.hosts import is_localhost, root_of
from wizard.api.knock import Knock
from wizard.api.network import resolve
from wizard.api.proxies import Direct, Proxy, way_to
from wizard.api.trust import replaces_system
from wizard.onboarding.doctor.finding import Finding, Mark, bad
from wizard.support.times import exact
from wizard.words import doctor as words

_CLOCKS_APART = timedelta(minutes=5)
"""Less of a difference harms nobody."""

_OF_TLS = (BadCertificate, BadCertificateFile, NoSecureConnection)


async def check_network(base: str, connect: Connector) -> AsyncIterator[Finding]:
    """Check the way to the host of `base` with the connections that requests use."""
    try:
        way = await asyncio.to_thread(way_to, httpx.URL(base))
    except ProxyTrouble as error:
        yield bad(words.PROXY, error)
        return
    dns = await _dns(base, way)
    yield dns
    if dns.mark is Mark.BAD:
        yield _proxy(way)
        return
    try:
        knock = await connect.knock(root_of(base))
    except ApiError as error:
        for finding in _broken(way, error):
            yield finding
        return
    yield _proxy(way)
    yield Finding(words.CONNECTION, Mark.GOOD, words.connected(urlsplit(base).hostname, knock.address))
    yield _tls(knock)
    yield _clock(knock)


async def check_host(base: str, connect: Connector) -> AsyncIterator[Finding]:
    """Check that ClickFunnels' API answers at the accounts host `base`, without a token."""
    try:
        fault = (await connect.knock(f"{base}/teams")).fault
    except ApiError as error:
        fault = error
    if fault:
        yield bad(words.ACCOUNTS_HOST, fault)
    else:
        yield Finding(words.ACCOUNTS_HOST, Mark.GOOD, words.answers(urlsplit(base).hostname))


def _proxy(way: Proxy | Direct) -> Finding:
    if isinstance(way, Direct):
        return Finding(words.PROXY, Mark.GOOD, way.why)
    return Finding(words.PROXY, Mark.GOOD, words.proxy(way.source, way.value, assumes_http=way.assumes_http))


async def _dns(base: str, way: Proxy | Direct) -> Finding:
    host = urlsplit(base).hostname or ""
    if isinstance(way, Proxy):
        return Finding(words.DNS, Mark.SKIPPED, words.PROXY_LOOKS_UP)
    if is_localhost(host):
        return Finding(words.DNS, Mark.SKIPPED, words.this_machine(host))
    try:
        count = await resolve(base)
    except ApiError as error:
        return bad(words.DNS, error)
    return Finding(words.DNS, Mark.GOOD, words.addresses(host, count))


def _broken(way: Proxy | Direct, error: ApiError) -> Iterator[Finding]:
    """What a failed connection says about each link up to the one that failed."""
    if isinstance(error, ProxyTrouble):
        yield bad(words.PROXY, error)
        return
    yield _proxy(way)
    yield bad(words.TLS if isinstance(error, _OF_TLS) else words.CONNECTION, error)


def _tls(knock: Knock) -> Finding:
    if knock.tls is None:
        return Finding(words.TLS, Mark.SKIPPED, words.PLAIN_HTTP)
    return Finding(words.TLS, Mark.GOOD, words.trusted(knock.tls, knock.issuer, replaces_system()))


def _clock(knock: Knock) -> Finding:
    if knock.clock is None:
        return Finding(words.CLOCK, Mark.SKIPPED, words.NO_CLOCK)
    now = datetime.now(UTC)
    if abs(now - knock.clock) <= _CLOCKS_APART:
        return Finding(words.CLOCK, Mark.GOOD, words.CLOCK_RIGHT)
    return Finding(words.CLOCK, Mark.DOUBTFUL, words.clock_wrong(exact(now), exact(knock.clock)))
