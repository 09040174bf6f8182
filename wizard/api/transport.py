"""How requests travel: straight to their host, to this machine, or through a proxy."""

from __future__ import annotations

import asyncio
import ssl
import sys
from collections.abc import Callable
from enum import Enum, auto
from typing import Any

import httpx
from socksio import SOCKSError

from wizard.api.hosts import is_localhost
from wizard.api.proxies import NoProxy, Proxy, proxy_for
from wizard.api.tls import trusted_context

MakeContext = Callable[[], ssl.SSLContext]

_THIS_MACHINE = ("127.0.0.1", "::1")


class Stage(Enum):
    """How far a connection has come."""

    TO_PROXY = auto()
    """Connecting to the proxy."""
    PROXY_TLS = auto()
    """Agreeing on TLS with an https:// proxy."""
    AT_PROXY = auto()
    """The proxy is asked to connect to the host."""
    AT_HOST = auto()
    """Everything after that, and everything without a proxy."""


_STAGES = {
    "connection.connect_tcp.started": Stage.TO_PROXY,
    "connection.connect_tcp.complete": Stage.AT_PROXY,
    "connection.start_tls.started": Stage.PROXY_TLS,
    "connection.start_tls.complete": Stage.AT_PROXY,
    "proxy.start_tls.started": Stage.AT_HOST,
    "socks.connect_tcp.started": Stage.TO_PROXY,
    "socks.setup_socks5_connection.started": Stage.AT_PROXY,
    "socks.start_tls.started": Stage.AT_HOST,
}
"""What httpcore's events say. Source: https://www.encode.io/httpcore/extensions/#trace"""


class ConnectionTrace:
    """How one request travels, and how far it has come."""

    def __init__(self, way: Proxy | NoProxy) -> None:
        self.way = way
        self.stage = Stage.AT_HOST

    @property
    def proxy(self) -> Proxy | None:
        """The proxy it goes through, if any."""
        return self.way if isinstance(self.way, Proxy) else None

    async def note(self, event: str, info: dict[str, Any]) -> None:  # noqa: ARG002 - httpcore gives it
        """Follow httpcore's events: they alone tell a proxy's fault from the host's."""
        self.stage = _STAGES.get(event, self.stage)


class SocksTrace(ConnectionTrace):
    """The same through a SOCKS proxy, for whose answers httpcore waits forever."""

    def __init__(self, way: Proxy, seconds: float | None) -> None:
        super().__init__(way)
        self._seconds = seconds
        self._stream: Any = None
        self._timeout = asyncio.timeout(None)

    async def note(self, event: str, info: dict[str, Any]) -> None:
        """Limit the time that the proxy has."""
        await super().note(event, info)
        if event == "socks.setup_socks5_connection.started":
            self._stream = info["stream"]
            if self._seconds is not None:
                self._timeout.reschedule(asyncio.get_running_loop().time() + self._seconds)
        elif event == "socks.setup_socks5_connection.complete":
            self._stream = None
            self._timeout.reschedule(None)

    async def send(self, transport: httpx.AsyncBaseTransport, request: httpx.Request) -> httpx.Response:
        """Send the request; what goes wrong is one of httpx's errors, and no socket stays open."""
        try:
            async with self._timeout:
                return await transport.handle_async_request(request)
        except TimeoutError as error:
            raise httpx.ReadTimeout("", request=request) from error
        except (AssertionError, OverflowError, SOCKSError) as error:  # httpcore lets them through
            raise httpx.RemoteProtocolError("", request=request) from error
        finally:
            if self._stream is not None:
                await self._stream.aclose()


def trace_of(request: httpx.Request) -> ConnectionTrace | None:
    """Tell how a request travelled; None if it never set off."""
    travel = request.extensions.get("travel")
    return travel if isinstance(travel, ConnectionTrace) else None


class ProxyTransport(httpx.AsyncBaseTransport):
    """Sends each request the way that its host needs. Raises `ProxyTrouble` and `BadCertificateFile`."""

    def __init__(
        self,
        limits: httpx.Limits,
        context: MakeContext = trusted_context,
        proxy_context: MakeContext = trusted_context,
    ) -> None:
        self._limits = limits
        self._context = context
        self._proxy_context = proxy_context
        self._made: dict[MakeContext, ssl.SSLContext] = {}
        self._ways: dict[bytes, Proxy | NoProxy] = {}
        """By host and port."""
        self._transports: dict[tuple[str, ...], httpx.AsyncHTTPTransport] = {}
        self._opening = asyncio.Lock()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request."""
        way = await self._way(request.url)
        transport = await self._transport(way, request.url)
        if isinstance(way, NoProxy):
            request.extensions["travel"] = ConnectionTrace(way)
            if is_localhost(request.url.host):
                return await _send_to_this_machine(transport, request)
            return await transport.handle_async_request(request)
        seconds = request.extensions.get("timeout", {}).get("read")
        travel = SocksTrace(way, seconds) if way.is_socks else ConnectionTrace(way)
        request.extensions["travel"] = travel
        request.extensions.setdefault("trace", travel.note)
        if isinstance(travel, SocksTrace):
            return await travel.send(transport, request)
        return await transport.handle_async_request(request)

    async def aclose(self) -> None:
        """Close every connection."""
        while self._transports:
            await self._transports.popitem()[1].aclose()

    async def _way(self, url: httpx.URL) -> Proxy | NoProxy:
        key = url.raw_scheme + url.netloc
        if key not in self._ways:
            may_wait = sys.platform == "win32"  # where the list of hosts without proxy may need the resolver
            self._ways[key] = await asyncio.to_thread(proxy_for, url) if may_wait else proxy_for(url)
        return self._ways[key]

    async def _transport(self, way: Proxy | NoProxy, url: httpx.URL) -> httpx.AsyncHTTPTransport:
        """The transport for a way; names of this machine share no connection, as each has its certificate."""
        name = url.host if is_localhost(url.host) else ""
        key = (url.scheme, name) if isinstance(way, NoProxy) else (url.scheme, str(way.url), way.source)
        async with self._opening:
            if key not in self._transports:
                if url.scheme == "https":  # reading all certificates takes a while
                    await asyncio.to_thread(self._make, self._context)
                self._transports[key] = self._open(way, url.scheme)
            return self._transports[key]

    def _open(self, way: Proxy | NoProxy, scheme: str) -> httpx.AsyncHTTPTransport:
        context = self._make(self._context) if scheme == "https" else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        proxy = None
        if isinstance(way, Proxy):
            has_tls = way.url.scheme == "https"
            proxy = httpx.Proxy(way.url, ssl_context=self._make(self._proxy_context) if has_tls else None)
        return httpx.AsyncHTTPTransport(verify=context, limits=self._limits, proxy=proxy)

    def _make(self, make: MakeContext) -> ssl.SSLContext:
        if make not in self._made:
            self._made[make] = make()
        return self._made[make]


async def _send_to_this_machine(
    transport: httpx.AsyncHTTPTransport, request: httpx.Request
) -> httpx.Response:
    """RFC 6761 section 6.3: names below ``localhost`` are this machine, and the resolver isn't asked."""
    first: httpx.ConnectError | None = None
    for address in _THIS_MACHINE:
        sent = httpx.Request(
            request.method,
            request.url.copy_with(host=address),
            headers=request.headers,
            stream=request.stream,
            extensions={**request.extensions, "sni_hostname": request.url.host},
        )
        try:
            return await transport.handle_async_request(sent)
        except httpx.ConnectError as error:
            first = first or error
    assert first
    raise first
