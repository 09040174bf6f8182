"""What an answer says: its JSON and the next page's cursor, or the error that its status stands for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

import httpx

from wizard.api import errors
from wizard.support.safe_text import sanitize_line
from wizard.support.secret import Token

_LONGEST_SAID = 200


@dataclass(frozen=True, slots=True)
class Answer:
    """A successful answer."""

    json: object
    next_cursor: str | None
    """What `after` has to be for the next page; None at the end of a list."""
    host: str


def parse_response(response: httpx.Response, body: bytes, thing: str, token: Token | None = None) -> Answer:
    """Raises the `ApiError` for the status, or for a body that isn't JSON; it names `thing` and the token."""
    host, variable = response.url.host, token.variable if token else ""
    if response.is_success:
        return Answer(json=_json(body, host), next_cursor=_next_cursor(response), host=host)
    retry_after = response.headers.get("Retry-After")
    match response.status_code:
        case 401:
            raise errors.TokenRejected(variable)
        case 403 if not _is_json(response):
            raise errors.Blocked(host)
        case 403:
            raise errors.NotAllowed(_said(body), variable)
        case 404:
            raise errors.NotFound(thing, variable)
        case 407:
            raise errors.ProxyTrouble(
                f"A proxy between here and {host} wants a user name and a password (407).",
                "Set HTTPS_PROXY to it, as in http://USER:PASSWORD@proxy.example.com:8080.",
            )
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
        return sanitize_line(", ".join(_texts(said)))[:_LONGEST_SAID]
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
    """`Pagination-Next`, or else the cursor in the `Link` to the next page.

    The link itself is never followed: wherever it leads, the cursor goes to where this page came from.
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
