"""Why no answer came: httpx's exceptions, and what they came of, as errors of ours."""

from __future__ import annotations

import os
import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn
from urllib.request import proxy_bypass

import httpx

from . import errors


@dataclass(frozen=True, slots=True)
class Limits:
    """How long one try may take, and how much it may bring."""

    connect_seconds: float = 10.0
    read_seconds: float = 20.0
    """For each piece of an answer to come."""
    answer_seconds: float = 60.0
    """For a whole answer, however slowly it trickles in."""
    answer_bytes: int = 8_000_000
    """Unpacked; a usual page of 20 records needs a three-hundredth of it."""


def raise_ours(error: Exception, url: httpx.URL, limits: Limits, *, proxied: bool) -> NoReturn:
    """Raise the `ApiError` that a failed request comes to; `proxied` where the environment names proxies."""
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
        raise errors.ProxyTrouble(proxy or any_proxy_variable()) from error
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


def proxy_variable(base: str) -> str | None:
    """The environment's variable whose proxy requests below `base` go through, if there is one."""
    return _proxy_variable(httpx.URL(base))


def any_proxy_variable() -> str:
    """The environment's variable that names a proxy, or the usual one."""
    names = (*_proxy_variables("https"), *_proxy_variables("http"))
    return next((name for name in names if os.environ.get(name)), "HTTPS_PROXY")


def _proxy_variables(scheme: str) -> tuple[str, ...]:
    lower = (f"{scheme}_proxy", "all_proxy")
    return tuple(variant for name in lower for variant in (name, name.upper()))
