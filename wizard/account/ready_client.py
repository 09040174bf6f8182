"""A ready httpx client for one workspace, for programs that import this package."""

from __future__ import annotations

from collections.abc import Generator, Iterable

import httpx

from wizard.api.hosts import Hosts
from wizard.api.http_client import USER_AGENT
from wizard.api.transport import ProxyTransport
from wizard.api.transport_errors import Limits
from wizard.config import NoToken, Profile
from wizard.support.secret import Token


class TokenAuth(httpx.Auth):
    """Sends the token to the given bases' hosts, and to no other host that may be asked."""

    def __init__(self, token: Token, bases: Iterable[str]) -> None:
        self._token = token
        self._origins = {_origin(httpx.URL(base)) for base in bases}

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Add the header where the host is one of ours."""
        if _origin(request.url) in self._origins:
            request.headers["Authorization"] = f"Bearer {self._token.reveal()}"
        yield request


def ready_client(profile: Profile) -> httpx.AsyncClient:
    """Give a client for the profile's workspace.

    Raises `NoToken`, and `BadAddress` where the saved addresses are not safe to send a token to.
    """
    if profile.token is None:
        raise NoToken(profile.name)
    # Raises where the token must not go there.
    Hosts.saved(profile.accounts_url, profile.api_url, profile.workspace.subdomain, profile.url_template)
    limits = Limits()
    return httpx.AsyncClient(
        base_url=profile.api_url,
        auth=TokenAuth(profile.token, (profile.api_url, profile.accounts_url)),
        headers={"User-Agent": USER_AGENT, "Accept": "application/json"},
        timeout=httpx.Timeout(limits.read_seconds, connect=limits.connect_seconds),
        follow_redirects=False,
        transport=ProxyTransport(httpx.Limits(max_connections=100, max_keepalive_connections=20)),
    )


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port
