"""Reading a response: its body, its JSON, the cursor of the next page, or the error its status stands for."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

from wizard.api import errors
from wizard.api.certificate_issuer import issuer_of
from wizard.api.http_types import ApiResponse, HostProbe
from wizard.api.list_names import LIST_OF_TEAMS
from wizard.support.safe_text import sanitize_line
from wizard.support.secret import Token

ACCEPT_ENCODING = "gzip"
"""The only compression requested (RFC 9110 section 12.5.3); a response with any other is refused."""

_GZIP = 16 + zlib.MAX_WBITS
_MAX_MESSAGE = 200
_TOO_SLOW, _OUT_OF_TIME = "took longer than", "ran out of its"
"""What ClickFunnels says about filtered requests that it stopped. Source: its guide to saved filters."""


async def read_body(response: httpx.Response, max_bytes: int, on_chunk: Callable[[], None]) -> bytes:
    """Read and decompress a body of at most `max_bytes`, and never more: a few bytes can expand to gigabytes.

    `on_chunk` is called whenever a chunk arrives. Raises `UnexpectedShape` for a longer body, `NotJson` for
    one that can't be decompressed, and `ConnectionBroke` for one that ends early.
    """
    if response.is_stream_consumed:  # a wrapper of the transport has read it
        return response.content
    host = response.url.host
    encoding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding not in (ACCEPT_ENCODING, "identity", ""):
        raise errors.NotJson(host)
    gzip = zlib.decompressobj(_GZIP) if encoding == ACCEPT_ENCODING else None
    body = bytearray()
    async for chunk in response.aiter_raw():
        on_chunk()
        try:
            body += gzip.decompress(chunk, max_bytes + 1 - len(body)) if gzip else chunk
        except zlib.error as error:
            raise errors.NotJson(host) from error
        if len(body) > max_bytes:
            raise errors.UnexpectedShape(host, "it is far too long")
    if gzip and body and not gzip.eof:
        raise errors.ConnectionBroke(host)
    return bytes(body)


def is_own_answer(response: httpx.Response) -> bool:
    """Whether ClickFunnels itself has answered, if only to refuse, and not a proxy, a firewall or a limit."""
    if response.status_code == 403:
        return _is_json(response)
    return response.is_success or (response.is_client_error and response.status_code not in (407, 429))


def parse_response(
    response: httpx.Response, body: bytes, thing: str, token: Token | None = None
) -> ApiResponse:
    """Give the JSON and the next cursor. `thing` and the token's source are named in error messages.

    Raises the `ApiError` for the status, or for a body that isn't JSON.
    """
    host, variable = response.url.host, token.variable if token else ""
    if response.is_success:
        return ApiResponse(_parse_json(body, host), _next_cursor(response), host)
    retry_after = response.headers.get("Retry-After")
    match response.status_code:
        case 401:
            raise errors.TokenRejected(variable)
        case 403 if not _is_json(response):
            raise errors.Blocked(host)
        case 403:
            raise errors.NotAllowed(_api_message(body), variable)
        case 404:
            raise errors.NotFound(thing, variable)
        case 407:
            raise errors.ProxyTrouble(
                f"A proxy between here and {host} requires a user name and a password (407).",
                "Set HTTPS_PROXY, for example to http://USER:PASSWORD@proxy.example.com:8080.",
            )
        case 429:
            raise errors.RateLimited(retry_after)
        case 422 if _TOO_SLOW in _api_message(body):
            raise errors.FilterTooSlow(_api_message(body))
        case 503 if _OUT_OF_TIME in _api_message(body):
            raise errors.OutOfTime(503, retry_after)
        case status if status >= 500:
            raise errors.ServiceTrouble(status, retry_after)
        case status if status < 400:
            raise errors.Redirected(host)
        case _:
            raise errors.BadRequest(_api_message(body))


def read_probe(response: httpx.Response) -> HostProbe:
    """Give what a response to a request without a token reveals about the host."""
    stream = response.extensions.get("network_stream")  # missing for a server in this process
    tls = stream and stream.get_extra_info("ssl_object")
    peer = stream and stream.get_extra_info("server_addr")
    return HostProbe(
        address=str(peer[0]) if peer else None,
        tls=tls.version() if tls else None,
        issuer=issuer_of(tls.getpeercert(binary_form=True) or b"") if tls else None,
        clock=_parse_date(response.headers.get("Date", "")),
        error=_probe_error(response),
    )


def _is_json(response: httpx.Response) -> bool:
    return "json" in response.headers.get("Content-Type", "").lower()


def _probe_error(response: httpx.Response) -> errors.ApiError | None:
    try:
        parse_response(response, b"[]", LIST_OF_TEAMS)
    except errors.TokenRejected:
        return None
    except errors.ApiError as error:
        return error
    return None


def _parse_date(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _parse_json(body: bytes, host: str) -> object:
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise errors.NotJson(host) from error


def _api_message(body: bytes) -> str:
    """Give the `error` or `errors` of a failed response as one short, safe line."""
    try:
        answer = json.loads(body)
        message = (answer.get("error") or answer.get("errors")) if isinstance(answer, dict) else None
        return sanitize_line(", ".join(_texts(message)))[:_MAX_MESSAGE]
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
    """Give `Pagination-Next`, or else the cursor in the `Link` to the next page.

    The link itself is never followed: the cursor always goes to the host this page came from.
    Source: ClickFunnels' pagination guide.
    """
    cursor: str | None = response.headers.get("Pagination-Next")
    if cursor:
        return cursor
    try:
        link = httpx.URL(response.links.get("next", {}).get("url", ""))
    except (httpx.InvalidURL, UnicodeError):
        return None
    after: str | None = link.params.get("after")
    return after
