"""One attempt to sign in with the browser, from asking what the server offers to a token."""

from __future__ import annotations

import asyncio
from pathlib import Path
from types import TracebackType
from typing import ClassVar, Self
from urllib.parse import urlsplit

from wizard.api.errors import ApiError
from wizard.api.hosts import origin_of
from wizard.api.http_types import Http
from wizard.api.models import TokenGrant
from wizard.api.oauth.authorization import READ_ONLY, AuthorizationRequest, exchange, read_code
from wizard.api.oauth.errors import PortInUse, SignInNotOffered, SignInTimedOut, UnknownClient
from wizard.api.oauth.redirect_listener import RedirectListener
from wizard.api.oauth.server import AuthorizationServer, discover, register
from wizard.config.oauth_clients import OAuthClient, read_client, remember_client
from wizard.onboarding.answers import Answers
from wizard.onboarding.session import Session
from wizard.support.secret import Token


class SignIn:
    """Use it in an ``async with`` block, which listens for the browser on loopback until it ends.

    Entering it raises `SignInNotOffered`, `RegistrationRefused`, `PortInUse`, or an `ApiError` if the server
    can't be reached.
    """

    SECONDS: ClassVar[float] = 300.0
    """How long someone may take in the browser."""

    def __init__(
        self,
        http: Http,
        accounts_url: str,
        path: Path,
        scope: str = READ_ONLY,
        *,
        browser_origin: str | None = None,
    ) -> None:
        """Ask the server at `accounts_url` for a token with `scope`. `path` is the configuration file.

        A server in this process gives `browser_origin`, where a browser finds its pages.
        """
        self._http = http
        self._accounts_url = accounts_url
        self._path = path
        self._scope = scope
        self._browser_origin = browser_origin
        self._request: AuthorizationRequest | None = None
        self._listener: RedirectListener | None = None
        self._is_in_doubt = False
        """Whether the server may have forgotten the client, which it would only say in the browser."""

    @classmethod
    def of(cls, session: Session, scope: str = READ_ONLY, *, browser_origin: str | None = None) -> Self:
        """Prepare to sign in to the server of a session.

        Raises `SignInNotOffered` for a server in this process that a browser can't reach.
        """
        if session.connect.is_in_process and not browser_origin:
            raise SignInNotOffered(urlsplit(session.hosts.accounts).netloc)
        http = session.connect.open()
        return cls(http, session.hosts.accounts, session.path, scope, browser_origin=browser_origin)

    @property
    def url(self) -> str:
        """The address to open in a browser."""
        assert self._request
        url = self._request.url
        return url.replace(self._server_url, f"{self._browser_origin}/", 1) if self._browser_origin else url

    async def __aenter__(self) -> Self:
        server = await discover(self._http, self._accounts_url)
        known = await asyncio.to_thread(read_client, self._path, self._server_url)
        try:
            self._listener = await self._listen(known)
            self._request = await self._ask(server, known)
        except BaseException:
            await self._close()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._close()
        if self._is_in_doubt:
            await self._remember(None)

    async def finish(self) -> tuple[Token, TokenGrant]:
        """Wait until the person has finished in the browser, and give the token and how it was obtained.

        Raises `SignInDenied`, `SignInTimedOut`, `SignInFailed`, `NoTokenReturned`, or an `ApiError` if the
        server can't be reached.
        """
        assert self._request
        assert self._listener
        try:
            async with asyncio.timeout(self.SECONDS):
                url = await self._listener.received()
        except TimeoutError:
            raise SignInTimedOut(round(self.SECONDS / 60)) from None
        self._is_in_doubt = False
        await self._listener.close()
        try:
            return await exchange(self._http, self._request, read_code(self._request, url))
        except UnknownClient:
            self._is_in_doubt = True
            raise

    def paste(self, url: str) -> None:
        """Take the address that the browser ended at, if the browser can't reach this machine.

        Raises `NotARedirect` or `WrongState`; what else is wrong with it, `finish` says.
        """
        assert self._request
        assert self._listener
        url = "".join(url.split())  # a narrow window may have broken it into lines
        self._request.check_redirect(url)
        self._listener.accept(url)

    @property
    def _server_url(self) -> str:
        return origin_of(self._accounts_url)

    async def _listen(self, known: OAuthClient | None) -> RedirectListener:
        """Listen on the port that was registered, or else on a free one."""
        if known:
            try:
                return await RedirectListener.open(known.port, self._is_expected)
            except PortInUse:
                pass
        return await RedirectListener.open(0, self._is_expected)

    async def _ask(self, server: AuthorizationServer, known: OAuthClient | None) -> AuthorizationRequest:
        """Give the request of the known client, or else of a new one."""
        assert self._listener
        redirect_uri = self._listener.redirect_uri
        if known and known.port == self._listener.port:
            request = AuthorizationRequest(server, known.client_id, redirect_uri, self._scope)
            if await self._is_accepted(request):
                self._is_in_doubt = True
                return request
        client_id = await register(self._http, server, redirect_uri)
        await self._remember(OAuthClient(client_id, self._listener.port))
        return AuthorizationRequest(server, client_id, redirect_uri, self._scope)

    async def _is_accepted(self, request: AuthorizationRequest) -> bool:
        """Whether the server seems to know the client. One that doesn't would only tell the browser so."""
        try:
            return (await self._http.send_once("GET", request.url)).status == 200
        except ApiError:  # it redirects to its login page, for example
            return True

    def _is_expected(self, url: str) -> bool:
        return self._request is not None and self._request.is_answered_by(url)

    async def _remember(self, client: OAuthClient | None) -> None:
        if self._browser_origin:  # the demo forgets
            return
        await asyncio.to_thread(remember_client, self._path, self._server_url, client)

    async def _close(self) -> None:
        if self._listener:
            await self._listener.close()


async def answers_of(session: Session, answers: Answers, token: Token, grant: TokenGrant) -> Answers:
    """Answer the first step with the token, and the next two if it's for one workspace.

    Raises an `ApiError` if ClickFunnels can't be reached.
    """
    account = session.connect(token, session.hosts, grant)
    connected = await account.connected_workspace()
    answers = answers.with_account(account)
    return answers.with_workspace_by_id(*connected) if connected else answers
