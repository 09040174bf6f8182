"""One GET at a time: the token's header, time-outs, tries, and each failure under its own name."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import ssl
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import aclosing
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

_RETRIED = (errors.RateLimited, errors.ServiceTrouble, errors.ConnectionBroke, errors.TimedOut)
_LONGEST_SAID = 200


@dataclass(frozen=True, slots=True)
class Answer:
    """A successful answer."""

    json: object
    next_cursor: str | None
    """What `after` has to be for the next page; None at the end of a list."""
    host: str


@dataclass(frozen=True, slots=True)
class Limits:
    """How long one try may take, and how much it may bring."""

    connect_seconds: float = 10.0
    read_seconds: float = 20.0
    """For each piece of an answer to come."""
    answer_seconds: float = 60.0
    """For a whole answer, however slowly it trickles in."""
    answer_bytes: int = 20_000_000
    """A page of 20 records needs a thousandth of it."""


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
        limits: Limits | None = None,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._uses_environment = not local and asgi_app is None
        self._transport = httpx.ASGITransport(asgi_app) if asgi_app else None
        self._retry = retry or Retry()
        self._limits = limits or Limits()
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
                response, body = await self._send(url, token, params)
                return _answer(response, body, thing)
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

    async def _send(
        self, url: str, token: Token, params: Mapping[str, str] | None
    ) -> tuple[httpx.Response, bytes]:
        client = self._client()
        request = _request(client, url, params)
        request.headers["Authorization"] = f"Bearer {token.reveal()}"
        try:
            async with asyncio.timeout(self._limits.answer_seconds):
                return await self._receive(client, request)
        except (TimeoutError, httpx.HTTPError) as error:
            _raise_ours(error, request.url, self._limits, proxied=self._uses_environment)

    async def _receive(
        self, client: httpx.AsyncClient, request: httpx.Request
    ) -> tuple[httpx.Response, bytes]:
        body = bytearray()
        async with aclosing(await client.send(request, stream=True)) as response:
            async for piece in response.aiter_bytes():
                body += piece
                if len(body) > self._limits.answer_bytes:
                    raise errors.UnexpectedShape(request.url.host, "it is far too long")
        return response, bytes(body)

    def _client(self) -> httpx.AsyncClient:
        if self._opened is None:
            self._opened = self._open()
        return self._opened

    def _open(self) -> httpx.AsyncClient:
        try:
            return httpx.AsyncClient(
                headers={"User-Agent": USER_AGENT, "Accept": "application/json"},
                timeout=httpx.Timeout(self._limits.read_seconds, connect=self._limits.connect_seconds),
                follow_redirects=False,
                trust_env=self._uses_environment,
                transport=self._transport,
            )
        except (ssl.SSLError, OSError) as error:
            variable = "SSL_CERT_FILE" if "SSL_CERT_FILE" in os.environ else "SSL_CERT_DIR"
            raise errors.BadCertificateFile(variable) from error
        except (ValueError, ImportError, httpx.InvalidURL) as error:
            raise errors.ProxyTrouble(_any_proxy_variable()) from error


def _request(client: httpx.AsyncClient, url: str, params: Mapping[str, str] | None) -> httpx.Request:
    """Raises `BadAddress` for a host that looks like a name and is none, such as ``xn--a``."""
    try:
        request = client.build_request("GET", url, params=params)
        _ = request.url.host
    except (httpx.InvalidURL, UnicodeError) as error:
        raise errors.BadAddress(
            f"The address {url} is no web address, so the token was not sent.",
            "Check CLICKFUNNELS_URL if you set it, and the subdomain of the workspace.",
        ) from error
    return request


def _answer(response: httpx.Response, body: bytes, thing: str) -> Answer:
    """Raises the `ApiError` that belongs to the status, or to a body that is no JSON."""
    host = response.url.host
    if response.is_success:
        return Answer(json=_json(body, host), next_cursor=_next_cursor(response), host=host)
    retry_after = response.headers.get("Retry-After")
    match response.status_code:
        case 401:
            raise errors.TokenRejected
        case 403 if not _is_json(response):
            raise errors.Blocked(host)
        case 403:
            raise errors.NotAllowed(_said(body))
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
            raise errors.BadRequest(_said(body))


def _json(body: bytes, host: str) -> object:
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise errors.NotJson(host) from error


def _is_json(response: httpx.Response) -> bool:
    return "json" in response.headers.get("Content-Type", "").lower()


def _said(body: bytes) -> str:
    """The answer's own `error` (or `errors`), as one short clean line."""
    try:
        answer = json.loads(body)
        said = (answer.get("error") or answer.get("errors")) if isinstance(answer, dict) else None
        return clean(", ".join(_texts(said)))[:_LONGEST_SAID]
    except (ValueError, RecursionError):
        return ""


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
    here = response.url
    try:
        link = here.join(response.links.get("next", {}).get("url", ""))
        same_origin = (link.scheme, link.host, link.port) == (here.scheme, here.host, here.port)
    except (httpx.InvalidURL, UnicodeError):
        return None
    after: str | None = link.params.get("after")
    return after if same_origin and after != here.params.get("after") else None


def _raise_ours(error: Exception, url: httpx.URL, limits: Limits, *, proxied: bool) -> NoReturn:
    host = url.host
    proxy = _proxy_variable(url) if proxied else None
    causes = tuple(_causes(error))
    for cause in causes:
        cause.__traceback__ = None  # httpx's frames have the header, and so the token, among their locals

    def came_of(kind: type[Exception]) -> bool:
        return any(isinstance(cause, kind) for cause in causes)

    is_connecting = isinstance(error, httpx.ConnectError)
    if came_of(ssl.SSLCertVerificationError):
        raise errors.BadCertificate(host) from error
    if is_connecting and came_of(ssl.SSLError):
        raise errors.NoSecureConnection(host) from error
    if isinstance(error, httpx.ProxyError) or (proxy and is_connecting):
        raise errors.ProxyTrouble(proxy or _any_proxy_variable()) from error
    if isinstance(error, httpx.DecodingError):
        raise errors.NotJson(host) from error
    if isinstance(error, httpx.ConnectTimeout):
        raise errors.TimedOut(host, limits.connect_seconds) from error
    if isinstance(error, httpx.TimeoutException):
        raise errors.TimedOut(host, limits.read_seconds) from error
    if isinstance(error, TimeoutError):
        raise errors.TimedOut(host, limits.answer_seconds) from error
    if came_of(socket.gaierror):
        raise errors.NameNotFound(host) from error
    if is_connecting and not came_of(ConnectionResetError):
        raise errors.NoConnection(host) from error
    raise errors.ConnectionBroke(host) from error


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and what it came of; httpx's pool hides a cause, so that only the context has it.

    It ends at an error of ours, which is another request's.
    """
    seen: BaseException | None = error
    while seen is not None and not isinstance(seen, errors.ApiError):
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
