"""Why no answer came: httpx's exceptions, and what caused them, as errors of ours."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass, replace

import httpx

from wizard.api import errors
from wizard.api.proxies import Proxy
from wizard.api.transport import ConnectionTrace, Stage, trace_of
from wizard.support.safe_text import sanitize_line


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

    def within(self, seconds: float, *, is_patient: bool) -> Limits:
        """Give the limits of a try that may take so long without a byte, all of it if it `is_patient`."""
        read = seconds if is_patient else min(self.read_seconds, seconds)
        return replace(
            self,
            connect_seconds=min(self.connect_seconds, seconds),
            read_seconds=read,
            answer_seconds=max(self.answer_seconds, read),
        )

    def timeout(self) -> httpx.Timeout:
        """Give what httpx needs to know of them."""
        return httpx.Timeout(self.read_seconds, connect=self.connect_seconds)


def api_error_of(error: Exception, request: httpx.Request, limits: Limits) -> errors.ApiError:
    """Give the `ApiError` that a failed request comes to."""
    failure = _Failure(error, limits)
    travel = trace_of(request)
    if travel and travel.proxy and travel.stage is not Stage.AT_HOST:
        return _proxy_fault(failure, travel.proxy, travel, request.url.host)
    return _host_fault(failure, request.url.host)


class _Failure:
    """One of httpx's errors, or a timeout, and what caused it."""

    def __init__(self, error: Exception, limits: Limits) -> None:
        self.error = error
        self._limits = limits
        self._causes = tuple(_causes(error))
        for cause in self._causes:
            cause.__traceback__ = None  # httpx's frames have the header, and so the token, among their locals

    def cause(self, kind: type[Exception]) -> BaseException | None:
        """The first cause of a kind."""
        return next((cause for cause in self._causes if isinstance(cause, kind)), None)

    @property
    def is_connecting(self) -> bool:
        return isinstance(self.error, httpx.ConnectError)

    @property
    def waited(self) -> float | None:
        """How many seconds passed in vain; None for what is no timeout."""
        if isinstance(self.error, httpx.ConnectTimeout):
            return self._limits.connect_seconds
        if isinstance(self.error, httpx.TimeoutException):
            return self._limits.read_seconds
        return self._limits.answer_seconds if isinstance(self.error, TimeoutError) else None


def _host_fault(failure: _Failure, host: str) -> errors.ApiError:
    refused = failure.cause(ssl.SSLCertVerificationError)
    if isinstance(refused, ssl.SSLCertVerificationError):
        return errors.BadCertificate(host, flaw_of(refused))
    if failure.is_connecting and failure.cause(ssl.SSLError):
        return errors.NoSecureConnection(host)
    if failure.waited is not None:
        return errors.TimedOut(host, failure.waited)
    if failure.cause(socket.gaierror):
        return errors.NameNotFound(host)
    if failure.is_connecting and not failure.cause(ConnectionResetError):
        return errors.NoConnection(host)
    return errors.ConnectionBroke(host)


def _proxy_fault(failure: _Failure, proxy: Proxy, travel: ConnectionTrace, host: str) -> errors.ApiError:
    named, setting = _named(proxy.source, proxy.value, assumes_http=proxy.assumes_http), proxy.source
    refused = failure.cause(ssl.SSLCertVerificationError)
    if isinstance(refused, ssl.SSLCertVerificationError):
        return errors.BadCertificate(f"the proxy {proxy.url.host} (in {setting})", flaw_of(refused))
    if travel.stage is Stage.PROXY_TLS:
        return errors.ProxyTrouble(
            f"{named} does not make a secure connection (TLS).",
            f"If it is a plain HTTP proxy, which most are, write http:// instead of https:// in {setting}.",
        )
    if failure.waited is not None:
        return errors.ProxyTrouble(
            f"{named} did not answer within {round(failure.waited, 1):g} seconds.",
            f"Check that {setting} has the right address and port, or ask whoever runs the proxy.",
        )
    if travel.stage is Stage.TO_PROXY:
        if failure.cause(socket.gaierror):
            return errors.ProxyTrouble(
                f"{named} can't be found: DNS doesn't know {proxy.url.host}.",
                f"Check your network or VPN, and the spelling in {setting}.",
            )
        if failure.cause(ConnectionRefusedError):
            return errors.ProxyTrouble(
                f"{named} refused the connection.",
                f"Check that the proxy is running and that {setting} has the right port.",
            )
        return errors.ProxyTrouble(
            f"Could not connect to {_inside(named)}.", f"Check your network, and the address in {setting}."
        )
    if not isinstance(failure.error, httpx.ProxyError):
        not_it = _not_socks if proxy.is_socks else _not_http
        return errors.ProxyTrouble(*not_it(named, setting))
    said = sanitize_line(str(failure.error)).rstrip(".")
    if said.startswith(_WANTS_PASSWORD):
        if proxy.has_user:
            return errors.ProxyTrouble(
                f"{named} does not accept the user name and password in it.",
                f"Correct them in {setting}; write @ : / # in them as %40 %3A %2F %23.",
            )
        return errors.ProxyTrouble(*_wants_password(named, setting, proxy.url.scheme))
    return errors.ProxyTrouble(*_refuses_host(named, setting, host, said.rpartition(": ")[2]))


_WANTS_PASSWORD = ("407", "Requested ", "Invalid username")
"""How httpcore's text begins if an HTTP or SOCKS proxy wants other credentials; it is nowhere else."""


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and what caused it; httpx's pool hides a cause, so that only the context has it.

    It ends at an error of ours, which is another request's.
    """
    seen: BaseException | None = error
    while seen is not None and not isinstance(seen, errors.ApiError):
        yield seen
        if isinstance(seen, BaseExceptionGroup):  # one for each address that was tried
            yield from seen.exceptions
        seen = seen.__cause__ or seen.__context__


def flaw_of(error: ssl.SSLCertVerificationError) -> errors.Flaw:
    """Tell what is wrong with a certificate, by the codes of OpenSSL, Windows and macOS."""
    code = error.verify_code
    return next((flaw for flaw, codes in _CODES.items() if code in codes), errors.Flaw.ISSUER)


_CODES = {
    errors.Flaw.DATE: {9, 10, 0x800B0101, -67818, -67819},
    errors.Flaw.NAME: {62, 63, 64, 0x800B010F, -67602},
}
"""X509_V_ERR_…, CERT_E_… and errSec…; everything else is an issuer that is not trusted."""


def _wants_password(named: str, setting: str, scheme: str) -> tuple[str, str]:
    """407, or what SOCKS has for it, without a user name in the setting."""
    status = " (407)" if scheme.startswith("http") else ""
    return (
        f"{named} wants a user name and a password{status}.",
        f"Put them into {setting}, as in {scheme}://USER:PASSWORD@proxy.example.com:8080.",
    )


def _refuses_host(named: str, setting: str, host: str, said: str) -> tuple[str, str]:
    """The proxy does not connect to ClickFunnels."""
    answer = f" (it answered {said})" if said else ""
    return (
        f"{named} did not connect to {host}{answer}.",
        f"Ask whoever runs the proxy to allow {host}, or list it in NO_PROXY if it needs no proxy."
        f" To use another proxy, change {setting}.",
    )


def _not_http(named: str, setting: str) -> tuple[str, str]:
    """What answers is no HTTP proxy."""
    return (
        f"{named} broke off, or does not speak HTTP.",
        f"Check the port in {setting}; a SOCKS proxy needs socks5h:// in front.",
    )


def _not_socks(named: str, setting: str) -> tuple[str, str]:
    """What answers is no SOCKS proxy."""
    return (
        f"{named} broke off, or does not speak SOCKS 5.",
        f"Check the port in {setting}; an HTTP proxy needs http:// in front.",
    )


def _named(setting: str, value: str, *, assumes_http: bool) -> str:
    """A proxy at the start of a sentence."""
    assumed = "; no scheme, so http:// is assumed" if assumes_http else ""
    return f"The proxy in {setting} ({value}{assumed})"


def _inside(named: str) -> str:
    return named[0].lower() + named[1:]
