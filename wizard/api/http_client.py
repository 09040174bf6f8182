"""One GET at a time: the token's header, limits, and further tries."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import aclosing, suppress

import httpx

from wizard.api import errors
from wizard.api.body import ACCEPTED, read_body
from wizard.api.certificate_issuer import fetch_issuer
from wizard.api.host_probe import HostProbe
from wizard.api.hosts import origin_of
from wizard.api.request_log import logged, paused
from wizard.api.responses import Answer, parse_response
from wizard.api.retry import RETRIED_STATUSES, Retry, Wait
from wizard.api.transport import ProxyTransport, trace_of
from wizard.api.transport_errors import Limits, api_error_of
from wizard.support.secret import Token
from wizard.support.version import __version__
from wizard.support.wait_tracker import DEFAULT_TIMEOUT, WAIT_TRACKER

OnWait = Callable[[Wait | None], None]
"""Called with a pause before it starts, and with None when the next try begins."""

AsgiApp = Callable[..., Awaitable[None]]

USER_AGENT = f"clickfunnels-wizard/{__version__}"

_KEPT_OPEN = 90.0
"""Seconds until an unused connection is closed: people read between two requests."""

_TOO_SHORT = 0.1
"""Seconds before the end of all patience that are worth no further try."""

_RETRIED = (errors.RateLimited, errors.ServiceTrouble, errors.ConnectionBroke, errors.TimedOut)


class HttpClient:
    """Connections for one run of the program, kept open and reused.

    `asgi_app` takes the network's place: a server in this very process.
    """

    def __init__(
        self,
        *,
        asgi_app: AsgiApp | None = None,
        retry: Retry | None = None,
        limits: Limits | None = None,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        kept_open = httpx.Limits(keepalive_expiry=_KEPT_OPEN)
        self._transport = httpx.ASGITransport(asgi_app) if asgi_app else ProxyTransport(kept_open)
        self._retry = retry or Retry()
        self._limits = limits or Limits()
        self._sleep = sleep
        self._opened: httpx.AsyncClient | None = None
        self._used_at = -math.inf
        """When the last answer came, as `time.monotonic` counts."""
        self.was_rate_limited = False
        """Whether ClickFunnels has asked to slow down in this run."""

    async def close(self) -> None:
        """Close every connection."""
        if self._opened is not None:
            await self._opened.aclose()
            self._opened = None

    async def warm_up(self, url: str) -> None:
        """Open the connection to the host of `url`, so that the first request finds it open.

        A request for the host's headers does it, without a token; whatever comes of it is passed over.
        Nothing is done while the last one is open still.
        """
        if time.monotonic() - self._used_at < _KEPT_OPEN:
            return
        with suppress(errors.ApiError):
            await self.probe(origin_of(url))

    async def probe(self, url: str) -> HostProbe:
        """Ask for the headers of `url`, once and without a token. Raises an `ApiError` if nothing answers."""
        client = self._client()
        request = _request(client, "HEAD", url, None)
        limits = self._limits_from(WAIT_TRACKER.clock(), request)
        try:
            with WAIT_TRACKER.waiting_for(_clickfunnels(request.url.host), is_network=True):
                async with asyncio.timeout(limits.answer_seconds):
                    response = await client.send(request)  # to its end, or the connection would be closed
        except (TimeoutError, httpx.HTTPError) as error:
            raise await self._fault(error, request, limits) from error
        self._used_at = time.monotonic()
        return HostProbe.of(response)

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

        Raises an `ApiError`, one type a cause; `SentNothing` once no byte has come to this program for as
        long as it waits. `on_wait` hears of each pause.
        """
        attempt = 1
        began = WAIT_TRACKER.clock()
        while True:
            try:
                response, body = await self._send(url, token, params, began)
                return parse_response(response, body, thing, token)
            except _RETRIED as error:
                self.was_rate_limited |= isinstance(error, errors.RateLimited)
                attempt += 1
                seconds = self._seconds_before(attempt, error)
                if seconds is None:
                    raise
                has_answered = isinstance(error, errors.RateLimited | errors.ServiceTrouble)
                left = WAIT_TRACKER.seconds_left(began)
                if not has_answered and left < _TOO_SHORT:
                    raise _gave_up(error, url) from error
                await self._pause(seconds if has_answered else min(seconds, left / 2), error, on_wait)
                if has_answered:
                    WAIT_TRACKER.note_activity()

    async def _pause(self, seconds: float, error: errors.ApiError, on_wait: OnWait | None) -> None:
        paused(seconds)
        if on_wait:
            on_wait(Wait(seconds, error.brief))
        with WAIT_TRACKER.waiting_for(error.brief, pause=seconds, is_network=True):
            await self._sleep(seconds)
        if on_wait:
            on_wait(None)

    def _seconds_before(self, attempt: int, error: errors.ApiError) -> float | None:
        if isinstance(error, errors.ServiceTrouble) and error.status not in RETRIED_STATUSES:
            return None
        asked = error.retry_after if isinstance(error, errors.RateLimited | errors.ServiceTrouble) else None
        return self._retry.seconds_before(attempt, asked)

    async def _send(
        self, url: str, token: Token, params: Mapping[str, str] | None, began: float
    ) -> tuple[httpx.Response, bytes]:
        client = self._client()
        request = _request(client, "GET", url, params)
        request.headers["Authorization"] = f"Bearer {token.reveal()}"
        limits = self._limits_from(began, request)
        try:
            with (
                WAIT_TRACKER.waiting_for(_clickfunnels(request.url.host), is_network=True),
                logged(request) as outcome,
            ):
                async with asyncio.timeout(limits.answer_seconds):
                    response, body = await self._receive(client, request)
                outcome.status, outcome.size = response.status_code, len(body)
            self._used_at = time.monotonic()
            return response, body
        except (TimeoutError, httpx.HTTPError) as error:
            raise await self._fault(error, request, limits) from error

    def _limits_from(self, began: float, request: httpx.Request) -> Limits:
        """Give the limits of a try, and let httpx keep them: not beyond what is left of all patience."""
        limits = self._limits.within(
            WAIT_TRACKER.seconds_left(began), is_patient=WAIT_TRACKER.timeout > DEFAULT_TIMEOUT
        )
        request.extensions["timeout"] = limits.timeout().as_dict()
        return limits

    async def _fault(self, error: Exception, request: httpx.Request, limits: Limits) -> errors.ApiError:
        fault = api_error_of(error, request, limits)
        if not isinstance(fault, errors.BadCertificate):
            return fault
        issuer = await fetch_issuer(request.url, trace_of(request), self._limits.connect_seconds)
        return errors.BadCertificate(fault.host, fault.flaw, issuer)

    async def _receive(
        self, client: httpx.AsyncClient, request: httpx.Request
    ) -> tuple[httpx.Response, bytes]:
        async with aclosing(await client.send(request, stream=True)) as response:
            WAIT_TRACKER.note_activity()
            return response, await read_body(response, self._limits.answer_bytes, WAIT_TRACKER.note_activity)

    def _client(self) -> httpx.AsyncClient:
        if self._opened is None:
            self._opened = httpx.AsyncClient(
                headers={
                    "User-Agent": USER_AGENT,
                    "Accept": "application/json",
                    "Accept-Encoding": ACCEPTED,
                },
                timeout=self._limits.timeout(),
                follow_redirects=False,
                transport=self._transport,
            )
        return self._opened


def _gave_up(error: errors.ApiError, url: str) -> errors.ApiError:
    """Give what a request failed with in the end, after silence or not."""
    is_silence = isinstance(error, errors.TimedOut)
    return errors.SentNothing(httpx.URL(url).host, WAIT_TRACKER.timeout) if is_silence else error


def _request(
    client: httpx.AsyncClient, method: str, url: str, params: Mapping[str, str] | None
) -> httpx.Request:
    """Raises `BadAddress` for a host that looks like a name and is none, such as ``xn--a``."""
    try:
        request = client.build_request(method, url, params=params)
        _ = request.url.host
    except (httpx.InvalidURL, UnicodeError) as error:
        raise errors.BadAddress(
            f"The address {url} is no web address, so the token was not sent.",
            "Check CLICKFUNNELS_URL if you set it, and the subdomain of the workspace.",
        ) from error
    return request


def _clickfunnels(host: str) -> str:
    """The host that is to answer."""
    return f"ClickFunnels ({host})"
