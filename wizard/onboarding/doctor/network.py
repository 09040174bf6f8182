"""Checks of the network, without a token: DNS, the proxy, the connection, TLS, the clock."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import httpx

from wizard.account.connection import Connector
from wizard.api.dns import resolve
from wizard.api.errors import ApiError, BadCertificate, BadCertificateFile, NoSecureConnection, ProxyTrouble
from wizard.api.host_probe import HostProbe
from wizard.api.hosts import is_localhost, origin_of
from wizard.api.proxies import NoProxy, Proxy, proxy_for
from wizard.api.tls import certificate_variables
from wizard.onboarding.doctor.finding import Finding, Link, Mark, bad
from wizard.support.times import exact_time

_CLOCKS_APART = timedelta(minutes=5)
"""Less of a difference harms nobody."""

_OF_TLS = (BadCertificate, BadCertificateFile, NoSecureConnection)


async def check_network(base: str, connect: Connector) -> AsyncIterator[Finding]:
    """Check the way to the host of `base` with the connections that requests use."""
    try:
        way = await asyncio.to_thread(proxy_for, httpx.URL(base))
    except ProxyTrouble as error:
        yield bad(Link.PROXY, error)
        return
    dns = await _dns(base, way)
    yield dns
    if dns.mark is Mark.BAD:
        yield _proxy(way)
        return
    try:
        probe = await connect.probe(origin_of(base))
    except ApiError as error:
        for finding in _broken(way, error):
            yield finding
        return
    yield _proxy(way)
    yield Finding(Link.CONNECTION, Mark.GOOD, _connected(urlsplit(base).hostname, probe.address))
    yield _tls(probe)
    yield _clock(probe)


async def check_host(base: str, connect: Connector) -> AsyncIterator[Finding]:
    """Check that ClickFunnels' API answers at the accounts host `base`, without a token."""
    try:
        fault = (await connect.probe(f"{base}/teams")).fault
    except ApiError as error:
        fault = error
    if fault:
        yield bad(Link.ACCOUNTS_HOST, fault)
    else:
        yield Finding(Link.ACCOUNTS_HOST, Mark.GOOD, f"{urlsplit(base).hostname} answers")


def _proxy(way: Proxy | NoProxy) -> Finding:
    if isinstance(way, NoProxy):
        return Finding(Link.PROXY, Mark.GOOD, way.why)
    return Finding(Link.PROXY, Mark.GOOD, _proxy_text(way.source, way.value, assumes_http=way.assumes_http))


async def _dns(base: str, way: Proxy | NoProxy) -> Finding:
    host = urlsplit(base).hostname or ""
    if isinstance(way, Proxy):
        return Finding(Link.DNS, Mark.SKIPPED, "the proxy looks up names")
    if is_localhost(host):
        return Finding(Link.DNS, Mark.SKIPPED, f"{host} is always this machine")
    try:
        count = await resolve(base)
    except ApiError as error:
        return bad(Link.DNS, error)
    return Finding(Link.DNS, Mark.GOOD, f"{host}: {'1 address' if count == 1 else f'{count} addresses'}")


def _broken(way: Proxy | NoProxy, error: ApiError) -> Iterator[Finding]:
    """What a failed connection says about each link up to the one that failed."""
    if isinstance(error, ProxyTrouble):
        yield bad(Link.PROXY, error)
        return
    yield _proxy(way)
    yield bad(Link.TLS if isinstance(error, _OF_TLS) else Link.CONNECTION, error)


def _tls(probe: HostProbe) -> Finding:
    if probe.tls is None:
        return Finding(Link.TLS, Mark.SKIPPED, "plain http, on this machine only")
    return Finding(Link.TLS, Mark.GOOD, _trusted(probe.tls, probe.issuer, certificate_variables()))


def _clock(probe: HostProbe) -> Finding:
    if probe.clock is None:
        return Finding(Link.CLOCK, Mark.SKIPPED, "the host did not say what time it is")
    now = datetime.now(UTC)
    if abs(now - probe.clock) <= _CLOCKS_APART:
        return Finding(Link.CLOCK, Mark.GOOD, "right")
    return Finding(
        Link.CLOCK,
        Mark.DOUBTFUL,
        f"This machine says {exact_time(now)}, ClickFunnels {exact_time(probe.clock)}."
        " Set this machine's clock.",
    )


def _proxy_text(setting: str, value: str, *, assumes_http: bool) -> str:
    """The proxy, and why it is used."""
    assumed = "; no scheme, so http:// is assumed" if assumes_http else ""
    return f"{value}, from {setting}{assumed}"


def _connected(host: str | None, address: str | None) -> str:
    """A connection, and the address at its other end."""
    return f"connected to {host}{f' ({address})' if address and address != host else ''}"


def _trusted(version: str, issuer: str | None, variables: Sequence[str]) -> str:
    """The certificate is trusted; TLS's version, who issued it, and what replaces the system's store."""
    by = f", issued by “{issuer}”" if issuer else ""
    instead = f" ({' and '.join(variables)} instead of the system's certificates)" if variables else ""
    return f"trusted, {version}{by}{instead}"
