"""Everything that can go wrong between here and ClickFunnels, and what the message must say.

DNS, refused and reset connections, silence, a byte at a time, certificates, a proxy, statuses, captive
portals, compression bombs, loops: each fault strikes on every screen (`test_screens_under_faults`) and in
every command (`test_commands_under_faults`) that sends requests. The message says what to do, retrying keeps
all answers, and the exit status is right. Meanwhile hosts that must not get the token listen: a captive
portal, and hosts with a bad certificate. They must receive nothing (`conftest`).
"""

from __future__ import annotations

import asyncio
import gzip
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import cache

from network import ELSEWHERE, Answering, Fault, Request

BROKE, SILENT = "broke off", "did not answer within"
SLOW, TROUBLE = "asks to slow down", "is having trouble"
NO_DATA, TOO_LONG = "did not answer with JSON", "it is far too long"
CERTIFICATE, PROXY = "The token was not sent", "The proxy in HTTPS_PROXY"
PAGE = b"<!doctype html><title>Welcome to our network</title><p>Please sign in."
FAILED, REJECTED, UNREACHED, REFUSED = 1, 4, 5, 6


def says(status: int, body: bytes = b"", kind: str = "application/json", **headers: str) -> Answering:
    async def answer(request: Request, writer: asyncio.StreamWriter) -> None:
        lines = [f"HTTP/1.1 {status} Said", f"Content-Type: {kind}", f"Content-Length: {len(body)}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + body)

    return answer


def html(status: int, **headers: str) -> Answering:
    return says(status, PAGE, "text/html; charset=utf-8", **headers)


def raw(data: bytes) -> Answering:
    async def answer(request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(data)
        await writer.drain()
        raise ConnectionAbortedError

    return answer


async def reset(request: Request, writer: asyncio.StreamWriter) -> None:
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01" + bytes(7))
    writer.transport.abort()
    raise ConnectionAbortedError


async def reset_inside(request: Request, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9999\r\n\r\n[{")
    await writer.drain()
    await reset(request, writer)


async def hang(request: Request, writer: asyncio.StreamWriter) -> None:
    await _until_closed(writer)


async def a_byte_at_a_time(request: Request, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9999\r\n\r\n[")
    while not writer.is_closing():
        writer.write(b" ")
        await writer.drain()
        await asyncio.sleep(0.05)
    raise ConnectionAbortedError


async def endless_headers(request: Request, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n")
    for _ in range(60):
        writer.write(b"X-Endless: %s\r\n" % (b"y" * 60_000))
        await writer.drain()
    raise ConnectionAbortedError


async def fifty_megabytes(request: Request, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 50000001\r\n\r\n[")
    for _ in range(50):
        writer.write(b" " * 1_000_000)
        await writer.drain()


async def a_bomb(request: Request, writer: asyncio.StreamWriter) -> None:
    await says(200, bomb(), Content_Encoding="gzip")(request, writer)


async def a_bomb_in_a_bomb(request: Request, writer: asyncio.StreamWriter) -> None:
    await says(200, gzip.compress(bomb()), Content_Encoding="gzip, gzip")(request, writer)


@cache
def bomb() -> bytes:
    """A small body that expands to a billion spaces."""
    packed = gzip.compress(b" " * 10_000_000)
    return packed if len(packed) > 1_000_000 else gzip.compress(b" " * 100_000_000)


async def _until_closed(writer: asyncio.StreamWriter) -> None:
    while not writer.is_closing():  # noqa: ASYNC110 - nothing tells when the other side is gone
        await asyncio.sleep(0.02)
    raise ConnectionAbortedError


def _soon() -> str:
    return format_datetime(datetime.now(UTC) + timedelta(seconds=3), usegmt=True)


def _kinds() -> Iterator[Fault]:
    yield Fault("name not found", "cannot be found (DNS)", UNREACHED, leads_to="nowhere")
    yield Fault("connection refused", "No connection to", UNREACHED, leads_to="closed")
    yield Fault("no TLS answer", SILENT, UNREACHED, leads_to="silence")
    yield Fault("no TLS at all", "secure connection (TLS)", UNREACHED, leads_to="plain")
    for name in ("expired", "not yet valid", "another name", "self-signed"):
        yield Fault(f"certificate: {name}", CERTIFICATE, UNREACHED, leads_to=name)
    yield Fault("proxy refuses", PROXY, UNREACHED, proxy="refuse")
    yield Fault("reset before the answer", BROKE, UNREACHED, reset)
    yield Fault("reset inside the answer", BROKE, UNREACHED, reset_inside)
    yield Fault("no answer at all", SILENT, UNREACHED, hang)
    yield Fault("a byte at a time", SILENT, UNREACHED, a_byte_at_a_time)
    cut = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n[]"
    yield Fault("truncated body", BROKE, UNREACHED, raw(cut))
    yield Fault("no HTTP", BROKE, UNREACHED, raw(b"SSH-2.0-OpenSSH_9.6\r\n\r\n"))
    yield Fault("endless headers", BROKE, UNREACHED, endless_headers)
    yield Fault("401", "does not accept this token", REJECTED, says(401, b'{"error": "Unauthorized"}'))
    yield Fault("403 JSON", "does not allow this", REFUSED, says(403, b'{"error": "No plan"}'))
    yield Fault("403 HTML", "The firewall in front of", UNREACHED, html(403))
    yield Fault("404", "", REFUSED, says(404, b'{"error": "Not found"}'))
    yield Fault("422", "ClickFunnels rejected the request", UNREACHED, says(422, b'{"errors": ["after"]}'))
    yield Fault("429", SLOW, UNREACHED, says(429))
    yield Fault("429, seconds", SLOW, UNREACHED, says(429, Retry_After="3"))
    yield Fault("429, a date", SLOW, UNREACHED, says(429, Retry_After=_soon()))
    for absurd in ("99999999999999999999", "-5", "Fri, 31 Dec 9999 23:59:59 GMT", "NaN", "\t1e9"):
        yield Fault(f"429, {absurd.strip()}", SLOW, UNREACHED, says(429, Retry_After=absurd))
    for status in (500, 502, 503):
        yield Fault(f"{status} HTML", TROUBLE, UNREACHED, html(status))
    yield Fault("portal: 200 HTML", NO_DATA, UNREACHED, html(200))
    portal = f"https://{ELSEWHERE}/login"
    yield Fault("portal: redirect", "redirected the request", UNREACHED, html(302, Location=portal))
    yield Fault("wrong content type", NO_DATA, UNREACHED, says(200, PAGE))
    yield Fault("empty 200", NO_DATA, UNREACHED, says(200))
    yield Fault("another shape", "sent an unexpected response", UNREACHED, says(200, b'"surprise"'))
    yield Fault("invalid UTF-8", NO_DATA, UNREACHED, says(200, b'[{"id": 1, "name": "\xff\xfe"}]'))
    yield Fault("nested without end", NO_DATA, UNREACHED, says(200, b"[" * 200_000))
    yield Fault("50 MB", TOO_LONG, UNREACHED, fifty_megabytes)
    yield Fault("gzip bomb", TOO_LONG, UNREACHED, a_bomb)
    yield Fault("gzip bomb in gzip", NO_DATA, UNREACHED, a_bomb_in_a_bomb)
    yield Fault("broken gzip", NO_DATA, UNREACHED, says(200, b"[]" * 20, Content_Encoding="gzip"))
    yield Fault("unknown packing", NO_DATA, UNREACHED, says(200, b"[]", Content_Encoding="br"))
    again = "keeps sending the same page"
    yield Fault("a cursor that loops", again, UNREACHED, is_for_lists=True)


FAULTS = tuple(_kinds())
