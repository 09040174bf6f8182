"""One GET at a time: the token's header, time-outs, tries, and each failure under its own name."""

from __future__ import annotations

import asyncio
import os
import socket
import ssl
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NoReturn
from urllib.request import proxy_bypass

import httpx

from wizard import __version__
from wizard.clean import clean
from wizard.secret import Token

from . import errors
from .retry import RETRIED_STATUSES, Retry, Wait

OnWait = Callable[[Wait | None], None]
"""Called with a pause before it starts, and with None when the next try begins."""

AsgiApp = Callable[..., Awaitable[None]]

USER_AGENT = f"clickfunnels-wizard/{__version__}"
CONNECT_SECONDS = 10.0
READ_SECONDS = 20.0

_RETRIED = (errors.RateLimited, errors.ServiceTrouble, errors.ConnectionBroke, errors.TimedOut)
_LONGEST_SAID = 200


@dataclass(frozen=True, slots=True)
class Answer:
    """A successful answer."""

    json: object
    next_cursor: str | None
    """What `after` has to be for the next page; None at the end of a list."""
    host: str


class Http:
    """Connections for one run of the program, kept open and reused.

    `local` leaves the environment's proxies aside: they have no say about this very machine.
    `asgi_app` takes the network's place: a server in this very process.
    """

    def __init__(
        self,
        *,
        local: bool = False,
        asgi_app: AsgiApp | None = None,
        retry: Retry | None = None,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._uses_environment = not local and asgi_app is None
        self._transport = httpx.ASGITransport(asgi_app) if asgi_app else None
        self._retry = retry or Retry()
        self._sleep = sleep
        self._opened: httpx.AsyncClient | None = None

    async def close(self) -> None:
        """Close every connection."""
        if self._opened is not None:
            await self._opened.aclose()
            self._opened = None

    async def get(
        self,
        url: str,
        token: Token,
        *,
        thing: str,
        params: Mapping[str, str] | None = None,
        on_wait: OnWait | None = None,
    ) -> Answer:
        """Ask for `url`, trying again after passing faults. `thing` names what is asked for.

        Raises an `ApiError`, one type a cause. `on_wait` hears of each pause.
        """
        attempt = 1
        while True:
            try:
                response = await self._send(url, token, params)
                return _answer(response, thing)
            except _RETRIED as error:
                attempt += 1
                seconds = self._seconds_before(attempt, error)
                if seconds is None:
                    raise
                if on_wait:
                    on_wait(Wait(seconds, error.what))
                await self._sleep(seconds)
                if on_wait:
                    on_wait(None)

    def _seconds_before(self, attempt: int, error: errors.ApiError) -> float | None:
        if isinstance(error, errors.ServiceTrouble) and error.status not in RETRIED_STATUSES:
            return None
        asked = error.retry_after if isinstance(error, errors.RateLimited | errors.ServiceTrouble) else None
        return self._retry.seconds_before(attempt, asked)

    async def _send(self, url: str, token: Token, params: Mapping[str, str] | None) -> httpx.Response:
        client = self._client()
        request = client.build_request("GET", url, params=params)
        request.headers["Authorization"] = f"Bearer {token.reveal()}"
        try:
            return await client.send(request)
        except httpx.HTTPError as error:
            _raise_ours(error, request.url, proxied=self._uses_environment)

    def _client(self) -> httpx.AsyncClient:
        if self._opened is None:
            self._opened = self._open()
        return self._opened

    def _open(self) -> httpx.AsyncClient:
        try:
            return httpx.AsyncClient(
                headers={"User-Agent": USER_AGENT, "Accept": "application/json"},
                timeout=httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS),
                follow_redirects=False,
                trust_env=self._uses_environment,
                transport=self._transport,
            )
        except (ssl.SSLError, OSError) as error:
            variable = "SSL_CERT_FILE" if "SSL_CERT_FILE" in os.environ else "SSL_CERT_DIR"
            raise errors.BadCertificateFile(variable) from error
        except (ValueError, ImportError, httpx.InvalidURL) as error:
            raise errors.ProxyTrouble(_any_proxy_variable()) from error


def _answer(response: httpx.Response, thing: str) -> Answer:
    """Raises the `ApiError` that belongs to the status, or to a body that is no JSON."""
    host = response.url.host
    if response.is_success:
        return Answer(json=_json(response), next_cursor=_next_cursor(response), host=host)
    retry_after = response.headers.get("Retry-After")
    match response.status_code:
        case 401:
            raise errors.TokenRejected
        case 403 if not _is_json(response):
            raise errors.Blocked(host)
        case 403:
            raise errors.NotAllowed(_said(response))
        case 404:
            raise errors.NotFound(thing)
        case 407:
            raise errors.ProxyTrouble(_any_proxy_variable())
        case 429:
            raise errors.RateLimited(retry_after)
        case status if status >= 500:
            raise errors.ServiceTrouble(status, retry_after)
        case status if status < 400:
            raise errors.Redirected(host)
        case _:
            raise errors.BadRequest(_said(response))


def _json(response: httpx.Response) -> object:
    try:
        return response.json()
    except (ValueError, RecursionError) as error:
        raise errors.NotJson(response.url.host) from error


def _is_json(response: httpx.Response) -> bool:
    return "json" in response.headers.get("Content-Type", "").lower()


def _said(response: httpx.Response) -> str:
    """The answer's own `error` (or `errors`), as one short clean line."""
    try:
        body = response.json()
    except (ValueError, RecursionError):
        return ""
    if not isinstance(body, dict):
        return ""
    return clean(", ".join(_texts(body.get("error") or body.get("errors"))))[:_LONGEST_SAID]


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for item in value:
                yield from _texts(item)
        case dict():
            for key, item in value.items():
                yield f"{key}: {', '.join(_texts(item))}"


def _next_cursor(response: httpx.Response) -> str | None:
    """`Pagination-Next`, or else what the `Link` to the next page (same origin only) carries.

    The link itself is never followed. Source: ClickFunnels' pagination guide.
    """
    cursor: str | None = response.headers.get("Pagination-Next")
    if cursor:
        return cursor
    try:
        link = response.url.join(response.links.get("next", {}).get("url", ""))
    except httpx.InvalidURL:
        return None
    same_origin = (link.scheme, link.host, link.port) == (
        response.url.scheme,
        response.url.host,
        response.url.port,
    )
    after: str | None = link.params.get("after")
    return after if same_origin and after != response.url.params.get("after") else None


def _raise_ours(error: httpx.HTTPError, url: httpx.URL, *, proxied: bool) -> NoReturn:
    host = url.host
    proxy = _proxy_variable(url) if proxied else None
    causes = tuple(_causes(error))
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        raise errors.BadCertificate(host) from error
    if isinstance(error, httpx.ProxyError) or (proxy and isinstance(error, httpx.ConnectError)):
        raise errors.ProxyTrouble(proxy or _any_proxy_variable()) from error
    if isinstance(error, httpx.DecodingError):
        raise errors.NotJson(host) from error
    if isinstance(error, httpx.ConnectTimeout | httpx.PoolTimeout):
        raise errors.TimedOut(host, CONNECT_SECONDS) from error
    if isinstance(error, httpx.TimeoutException):
        raise errors.TimedOut(host, READ_SECONDS) from error
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        raise errors.NameNotFound(host) from error
    if isinstance(error, httpx.ConnectError) and not any(
        isinstance(cause, ConnectionResetError) for cause in causes
    ):
        raise errors.NoConnection(host) from error
    raise errors.ConnectionBroke(host) from error


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: BaseException | None = error
    while seen is not None:
        yield seen
        seen = seen.__cause__ or seen.__context__


def _proxy_variable(url: httpx.URL) -> str | None:
    """The environment's variable whose proxy `url` goes through, if there is one."""
    if proxy_bypass(url.host):
        return None
    return next((name for name in _proxy_variables(url.scheme) if os.environ.get(name)), None)


def _any_proxy_variable() -> str:
    names = (*_proxy_variables("https"), *_proxy_variables("http"))
    return next((name for name in names if os.environ.get(name)), "HTTPS_PROXY")


def _proxy_variables(scheme: str) -> tuple[str, ...]:
    lower = (f"{scheme}_proxy", "all_proxy")
    return tuple(variant for name in lower for variant in (name, name.upper()))
