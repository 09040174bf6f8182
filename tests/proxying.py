"""A TLS server and proxies in front of it, all on this machine, in their own thread."""

from __future__ import annotations

import asyncio
import base64
import socket
import ssl
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import trustme

HOST = "accounts.example.test"
"""A host name that only the proxies know."""

Reader, Writer = asyncio.StreamReader, asyncio.StreamWriter
Talk = Callable[[Reader, Writer], Awaitable[None]]


@dataclass
class Relay:
    """A proxy; `does` sets its behaviour, and `wants` the credentials it requires."""

    port: int = 0
    does: str = "pass"
    wants: str = ""
    asked: list[str] = field(default_factory=list)
    """The hosts and ports requested from it."""


class Here:
    """The server and its certificate authority; `relay` starts proxies in front of it."""

    def __init__(self, folder: Path) -> None:
        self.authority = trustme.CA(organization_name="Proven Test Ltd")
        self.trusted = folder / "authority.pem"
        self.authority.cert_pem.write_to_path(str(self.trusted))
        self.heads: list[str] = []
        """The requests that the server received."""
        self.site = 0
        self.clock = "Thu, 01 Jan 1970 00:00:00 GMT"
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    @contextmanager
    def running(self) -> Iterator[Here]:
        self._thread.start()
        self.site = self.listen(
            self.serve, self.context(HOST, "accounts.localhost", "shop.localhost", "127.0.0.1")
        )
        try:
            yield self
        finally:
            asyncio.run_coroutine_threadsafe(_cancel_others(), self._loop).result(10)
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(10)

    def context(self, *names: str, authority: trustme.CA | None = None) -> ssl.SSLContext:
        """The TLS settings of a server with these names."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        (authority or self.authority).issue_cert(*names).configure_cert(context)
        return context

    def listen(self, talk: Talk, tls: ssl.SSLContext | None = None, host: str = "127.0.0.1") -> int:
        """Serve on a local port and give its number."""

        async def start() -> int:
            server = await asyncio.start_server(talk, host, 0, ssl=tls)
            port: int = server.sockets[0].getsockname()[1]
            return port

        return asyncio.run_coroutine_threadsafe(start(), self._loop).result(20)

    def http_proxy(self, does: str = "pass", wants: str = "", tls: ssl.SSLContext | None = None) -> Relay:
        """Start a proxy that speaks CONNECT."""
        relay = Relay(does=does, wants=wants)

        async def talk(reader: Reader, writer: Writer) -> None:
            await self._connect(relay, reader, writer)

        relay.port = self.listen(_calmly(talk), tls)
        return relay

    def socks_proxy(self, does: str = "pass", wants: str = "") -> Relay:
        """Start a proxy that speaks SOCKS 5 (RFC 1928, and RFC 1929 for names and passwords)."""
        relay = Relay(does=does, wants=wants)

        async def talk(reader: Reader, writer: Writer) -> None:
            await self._socks(relay, reader, writer)

        relay.port = self.listen(_calmly(talk))
        return relay

    async def serve(self, reader: Reader, writer: Writer) -> None:
        with suppress(OSError, asyncio.IncompleteReadError):
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode()
                self.heads.append(head)
                body = b"" if head.startswith("HEAD") else b'[{"id": 1, "name": "One"}]'
                status = "200 OK" if "authorization: bearer" in head.lower() else "401 Unauthorized"
                writer.write(
                    f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nDate: {self.clock}\r\n"
                    f"Content-Length: {len(body)}\r\n\r\n".encode()
                    + body
                )
                await writer.drain()
        writer.close()

    async def _connect(self, relay: Relay, reader: Reader, writer: Writer) -> None:
        if relay.does == "garbage":
            writer.write(b"220 mail.example.test ESMTP\r\n")
            return
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        relay.asked.append(head.split()[1])
        wanted = f"basic {base64.b64encode(relay.wants.encode()).decode()}".lower()
        if relay.wants and wanted not in head.lower():
            writer.write(b"HTTP/1.1 407 Who are you\r\nContent-Length: 0\r\n\r\n")
        elif relay.does == "hang":
            await reader.read()
        elif relay.does == "forbid":
            writer.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
        else:
            await self._pass_on(reader, writer, b"HTTP/1.1 200 Connected\r\n\r\n")

    async def _socks(self, relay: Relay, reader: Reader, writer: Writer) -> None:
        _, count = await reader.readexactly(2)
        methods = await reader.readexactly(count)
        if relay.does == "hang":
            await reader.read()
        if relay.wants:
            if b"\x02" not in methods:
                writer.write(b"\x05\xff")
                return
            writer.write(b"\x05\x02")
            _, length = await reader.readexactly(2)
            user = await reader.readexactly(length)
            password = await reader.readexactly((await reader.readexactly(1))[0])
            if f"{user.decode()}:{password.decode()}" != relay.wants:
                writer.write(b"\x01\x01")
                return
            writer.write(b"\x01\x00")
        else:
            writer.write(b"\x05\x00")
        kind = (await reader.readexactly(4))[3]
        assert kind == 3, "a host name, which the proxy looks up"
        name = await reader.readexactly((await reader.readexactly(1))[0])
        port = int.from_bytes(await reader.readexactly(2))
        relay.asked.append(f"{name.decode()}:{port}")
        if relay.does == "forbid":
            writer.write(b"\x05\x02\x00\x01\x00\x00\x00\x00\x00\x00")
            return
        await self._pass_on(reader, writer, b"\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00")

    async def _pass_on(self, reader: Reader, writer: Writer, ready: bytes) -> None:
        there_reader, there_writer = await asyncio.open_connection("127.0.0.1", self.site)
        writer.write(ready)
        await asyncio.gather(_pour(reader, there_writer), _pour(there_reader, writer))


async def _cancel_others() -> None:
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


def _calmly(talk: Talk) -> Talk:
    """A client that hangs up isn't an error of the proxy."""

    async def talked(reader: Reader, writer: Writer) -> None:
        with suppress(OSError, asyncio.IncompleteReadError):
            await talk(reader, writer)
            await writer.drain()
        with suppress(OSError):
            writer.close()

    return talked


async def _pour(reader: Reader, writer: Writer) -> None:
    with suppress(OSError):
        while piece := await reader.read(65536):
            writer.write(piece)
            await writer.drain()
    with suppress(OSError):
        writer.close()


def nothing_listens() -> int:
    """A local port that refuses connections."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def no_resolver(monkeypatch: pytest.MonkeyPatch) -> None:
    """A resolver that knows no names, only addresses."""
    real = socket.getaddrinfo

    def look_up(host: object, *arguments: object, **options: object) -> object:
        name = host.decode() if isinstance(host, bytes) else str(host)
        if name != "127.0.0.1":
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        return real(host, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
