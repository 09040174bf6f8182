"""httpx transport for programs without an event loop: directly, to this machine, or through a proxy."""

from __future__ import annotations

import ssl

import httpx

from wizard.api.hosts import is_localhost
from wizard.api.proxies import Proxy, proxy_for
from wizard.api.tls import trusted_context
from wizard.api.transport import copies_to_this_machine


class BlockingProxyTransport(httpx.BaseTransport):
    """Finds the proxy for each request. Raises `ProxyTrouble`, `BadCertificateFile` and httpx's errors."""

    def __init__(self, limits: httpx.Limits) -> None:
        self._limits = limits
        self._context: ssl.SSLContext | None = None
        self._transports: dict[tuple[str, str], httpx.HTTPTransport] = {}
        """By the name of this machine, each of which has its own certificate, and the proxy's URL."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request."""
        route = proxy_for(request.url)
        if isinstance(route, Proxy):
            return self._transport("", route.url).handle_request(request)
        if not is_localhost(request.url.host):
            return self._transport("", None).handle_request(request)
        return self._send_to_this_machine(request)

    def close(self) -> None:
        """Close every connection."""
        while self._transports:
            self._transports.popitem()[1].close()

    def _send_to_this_machine(self, request: httpx.Request) -> httpx.Response:
        errors = []
        for copy in copies_to_this_machine(request):
            try:
                return self._transport(request.url.host, None).handle_request(copy)
            except httpx.ConnectError as error:
                errors.append(error)
        raise errors[0]

    def _transport(self, name: str, proxy_url: httpx.URL | None) -> httpx.HTTPTransport:
        key = name, str(proxy_url or "")
        if key not in self._transports:
            context = self._context = self._context or trusted_context()
            proxy = None
            if proxy_url is not None:
                has_tls = proxy_url.scheme == "https"
                proxy = httpx.Proxy(proxy_url, ssl_context=context if has_tls else None)
            self._transports[key] = httpx.HTTPTransport(verify=context, limits=self._limits, proxy=proxy)
        return self._transports[key]
