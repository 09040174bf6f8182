"""Connecting a token to its account: the one place in this room that imports the HTTP client."""

from __future__ import annotations

import asyncio
from weakref import WeakSet

from wizard.account.account import Account
from wizard.api.client import ClickFunnels
from wizard.api.hosts import Hosts
from wizard.api.http_types import AsgiApp, HostProbe, Http
from wizard.api.models import TokenGrant
from wizard.api.retry import Retry
from wizard.config.profile import Profile
from wizard.support.secret import Token


class Connector:
    """Makes accounts that share their connections, over the network or to a server in this process.

    httpx is imported with the first token, or before that by `warm_up`.
    """

    def __init__(self, hosts: Hosts, asgi_app: AsgiApp | None = None, retry: Retry | None = None) -> None:
        self._hosts = hosts
        self._asgi_app = asgi_app
        self._retry = retry
        self._http: Http | None = None
        self._accounts: WeakSet[Account] = WeakSet()
        """The accounts in use; weak, so that a discarded token isn't kept alive."""

    def __call__(self, token: Token, hosts: Hosts | None = None, grant: TokenGrant | None = None) -> Account:
        """Give the account of a token, on `hosts` if given. Sends no request yet."""
        account = Account(token, ClickFunnels(self.open(), hosts or self._hosts, token), grant)
        self._accounts.add(account)
        return account

    async def warm_up(self) -> None:
        """Import httpx and open the connection for the first request, without a token.

        Ignores failures: the first request will report them. Call it again before a request that comes much
        later, because an idle connection may have been closed.
        """
        http = await asyncio.to_thread(self.open)
        if self._asgi_app is None:
            await http.warm_up(self._hosts.accounts)

    async def probe(self, url: str) -> HostProbe:
        """Send one HEAD request without a token. Raises an `ApiError` if nothing answers."""
        return await self.open().probe(url)

    async def close(self) -> None:
        """Stop loading, and close the connections."""
        for account in tuple(self._accounts):
            account.stop()
        if self._http is not None:
            await self._http.close()

    @property
    def is_in_process(self) -> bool:
        """Whether the server runs in this process, as in the demo."""
        return self._asgi_app is not None

    def open(self) -> Http:
        """Give the HTTP client."""
        if self._http is None:
            from wizard.api.http_client import HttpClient  # noqa: PLC0415 - imports httpx

            self._http = HttpClient(asgi_app=self._asgi_app, retry=self._retry)
        return self._http


def hosts_of(profile: Profile) -> Hosts:
    """Give the hosts of a saved profile. Raises `BadAddress` if its addresses don't belong together."""
    subdomain = profile.workspace.subdomain
    return Hosts.saved(profile.accounts_url, profile.api_url, subdomain, profile.url_template)


def account_of(connect: Connector, profile: Profile, token: Token) -> Account:
    """Give the account of a token on the hosts of a saved profile. Raises `BadAddress`."""
    return connect(token, hosts_of(profile))
