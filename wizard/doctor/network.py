"""Checks of the network below HTTP: DNS, the proxy, TLS."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from urllib.parse import urlsplit

from wizard.api.errors import ApiError
from wizard.api.network import handshake, resolve
from wizard.words import doctor as words

from .finding import Finding, Mark, bad


async def check_network(base: str) -> AsyncIterator[Finding]:
    """Check the way to the host of `base`, without a token."""
    variable = _proxy_variable(base)
    dns = await _dns(base, proxied=variable is not None)
    yield dns
    proxied = words.proxy(variable, _bare(os.environ[variable])) if variable else words.NO_PROXY
    yield Finding(words.PROXY, Mark.GOOD, proxied)
    if dns.mark is not Mark.BAD:
        yield await _certificate(base, proxied=variable is not None)


async def _dns(base: str, *, proxied: bool) -> Finding:
    if proxied:
        return Finding(words.DNS, Mark.SKIPPED, words.PROXY_LOOKS_UP)
    try:
        count = await resolve(base)
    except ApiError as error:
        return bad(words.DNS, error)
    return Finding(words.DNS, Mark.GOOD, words.addresses(urlsplit(base).hostname, count))


async def _certificate(base: str, *, proxied: bool) -> Finding:
    if urlsplit(base).scheme == "http":
        return Finding(words.CERTIFICATE, Mark.SKIPPED, words.PLAIN_HTTP)
    if proxied:
        return Finding(words.CERTIFICATE, Mark.SKIPPED, words.BEHIND_PROXY)
    try:
        return Finding(words.CERTIFICATE, Mark.GOOD, words.trusted(await handshake(base)))
    except ApiError as error:
        return bad(words.CERTIFICATE, error)


def _proxy_variable(base: str) -> str | None:
    from wizard.api.faults import proxy_variable  # noqa: PLC0415 - brings httpx

    return proxy_variable(base)


def _bare(proxy: str) -> str:
    """A proxy's address without the user name and password that may be in it."""
    return proxy.rpartition("@")[2]
