"""From tokens to their accounts, all over the same connections."""

from __future__ import annotations

import asyncio
from importlib import import_module
from typing import TYPE_CHECKING
from weakref import WeakSet

if TYPE_CHECKING:
    from wizard.account.account import Account
    from wizard.api.host_probe import HostProbe
    from wizard.api.hosts import Hosts
    from wizard.api.http_client import AsgiApp, HttpClient
    from wizard.api.retry import Retry
    from wizard.support.secret import Token


class Connector:
    """Connects tokens to their hosts, or to a server in this very process.

    Nothing is opened, nor httpx imported, before the first token comes or `warm_up` is called.
    """

    def __init__(self, hosts: Hosts, asgi_app: AsgiApp | None = None, retry: Retry | None = None) -> None:
        self._hosts = hosts
        self._asgi_app = asgi_app
        self._retry = retry
        self._opened: HttpClient | None = None
        self._accounts: WeakSet[Account] = WeakSet()
        """Those that somebody uses, or that still wait for an answer: a forgotten token is held by none."""

    def __call__(self, token: Token, hosts: Hosts | None = None) -> Account:
        """Give what the token reaches on `hosts`, or on the usual ones, without asking the network yet."""
        from wizard.account.account import Account  # noqa: PLC0415
        from wizard.api.client import ClickFunnels  # noqa: PLC0415

        hosts = hosts or self._hosts
        account = Account(token, ClickFunnels(self._http(), hosts, token))
        self._accounts.add(account)
        return account

    async def warm_up(self) -> None:
        """Import what requests need and open the connection that the first one goes over, while nobody waits.

        No token is sent, and nothing that fails is told: the first request will tell it. To be called again
        before a request that comes much later: the connection may have been closed for want of use.
        """
        await asyncio.to_thread(_import_what_requests_need)
        if self._asgi_app is None:
            await self._http().warm_up(self._hosts.accounts)

    async def probe(self, url: str) -> HostProbe:
        """Ask for the headers of `url`, without a token. Raises an `ApiError` if nothing answers."""
        return await self._http().probe(url)

    def _http(self) -> HttpClient:
        from wizard.api.http_client import HttpClient  # noqa: PLC0415

        if self._opened is None:
            self._opened = HttpClient(asgi_app=self._asgi_app, retry=self._retry)
        return self._opened

    async def close(self) -> None:
        """Give up what is under way and close the connections."""
        for account in tuple(self._accounts):
            account.stop()
        if self._opened is not None:
            await self._opened.close()


def _import_what_requests_need() -> None:
    for name in (
        "account.account",
        "api.client",
        "api.http_client",
        "api.parsing",
        "api.live_list",
        "support.pasted_token",
    ):
        import_module(f"wizard.{name}")
