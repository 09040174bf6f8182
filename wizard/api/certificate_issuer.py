"""Who issued a rejected certificate. Python doesn't say, so connect again without verification and parse it.

An ASN.1 library would be a large dependency for one field that helps people behind a company's proxy.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import httpx

from wizard.api.errors import ApiError
from wizard.api.tls import trusted_context, unverified_context
from wizard.api.transport import ConnectionTrace, ProxyTransport, Stage
from wizard.support.safe_text import sanitize_line

_SEQUENCE, _VERSION = 0x30, 0xA0
_ORGANISATION, _COMMON_NAME = b"\x55\x04\x0a", b"\x55\x04\x03"
_UTF16_TEXT = 0x1E


class _CertificateSeen(Exception):
    """Ends the connection once its certificate has arrived."""


async def fetch_issuer(url: httpx.URL, trace: ConnectionTrace | None, seconds: float) -> str | None:
    """Repeat the connection of `trace` within `seconds`, without a request, to read the issuer."""
    is_proxys = trace is not None and trace.stage is Stage.PROXY_TLS
    is_direct = trace is None or trace.proxy is None
    layers = ("connection",) if is_proxys or is_direct else ("proxy", "socks")
    found: list[str | None] = []

    async def note(event: str, info: dict[str, Any]) -> None:
        if event in {f"{layer}.start_tls.complete" for layer in layers}:
            stream = info["return_value"]
            found.append(issuer_of(stream.get_extra_info("ssl_object").getpeercert(binary_form=True) or b""))
            await stream.aclose()
            raise _CertificateSeen

    transport = ProxyTransport(
        httpx.Limits(),
        context=unverified_context,
        proxy_context=unverified_context if is_proxys else trusted_context,
    )
    request = httpx.Request("HEAD", url, extensions={"trace": note})
    with suppress(_CertificateSeen, ApiError, httpx.HTTPError, OSError):
        async with asyncio.timeout(seconds):
            await transport.handle_async_request(request)
    await transport.aclose()
    return next(iter(found), None)


def issuer_of(certificate: bytes) -> str | None:
    """Give the issuer's name and organisation, sanitized; None if the certificate can't be parsed.

    Source: RFC 5280 section 4.1 (the issuer follows the version, the serial number and the algorithm).
    """
    try:
        fields = _parse_der(_sequence(_sequence(certificate)))
        parts = [value for tag, value in fields if tag != _VERSION]
        names = dict(_names(parts[2]))
    except (IndexError, UnicodeError, ValueError):
        return None
    known = [names[kind] for kind in (_COMMON_NAME, _ORGANISATION) if names.get(kind)]
    return ", ".join(dict.fromkeys(known)) or None


def _names(issuer: bytes) -> Iterator[tuple[bytes, str]]:
    for _, group in _parse_der(issuer):
        for _, pair in _parse_der(group):
            (_, kind), (tag, text) = _parse_der(pair)
            yield kind, sanitize_line(text.decode("utf-16-be" if tag == _UTF16_TEXT else "utf-8", "replace"))


def _sequence(data: bytes) -> bytes:
    """The contents of the sequence that `data` starts with."""
    tag, value = next(_parse_der(data), (0, b""))
    if tag != _SEQUENCE:
        raise ValueError(tag)
    return value


def _parse_der(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The tags and values that `data` consists of."""
    at = 0
    while at < len(data):
        tag, length, at = data[at], data[at + 1], at + 2
        if length & 0x80:
            count = length & 0x7F
            length, at = int.from_bytes(data[at : at + count]), at + count
        if at + length > len(data):
            raise ValueError(length)
        yield tag, data[at : at + length]
        at += length
