"""The HTTP client: GET requests with the token, timeouts and retries; single requests to sign in."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Awaitable, Callable
from contextlib import aclosing, suppress
from typing import Any

import httpx

from wizard.api import errors, tls_errors
from wizard.api.certificate_issuer import fetch_issuer
from wizard.api.hosts import origin_of
from wizard.api.http_types import ApiResponse, AsgiApp, HostProbe, OnPause, Params, TextResponse
from wizard.api.request_log import log_pause, log_request
from wizard.api.responses import ACCEPT_ENCODING, is_own_answer, parse_response, read_body, read_probe
from wizard.api.retry import RETRIED_STATUSES, Retry
from wizard.api.retry_after import requested_pause
from wizard.api.timeouts import Timeouts
from wizard.api.transport import ProxyTransport, trace_of
from wizard.api.transport_errors import api_error_of
from wizard.support.secret import Token
from wizard.support.version import __version__
from wizard.support.wait_tracker import DEFAULT_TIMEOUT, WAIT_TRACKER

USER_AGENT = f"clickfunnels-wizard/{__version__}"

_KEEPALIVE_SECONDS = 90.0
"""Idle connections stay open that long, because people read between two requests."""

_SHORTEST_ATTEMPT = 0.1
"""Seconds; with less time left before the overall timeout, another attempt isn't worth it."""

_RETRIED = (errors.RateLimited, errors.ServiceTrouble, errors.ConnectionBroke, errors.TimedOut)


class HttpClient:
    """Keeps its connections open until it's closed.

    With `asgi_app`, requests go to that server in this process instead of the network.
    """

    def __init__(
        self,
        *,
        asgi_app: AsgiApp | None = None,
        retry: Retry | None = None,
        timeouts: Timeouts | None = None,
        max_bytes: int = 8_000_000,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        """Limit decompressed responses to `max_bytes`; a page of 20 records is about 25,000."""
        limits = httpx.Limits(keepalive_expiry=_KEEPALIVE_SECONDS)
        self._client = httpx.AsyncClient(
            headers={
                "User-Agent": USER_AGENT,
                "Accept": "application/json",
                "Accept-Encoding": ACCEPT_ENCODING,
            },
            follow_redirects=False,
            transport=httpx.ASGITransport(asgi_app) if asgi_app else ProxyTransport(limits),
        )
        self._retry = retry or Retry()
        self._timeouts = timeouts or Timeouts()
        self._max_bytes = max_bytes
        self._sleep = sleep
        self._last_response = -math.inf
        """When the last response arrived, by `time.monotonic`."""
        self.was_rate_limited = False
        """Whether ClickFunnels has returned 429."""

    async def close(self) -> None:
        """Close every connection."""
        await self._client.aclose()

    async def warm_up(self, url: str) -> None:
        """Open the connection to the host of `url` with a HEAD request without the token.

        Does nothing if a connection is still open, and ignores failures.
        """
        if time.monotonic() - self._last_response < _KEEPALIVE_SECONDS:
            return
        with suppress(errors.ApiError):
            await self.probe(origin_of(url))

    async def probe(self, url: str) -> HostProbe:
        """Send one HEAD request without the token. Raises an `ApiError` if nothing answers."""
        request = self._request("HEAD", url)
        timeouts = self._set_timeouts(request, WAIT_TRACKER.clock())
        try:
            with WAIT_TRACKER.waiting_for(_waiting_for(request), is_network=True):
                async with asyncio.timeout(timeouts.response):
                    response = await self._client.send(request)  # read it whole to keep the connection open
        except (TimeoutError, httpx.HTTPError) as error:
            raise await self._api_error(error, request, timeouts) from error
        self._last_response = time.monotonic()
        return read_probe(response)

    async def send_once(
        self, method: str, url: str, *, form: str | None = None, json: object = None
    ) -> TextResponse:
        """Send one request without a token, and never again: repeating a POST might not be safe.

        Gives any response from ClickFunnels itself, also one that refuses the request. Raises an `ApiError`
        for a redirect, a firewall's page, a rate limit, trouble at ClickFunnels, or no response at all.
        """
        request = self._request(method, url, content=form, json=json)
        if form is not None:
            request.headers["Content-Type"] = "application/x-www-form-urlencoded"
        response, body = await self._send(request, WAIT_TRACKER.clock())
        if not is_own_answer(response):
            parse_response(response, body, "page")
        return TextResponse(response.status_code, body.decode("utf-8", "replace"), request.url.host)

    async def get(
        self,
        url: str,
        token: Token,
        *,
        thing: str,
        params: Params | None = None,
        on_pause: OnPause | None = None,
    ) -> ApiResponse:
        """Fetch `url`, retrying after temporary failures. `thing` says in messages what was requested.

        Raises an `ApiError`: one class for each cause, and `SentNothing` if no byte has arrived for as long
        as the program's timeout, over all attempts.
        """
        attempt = 1
        started = WAIT_TRACKER.clock()
        while True:
            try:
                request = self._request("GET", url, params=params)
                request.headers["Authorization"] = f"Bearer {token.reveal()}"
                response, body = await self._send(request, started)
                return parse_response(response, body, thing, token)
            except _RETRIED as error:
                self.was_rate_limited |= isinstance(error, errors.RateLimited)
                attempt += 1
                seconds = self._pause_before(attempt, error)
                if seconds is None:
                    raise
                has_answered = isinstance(error, errors.RateLimited | errors.ServiceTrouble)
                left = WAIT_TRACKER.seconds_left(started)
                if not has_answered and left < _SHORTEST_ATTEMPT:
                    if isinstance(error, errors.TimedOut):
                        raise errors.SentNothing(httpx.URL(url).host, WAIT_TRACKER.timeout) from error
                    raise
                seconds = seconds if has_answered else min(seconds, left / 2)
                log_pause(seconds)
                is_last = on_pause(seconds) if on_pause else False
                with WAIT_TRACKER.waiting_for(error.brief, pause=seconds, is_network=True):
                    await self._sleep(seconds)
                if has_answered:
                    WAIT_TRACKER.note_activity()
                    if is_last:
                        raise

    def _pause_before(self, attempt: int, error: errors.ApiError) -> float | None:
        if isinstance(error, errors.ServiceTrouble) and error.status not in RETRIED_STATUSES:
            return None
        if isinstance(error, errors.OutOfTime) and attempt > 2:
            return None
        return self._retry.pause_before(attempt, requested_pause(error.retry_after))

    async def _send(self, request: httpx.Request, started: float) -> tuple[httpx.Response, bytes]:
        timeouts = self._set_timeouts(request, started)
        try:
            with (
                WAIT_TRACKER.waiting_for(_waiting_for(request), is_network=True),
                log_request(request) as outcome,
            ):
                async with (
                    asyncio.timeout(timeouts.response),
                    aclosing(await self._client.send(request, stream=True)) as response,
                ):
                    WAIT_TRACKER.note_activity()
                    body = await read_body(response, self._max_bytes, WAIT_TRACKER.note_activity)
                outcome.status, outcome.size = response.status_code, len(body)
        except (TimeoutError, httpx.HTTPError) as error:
            raise await self._api_error(error, request, timeouts) from error
        self._last_response = time.monotonic()
        return response, body

    def _request(self, method: str, url: str, **parts: Any) -> httpx.Request:
        """Raises `BadAddress`, also for an invalid international host name such as ``xn--a``."""
        try:
            request = self._client.build_request(method, url, **parts)
            _ = request.url.host
        except (httpx.InvalidURL, UnicodeError) as error:
            raise errors.BadAddress(
                f"{url} isn't a valid web address, so the token was not sent.",
                "Check CLICKFUNNELS_URL if you set it, and the workspace's subdomain.",
            ) from error
        return request

    def _set_timeouts(self, request: httpx.Request, started: float) -> Timeouts:
        """Set the timeouts of this attempt, within what's left of the program's timeout."""
        timeouts = self._timeouts.within(
            WAIT_TRACKER.seconds_left(started), is_patient=WAIT_TRACKER.timeout > DEFAULT_TIMEOUT
        )
        request.extensions["timeout"] = httpx.Timeout(timeouts.read, connect=timeouts.connect).as_dict()
        return timeouts

    async def _api_error(
        self, error: Exception, request: httpx.Request, timeouts: Timeouts
    ) -> errors.ApiError:
        api_error = api_error_of(error, request, timeouts)
        if not isinstance(api_error, tls_errors.BadCertificate):
            return api_error
        issuer = await fetch_issuer(request.url, trace_of(request), self._timeouts.connect)
        return tls_errors.BadCertificate(api_error.host, api_error.flaw, issuer)


def _waiting_for(request: httpx.Request) -> str:
    return f"ClickFunnels ({request.url.host})"
