"""Ready httpx clients for one workspace, for programs that import this package."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from typing import TypeVar

import httpx

from wizard.api.blocking_transport import BlockingProxyTransport
from wizard.api.http_client import USER_AGENT
from wizard.api.timeouts import Timeouts
from wizard.api.transport import ProxyTransport
from wizard.support.secret import Token

C = TypeVar("C", httpx.Client, httpx.AsyncClient)

_LIMITS = httpx.Limits(max_connections=100, max_keepalive_connections=20)


class TokenAuth(httpx.Auth):
    """Sends the token to the hosts of the given URLs, and never to any other host."""

    def __init__(self, token: Token, urls: Iterable[str]) -> None:
        self._token = token
        self._origins = {_origin(httpx.URL(url)) for url in urls}

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Add the header if the request goes to one of those hosts."""
        if _origin(request.url) in self._origins:
            request.headers["Authorization"] = f"Bearer {self._token.reveal()}"
        yield request


def ready_client(token: Token, *, api_url: str, accounts_url: str) -> httpx.Client:
    """Give a client for the workspace at `api_url`. The token goes to that host and to the accounts host."""
    client = httpx.Client(
        transport=BlockingProxyTransport(_LIMITS), auth=TokenAuth(token, (api_url, accounts_url))
    )
    return _prepared(client, api_url)


def ready_async_client(token: Token, *, api_url: str, accounts_url: str) -> httpx.AsyncClient:
    """Give the same client for programs with an event loop."""
    client = httpx.AsyncClient(
        transport=ProxyTransport(_LIMITS), auth=TokenAuth(token, (api_url, accounts_url))
    )
    return _prepared(client, api_url)


def _prepared(client: C, api_url: str) -> C:
    timeouts = Timeouts()
    client.base_url = httpx.URL(api_url)
    client.headers.update({"User-Agent": USER_AGENT, "Accept": "application/json"})
    client.timeout = httpx.Timeout(timeouts.read, connect=timeouts.connect)
    client.follow_redirects = False
    return client


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port
