"""A ready httpx client for one workspace, for programs that import this package."""

from __future__ import annotations

from collections.abc import Generator, Iterable

import httpx

from wizard.api.http_client import USER_AGENT
from wizard.api.timeouts import Timeouts
from wizard.api.transport import ProxyTransport
from wizard.support.secret import Token


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


def ready_client(token: Token, *, api_url: str, accounts_url: str) -> httpx.AsyncClient:
    """Give a client for the workspace at `api_url`. The token goes to that host and to the accounts host."""
    timeouts = Timeouts()
    return httpx.AsyncClient(
        base_url=api_url,
        auth=TokenAuth(token, (api_url, accounts_url)),
        headers={"User-Agent": USER_AGENT, "Accept": "application/json"},
        timeout=httpx.Timeout(timeouts.read, connect=timeouts.connect),
        follow_redirects=False,
        transport=ProxyTransport(httpx.Limits(max_connections=100, max_keepalive_connections=20)),
    )


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port
