"""Check the network, without a token: DNS, the proxy, the connection, TLS, the clock."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from wizard.account.connection import Connector
from wizard.api.dns import resolve
from wizard.api.errors import ApiError, ProxyTrouble
from wizard.api.hosts import is_localhost, origin_of
from wizard.api.http_types import HostProbe
from wizard.api.proxies import NoProxy, Proxy, proxy_for
from wizard.api.tls import certificate_variables
from wizard.api.tls_errors import BadCertificate, BadCertificateFile, NoSecureConnection
from wizard.onboarding.doctor.finding import Finding, Link, Mark, bad, doubtful, good, skipped
from wizard.support.times import exact_time

_CLOCK_TOLERANCE = timedelta(minutes=5)

_TLS_ERRORS = (BadCertificate, BadCertificateFile, NoSecureConnection)


async def check_network(base: str, connect: Connector) -> AsyncIterator[Finding]:
    """Check the route to the host of `base`, over the connections that requests use."""
    try:
        way = await asyncio.to_thread(proxy_for, base)
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
    yield _connection(urlsplit(base).hostname, probe)
    yield _tls(probe)
    yield _clock(probe)


async def check_host(base: str, connect: Connector) -> AsyncIterator[Finding]:
    """Check that ClickFunnels' API answers at the accounts host `base`, without a token."""
    try:
        fault = (await connect.probe(f"{base}/teams")).error
    except ApiError as error:
        fault = error
    if fault:
        yield bad(Link.ACCOUNTS_HOST, fault)
    else:
        yield good(Link.ACCOUNTS_HOST, f"{urlsplit(base).hostname} answers")


def _proxy(way: Proxy | NoProxy) -> Finding:
    if isinstance(way, NoProxy):
        return good(Link.PROXY, way.why)
    assumed = "; no scheme, so http:// is assumed" if way.assumes_http else ""
    return good(Link.PROXY, f"{way.value}, from {way.source}{assumed}")


async def _dns(base: str, way: Proxy | NoProxy) -> Finding:
    host = urlsplit(base).hostname or ""
    if isinstance(way, Proxy):
        return skipped(Link.DNS, "the proxy looks up names")
    if is_localhost(host):
        return skipped(Link.DNS, f"{host} is always this machine")
    try:
        count = await resolve(base)
    except ApiError as error:
        return bad(Link.DNS, error)
    return good(Link.DNS, f"{host}: {'1 address' if count == 1 else f'{count} addresses'}")


def _broken(way: Proxy | NoProxy, error: ApiError) -> Iterator[Finding]:
    """Tell what a failed connection says about the links up to the one that failed."""
    if isinstance(error, ProxyTrouble):
        yield bad(Link.PROXY, error)
        return
    yield _proxy(way)
    yield bad(Link.TLS if isinstance(error, _TLS_ERRORS) else Link.CONNECTION, error)


def _connection(host: str | None, probe: HostProbe) -> Finding:
    address = f" ({probe.address})" if probe.address and probe.address != host else ""
    return good(Link.CONNECTION, f"connected to {host}{address}")


def _tls(probe: HostProbe) -> Finding:
    if probe.tls is None:
        return skipped(Link.TLS, "plain http, on this machine only")
    issuer = f", issued by “{probe.issuer}”" if probe.issuer else ""
    variables = certificate_variables()
    instead = f" ({' and '.join(variables)} instead of the system's certificates)" if variables else ""
    return good(Link.TLS, f"trusted, {probe.tls}{issuer}{instead}")


def _clock(probe: HostProbe) -> Finding:
    if probe.clock is None:
        return skipped(Link.CLOCK, "the host didn't say what time it is")
    now = datetime.now(UTC)
    if abs(now - probe.clock) <= _CLOCK_TOLERANCE:
        return good(Link.CLOCK, "right")
    times = f"This machine says {exact_time(now)}, ClickFunnels {exact_time(probe.clock)}."
    return doubtful(Link.CLOCK, f"{times} Set this machine's clock.")
