"""Listens on loopback for the browser, which the authorization server sends back with a code (RFC 8252)."""

from __future__ import annotations

import asyncio
import base64
import errno
import hashlib
import os
import socket
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus

from wizard.api.oauth.errors import PortInUse

PATH = "/callback"

_ADDRESSES = ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1"))
"""A browser may resolve ``localhost`` to either of them."""
_TAKEN = (errno.EADDRINUSE, errno.EACCES)
_MAX_REQUEST = 16_384
"""Bytes of a request's header."""
_REQUEST_SECONDS = 5.0
_ATTEMPTS = 20
"""How many free ports to try until one is free on both addresses."""

_SCRIPT = "history.replaceState(null, '', location.pathname)"
"""Removes the code from the address bar and the browser's history."""
_STYLE = "body{font:1.1rem/1.5 system-ui,sans-serif;margin:15vh auto;max-width:32rem;padding:0 1rem}"


class RedirectListener:
    """Accepts the address that the browser is sent to, once."""

    def __init__(self, port: int, servers: list[asyncio.Server], is_expected: Callable[[str], bool]) -> None:
        self.port = port
        self._servers = servers
        self._is_expected = is_expected
        self._received: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    @classmethod
    async def open(cls, port: int, is_expected: Callable[[str], bool]) -> RedirectListener:
        """Listen on `port` of loopback, or on a free one if it's 0.

        The first address for which `is_expected` is true counts; others get an error page and change nothing.
        Raises `PortInUse`.
        """
        for _ in range(1 if port else _ATTEMPTS):
            sockets = _listen(port)
            if sockets:
                break
        else:
            raise PortInUse
        listener = cls(sockets[0].getsockname()[1], [], is_expected)
        for one in sockets:
            server = await asyncio.start_server(listener._answer, sock=one, limit=_MAX_REQUEST)
            listener._servers.append(server)
        return listener

    @property
    def redirect_uri(self) -> str:
        """The address to register. The server compares it exactly, and only accepts the name localhost."""
        return f"http://localhost:{self.port}{PATH}"

    async def received(self) -> str:
        """Wait for the address that the browser is sent to."""
        return await asyncio.shield(self._received)

    def accept(self, url: str) -> None:
        """Take an address as if the browser had been sent to it. Only the first one counts."""
        if not self._received.done():
            self._received.set_result(url)

    async def close(self) -> None:
        """Stop listening."""
        for server in self._servers:
            server.close()
        self._received.cancel()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            with suppress(TimeoutError, asyncio.IncompleteReadError, ConnectionError):
                async with asyncio.timeout(_REQUEST_SECONDS):
                    writer.write(await self._read_and_respond(reader))
                    await writer.drain()
        finally:
            writer.close()

    async def _read_and_respond(self, reader: asyncio.StreamReader) -> bytes:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
        except asyncio.LimitOverrunError:
            return _page(HTTPStatus.BAD_REQUEST, "This address is too long.")
        return self._response(head.decode("latin-1"))

    def _response(self, head: str) -> bytes:
        request_line, *headers = head.split("\r\n")
        method, _, rest = request_line.partition(" ")
        target = rest.rpartition(" ")[0]
        hosts = [
            line.split(":", 1)[1].strip().lower() for line in headers if line.lower().startswith("host:")
        ]
        own = {f"{name}:{self.port}" for name in ("localhost", "127.0.0.1", "[::1]")}
        if len(hosts) != 1 or hosts[0] not in own or not target.startswith("/"):
            return _page(HTTPStatus.BAD_REQUEST, "This address is not for you.")
        if method != "GET" or target.partition("?")[0] != PATH:
            return _page(HTTPStatus.NOT_FOUND, "There is nothing here.")
        url = f"http://localhost:{self.port}{target}"
        if not self._is_expected(url):
            return _page(
                HTTPStatus.BAD_REQUEST,
                "This page is not from the sign-in that the terminal is waiting for. "
                "Go back to the browser tab that was opened last.",
            )
        self.accept(url)
        return _page(HTTPStatus.OK, "Signing in goes on there. You can close this tab.")


def _listen(port: int) -> list[socket.socket]:
    """Listen on the same port of both loopback addresses, or of the only one there is; [] if it's taken."""
    bound: list[socket.socket] = []
    for family, address in _ADDRESSES:
        try:
            one = socket.socket(family, socket.SOCK_STREAM)
        except OSError:  # no IPv6 on this machine
            continue
        try:
            if os.name == "posix":  # a port that was just closed can be used again
                one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family == socket.AF_INET6:
                one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            one.bind((address, bound[0].getsockname()[1] if bound else port))
            one.listen()  # another program may have bound the port, and listen first
        except OSError as error:
            one.close()
            if bound and error.errno not in _TAKEN:
                continue
            for other in bound:
                other.close()
            return []
        bound.append(one)
    return bound


def _page(status: HTTPStatus, sentence: str) -> bytes:
    title = "Back to the terminal" if status == HTTPStatus.OK else "Nothing happened"
    body = (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{_STYLE}</style></head><body><h1>{title}</h1><p>{sentence}</p>"
        f"<script>{_SCRIPT}</script></body></html>"
    ).encode()
    policy = f"default-src 'none'; script-src {_hash(_SCRIPT)}; style-src {_hash(_STYLE)}"
    headers = (
        f"HTTP/1.1 {status.value} {status.phrase}",
        "Content-Type: text/html; charset=utf-8",
        f"Content-Length: {len(body)}",
        f"Content-Security-Policy: {policy}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        "Cache-Control: no-store",
        "Referrer-Policy: no-referrer",
        "X-Content-Type-Options: nosniff",
        "Connection: close",
    )
    return "\r\n".join(headers).encode() + b"\r\n\r\n" + body


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
