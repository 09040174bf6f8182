"""Who issued a certificate that was refused: Python tells nothing about those, so look again and read it."""

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


class _Seen(Exception):
    """The certificate was seen, so the connection has served its purpose."""


async def fetch_issuer(url: httpx.URL, travel: ConnectionTrace | None, seconds: float) -> str | None:
    """Connect as `travel` did, checking nothing and sending nothing, to see who issued what was refused."""
    is_proxys = travel is not None and travel.stage is Stage.PROXY_TLS
    is_direct = travel is None or travel.proxy is None
    layer = ("connection",) if is_proxys or is_direct else ("proxy", "socks")
    found: list[str | None] = []

    async def note(event: str, info: dict[str, Any]) -> None:
        if event in {f"{one}.start_tls.complete" for one in layer}:
            stream = info["return_value"]
            found.append(issuer_of(stream.get_extra_info("ssl_object").getpeercert(binary_form=True) or b""))
            await stream.aclose()
            raise _Seen

    routes = ProxyTransport(
        httpx.Limits(),
        context=unverified_context,
        proxy_context=unverified_context if is_proxys else trusted_context,
    )
    request = httpx.Request("HEAD", url, extensions={"trace": note})
    with suppress(_Seen, ApiError, httpx.HTTPError, OSError):
        async with asyncio.timeout(seconds):
            await routes.handle_async_request(request)
    await routes.aclose()
    return next(iter(found), None)


def issuer_of(certificate: bytes) -> str | None:
    """Give the issuer's name and organisation, safe to show; None where the certificate can't be read.

    Source: RFC 5280 section 4.1: the version, the serial number and the algorithm come before the issuer.
    """
    try:
        fields = _inside(_sequence(_sequence(certificate)))
        parts = [value for tag, value in fields if tag != _VERSION]
        names = dict(_names(parts[2]))
    except (IndexError, UnicodeError, ValueError):
        return None
    known = [names[kind] for kind in (_COMMON_NAME, _ORGANISATION) if names.get(kind)]
    return ", ".join(dict.fromkeys(known)) or None


def _names(issuer: bytes) -> Iterator[tuple[bytes, str]]:
    for _, group in _inside(issuer):
        for _, pair in _inside(group):
            (_, kind), (tag, text) = _inside(pair)
            yield kind, sanitize_line(text.decode("utf-16-be" if tag == _UTF16_TEXT else "utf-8", "replace"))


def _sequence(data: bytes) -> bytes:
    """The inside of the sequence that `data` starts with."""
    tag, value = next(_inside(data), (0, b""))
    if tag != _SEQUENCE:
        raise ValueError(tag)
    return value


def _inside(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The tags and values that `data` is made of."""
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
