"""Translates httpx's exceptions, and what caused them, into `ApiError`s."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator

import httpx

from wizard.api import errors, tls_errors
from wizard.api.proxies import Proxy
from wizard.api.timeouts import Timeouts
from wizard.api.transport import Stage, trace_of
from wizard.support.safe_text import sanitize_line

_WANTS_PASSWORD = ("407", "Requested ", "Invalid username")
"""How httpcore's message begins if an HTTP or SOCKS proxy wants other credentials; nothing else says so."""

_CERTIFICATE_CODES = {
    tls_errors.Flaw.DATE: {9, 10, 0x800B0101, -67818, -67819},
    tls_errors.Flaw.NAME: {62, 63, 64, 0x800B010F, -67602},
}
"""X509_V_ERR_…, CERT_E_… and errSec… codes; any other code means an issuer that isn't trusted."""


def api_error_of(error: Exception, request: httpx.Request, timeouts: Timeouts) -> errors.ApiError:
    """Give the `ApiError` for a request that failed with one of httpx's errors, or with `TimeoutError`."""
    failure = _Failure(error, timeouts)
    trace, host = trace_of(request), request.url.host
    if trace and trace.proxy and trace.stage is not Stage.AT_HOST:
        return _proxy_error(failure, trace.proxy, trace.stage, host)
    if failure.certificate_error:
        return tls_errors.BadCertificate(host, _flaw_of(failure.certificate_error))
    if failure.is_connecting and failure.has(ssl.SSLError):
        return tls_errors.NoSecureConnection(host)
    if failure.waited is not None:
        return errors.TimedOut(host, failure.waited)
    if failure.has(socket.gaierror):
        return errors.NameNotFound(host)
    if failure.is_connecting and not failure.has(ConnectionResetError):
        return errors.NoConnection(host)
    return errors.ConnectionBroke(host)


class _Failure:
    """One of httpx's errors, or a timeout, with its causes."""

    def __init__(self, error: Exception, timeouts: Timeouts) -> None:
        self.error = error
        self._timeouts = timeouts
        self._causes = tuple(_causes(error))
        for cause in self._causes:
            cause.__traceback__ = None  # the locals of httpx's frames include the header with the token

    def has(self, kind: type[Exception]) -> bool:
        return any(isinstance(cause, kind) for cause in self._causes)

    @property
    def certificate_error(self) -> ssl.SSLCertVerificationError | None:
        kind = ssl.SSLCertVerificationError
        return next((cause for cause in self._causes if isinstance(cause, kind)), None)

    @property
    def is_connecting(self) -> bool:
        return isinstance(self.error, httpx.ConnectError)

    @property
    def waited(self) -> float | None:
        """The timeout that was exceeded, in seconds; None if it's no timeout."""
        if isinstance(self.error, httpx.ConnectTimeout):
            return self._timeouts.connect
        if isinstance(self.error, httpx.TimeoutException):
            return self._timeouts.read
        return self._timeouts.response if isinstance(self.error, TimeoutError) else None


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and its causes. httpx's pool hides some of them, so that only the context has them.

    Stops at an `ApiError`, which belongs to another request.
    """
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, errors.ApiError):
        yield cause
        if isinstance(cause, BaseExceptionGroup):  # one for each address that was tried
            yield from cause.exceptions
        cause = cause.__cause__ or cause.__context__


def _flaw_of(error: ssl.SSLCertVerificationError) -> tls_errors.Flaw:
    """What's wrong with a certificate, by the codes of OpenSSL, Windows and macOS."""
    flaws = (flaw for flaw, codes in _CERTIFICATE_CODES.items() if error.verify_code in codes)
    return next(flaws, tls_errors.Flaw.ISSUER)


def _proxy_error(failure: _Failure, proxy: Proxy, stage: Stage, host: str) -> errors.ApiError:
    setting = proxy.source
    assumed = "; no scheme, so http:// is assumed" if proxy.assumes_http else ""
    name = f"proxy in {setting} ({proxy.value}{assumed})"
    if failure.certificate_error:
        shown = f"the proxy {proxy.url.host} (in {setting})"
        return tls_errors.BadCertificate(shown, _flaw_of(failure.certificate_error))
    if stage is Stage.PROXY_TLS:
        return errors.ProxyTrouble(
            f"The {name} doesn't make a secure connection (TLS).",
            f"If it's a plain HTTP proxy, as most are, write http:// instead of https:// in {setting}.",
        )
    if failure.waited is not None:
        return errors.ProxyTrouble(
            f"The {name} did not answer within {round(failure.waited, 1):g} seconds.",
            f"Check the address and port in {setting}, or ask whoever runs the proxy.",
        )
    if stage is Stage.TO_PROXY:
        return _connect_error(failure, proxy, name)
    if not isinstance(failure.error, httpx.ProxyError):
        protocol, other = ("SOCKS 5", "an HTTP proxy needs http://")
        if not proxy.is_socks:
            protocol, other = ("HTTP", "a SOCKS proxy needs socks5h://")
        return errors.ProxyTrouble(
            f"The {name} broke off, or doesn't speak {protocol}.",
            f"Check the port in {setting}; {other} in front.",
        )
    reply = sanitize_line(str(failure.error)).rstrip(".")
    if reply.startswith(_WANTS_PASSWORD):
        return _password_error(proxy, name)
    code = reply.rpartition(": ")[2]
    return errors.ProxyTrouble(
        f"The {name} did not connect to {host}{f' (it answered {code})' if code else ''}.",
        f"Ask whoever runs the proxy to allow {host}, or list it in NO_PROXY if it needs no proxy."
        f" To use another proxy, change {setting}.",
    )


def _connect_error(failure: _Failure, proxy: Proxy, name: str) -> errors.ProxyTrouble:
    if failure.has(socket.gaierror):
        return errors.ProxyTrouble(
            f"The {name} can't be found: DNS doesn't know {proxy.url.host}.",
            f"Check your network or VPN, and the spelling in {proxy.source}.",
        )
    if failure.has(ConnectionRefusedError):
        return errors.ProxyTrouble(
            f"The {name} refused the connection.",
            f"Check that the proxy is running and that {proxy.source} has the right port.",
        )
    return errors.ProxyTrouble(
        f"Could not connect to the {name}.", f"Check your network, and the address in {proxy.source}."
    )


def _password_error(proxy: Proxy, name: str) -> errors.ProxyTrouble:
    if proxy.has_user:
        return errors.ProxyTrouble(
            f"The {name} rejects the user name and password in it.",
            f"Correct them in {proxy.source}; write @ : / # in them as %40 %3A %2F %23.",
        )
    scheme = proxy.url.scheme
    status = " (407)" if scheme.startswith("http") else ""
    return errors.ProxyTrouble(
        f"The {name} requires a user name and a password{status}.",
        f"Put them into {proxy.source}, as in {scheme}://USER:PASSWORD@proxy.example.com:8080.",
    )
