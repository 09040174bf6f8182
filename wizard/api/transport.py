"""httpx transport that sends each request directly, to this machine, or through a proxy."""

from __future__ import annotations

import asyncio
import ssl
import sys
from collections.abc import Callable, Iterator
from enum import Enum, auto
from functools import partial
from typing import Any

import httpx
from socksio import SOCKSError

from wizard.api.connections import Connections
from wizard.api.hosts import is_localhost
from wizard.api.proxies import NoProxy, Proxy, proxy_for
from wizard.api.tls import trusted_context

MakeContext = Callable[[], ssl.SSLContext]


class Stage(Enum):
    """How far a connection through a proxy has come."""

    TO_PROXY = auto()
    """Connecting to the proxy."""
    PROXY_TLS = auto()
    """Negotiating TLS with an https:// proxy."""
    AT_PROXY = auto()
    """Asking the proxy to connect to the host."""
    AT_HOST = auto()
    """Everything after that, and every direct connection."""


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
"""By httpcore's events. Source: https://www.encode.io/httpcore/extensions/#trace"""


class ConnectionTrace:
    """The route of one request, and how far it has come."""

    def __init__(self, route: Proxy | NoProxy) -> None:
        self.proxy = route if isinstance(route, Proxy) else None
        self.stage = Stage.AT_HOST

    async def note(self, event: str, info: dict[str, Any]) -> None:  # noqa: ARG002 - httpcore passes it
        """Follow httpcore's events; only they distinguish the proxy's failures from the host's."""
        self.stage = _STAGES.get(event, self.stage)


class SocksTrace(ConnectionTrace):
    """The trace through a SOCKS proxy, with a timeout: httpcore would wait forever for the proxy's answer."""

    def __init__(self, route: Proxy, timeout: float | None) -> None:
        """Limit the proxy's handshake to `timeout` seconds."""
        super().__init__(route)
        self._seconds = timeout
        self._stream: Any = None
        self._timeout = asyncio.timeout(None)

    async def note(self, event: str, info: dict[str, Any]) -> None:
        """Follow httpcore's events, and time the handshake."""
        await super().note(event, info)
        if event == "socks.setup_socks5_connection.started":
            self._stream = info["stream"]
            if self._seconds is not None:
                self._timeout.reschedule(asyncio.get_running_loop().time() + self._seconds)
        elif event == "socks.setup_socks5_connection.complete":
            self._stream = None
            self._timeout.reschedule(None)

    async def send(self, transport: httpx.AsyncBaseTransport, request: httpx.Request) -> httpx.Response:
        """Send the request. Raises only httpx's errors, and leaves no socket open."""
        try:
            async with self._timeout:
                return await transport.handle_async_request(request)
        except TimeoutError as error:
            raise httpx.ReadTimeout("", request=request) from error
        except (AssertionError, OverflowError, SOCKSError) as error:  # httpcore doesn't translate these
            raise httpx.RemoteProtocolError("", request=request) from error
        finally:
            if self._stream is not None:
                await self._stream.aclose()


def trace_of(request: httpx.Request) -> ConnectionTrace | None:
    """Give the trace of a request; None if it was never sent."""
    trace = request.extensions.get("connection_trace")
    return trace if isinstance(trace, ConnectionTrace) else None


class ProxyTransport(httpx.AsyncBaseTransport):
    """Finds the proxy for each request. Raises `ProxyTrouble`, `BadCertificateFile` and httpx's errors."""

    def __init__(
        self,
        limits: httpx.Limits,
        context: MakeContext = trusted_context,
        proxy_context: MakeContext = trusted_context,
    ) -> None:
        """Use TLS contexts made by `context` for hosts and by `proxy_context` for https:// proxies."""
        self._limits = limits
        self._context = context
        self._proxy_context = proxy_context
        self._contexts: dict[MakeContext, ssl.SSLContext] = {}
        self._routes: dict[bytes, Proxy | NoProxy] = {}
        """By scheme, host and port."""
        self._connections: dict[tuple[str, ...], Connections] = {}
        self._opening = asyncio.Lock()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request."""
        route = await self._route(request.url)
        connections = await self._connections_to(route, request.url)
        if isinstance(route, NoProxy):
            request.extensions["connection_trace"] = ConnectionTrace(route)
            if is_localhost(request.url.host):
                return await _send_to_localhost(connections, request)
            return await connections.handle_async_request(request)
        timeout = request.extensions.get("timeout", {}).get("read")
        trace = SocksTrace(route, timeout) if route.is_socks else ConnectionTrace(route)
        request.extensions["connection_trace"] = trace
        request.extensions.setdefault("trace", trace.note)
        if isinstance(trace, SocksTrace):
            return await trace.send(connections, request)
        return await connections.handle_async_request(request)

    async def aclose(self) -> None:
        """Close every connection."""
        while self._connections:
            await self._connections.popitem()[1].aclose()

    async def _route(self, url: httpx.URL) -> Proxy | NoProxy:
        key = url.raw_scheme + url.netloc
        if key not in self._routes:
            may_block = sys.platform == "win32"  # its list of hosts without proxy may need the resolver
            self._routes[key] = await asyncio.to_thread(proxy_for, url) if may_block else proxy_for(url)
        return self._routes[key]

    async def _connections_to(self, route: Proxy | NoProxy, url: httpx.URL) -> Connections:
        """The connections for a route. Names of this machine share none: each has its own certificate."""
        name = url.host if is_localhost(url.host) else ""
        key = (url.scheme, name) if isinstance(route, NoProxy) else (url.scheme, str(route.url), route.source)
        async with self._opening:
            if key not in self._connections:
                if url.scheme == "https":  # loading all certificates takes a while
                    await asyncio.to_thread(self._make, self._context)
                self._connections[key] = Connections(partial(self._open, route, url.scheme))
            return self._connections[key]

    def _open(self, route: Proxy | NoProxy, scheme: str) -> httpx.AsyncHTTPTransport:
        context = self._make(self._context) if scheme == "https" else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        proxy = None
        if isinstance(route, Proxy):
            has_tls = route.url.scheme == "https"
            proxy = httpx.Proxy(route.url, ssl_context=self._make(self._proxy_context) if has_tls else None)
        return httpx.AsyncHTTPTransport(verify=context, limits=self._limits, proxy=proxy)

    def _make(self, make: MakeContext) -> ssl.SSLContext:
        if make not in self._contexts:
            self._contexts[make] = make()
        return self._contexts[make]


async def _send_to_localhost(connections: Connections, request: httpx.Request) -> httpx.Response:
    first_error: httpx.ConnectError | None = None
    for copy in copies_to_this_machine(request):
        try:
            return await connections.handle_async_request(copy)
        except httpx.ConnectError as error:
            first_error = first_error or error
    assert first_error
    raise first_error


def copies_to_this_machine(request: httpx.Request) -> Iterator[httpx.Request]:
    """Give the request to 127.0.0.1, and to ::1, without asking the resolver (RFC 6761 section 6.3)."""
    for address in ("127.0.0.1", "::1"):
        yield httpx.Request(
            request.method,
            request.url.copy_with(host=address),
            headers=request.headers,
            stream=request.stream,
            extensions={**request.extensions, "sni_hostname": request.url.host},
        )
