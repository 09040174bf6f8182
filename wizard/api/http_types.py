"""What the HTTP client and its callers share, without httpx, so that callers start quickly."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple, Protocol

from wizard.api.errors import ApiError
from wizard.support.secret import Token

AsgiApp = Callable[..., Awaitable[None]]

OnPause = Callable[[float], bool | None]
"""Called before a pause between two attempts, with its length in seconds.

True means that after a response such as 429 the error is raised at the end of the pause, and no further
attempt is made.
"""


Params = Mapping[str, str | Sequence[str]]
"""A query. A parameter with several values is repeated."""


class ApiResponse(NamedTuple):
    """A successful response."""

    json: object
    next_cursor: str | None
    """The `after` parameter for the next page; None at the end of a list."""
    host: str


class HostProbe(NamedTuple):
    """What a host reveals before it gets a token: TLS, the issuer of its certificate, its clock."""

    address: str | None
    """The IP address connected to: the host's or the proxy's."""
    tls: str | None
    """The TLS version; None without TLS."""
    issuer: str | None
    clock: datetime | None
    """The time at the host (timezone-aware); None if it didn't send one."""
    error: ApiError | None
    """What's wrong with the response, apart from the missing token."""


@dataclass(frozen=True, slots=True)
class TextResponse:
    """The response to a request without a token: the status and the whole body."""

    status: int
    text: str = field(repr=False)
    """May contain a token that was just issued."""
    host: str


class Http(Protocol):
    """What callers need of the HTTP client."""

    was_rate_limited: bool
    """Whether ClickFunnels has returned 429 since the program started."""

    async def get(
        self,
        url: str,
        token: Token,
        *,
        thing: str,
        params: Params | None = None,
        on_pause: OnPause | None = None,
    ) -> ApiResponse:
        """Fetch `url`. `thing` says in error messages what was requested. Raises an `ApiError`."""

    async def send_once(
        self, method: str, url: str, *, form: str | None = None, json: object = None
    ) -> TextResponse:
        """Send one request without a token, and never again. Raises an `ApiError` without a usable response.

        The body is `form`, encoded for ``application/x-www-form-urlencoded``, or else `json`.
        """

    async def probe(self, url: str) -> HostProbe:
        """Send one HEAD request without a token. Raises an `ApiError` if nothing answers."""

    async def warm_up(self, url: str) -> None:
        """Open the connection to the host of `url`, without a token; ignores failures."""

    async def close(self) -> None:
        """Close every connection."""
