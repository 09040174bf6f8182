"""A network on this machine: names resolve to a sandbox behind TLS until a fault strikes.

`Network.look_up` replaces the system's resolver; everything above it is real: sockets, TLS, proxies, HTTP.
"""

from __future__ import annotations

import asyncio
import re
import socket
import ssl
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import trustme

DOMAIN = "clickfunnels.test"
ELSEWHERE = "portal.test"
"""A host with a valid certificate that must never get a token."""
PLACES = (
    "sandbox", "expired", "not yet valid", "another name", "self-signed", "plain", "silence", "closed",
    "elsewhere",
)  # fmt: skip
"""What names can resolve to: each has its own local address, and all share one port."""

Answering = Callable[["Request", asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Request:
    """A request as it was received."""

    method: str
    target: str
    headers: dict[str, str]

    @property
    def path(self) -> str:
        return self.target.partition("?")[0].removeprefix("/api/v2")


@dataclass
class Fault:
    """What goes wrong: a response, what names resolve to from then on, or what the proxy does."""

    name: str
    says: str
    """Words of the message."""
    status: int
    """The command's exit status."""
    answer: Answering | None = None
    leads_to: str = ""
    proxy: str = ""
    is_for_lists: bool = False
    """Whether the first page is repeated forever."""

    def __str__(self) -> str:
        return self.name


@dataclass
class Strike:
    """Where a fault strikes: paths that match, after this many successful responses."""

    fault: Fault
    place: str
    after: int = 0
    has_struck: bool = False

    def is_at(self, request: Request) -> bool:
        if not re.search(self.place, request.path):
            return False
        self.after -= 1
        return self.after < 0


@dataclass
class Network:
    """The names, the servers they can resolve to, and the requests received."""

    app: Any
    folder: Path
    asked: list[Request] = field(default_factory=list)
    strike: Strike | None = None
    leads_to: str = "sandbox"
    proxy_does: str = "pass"
    overheard: list[bytes] = field(default_factory=list)
    """What other hosts received; it must stay empty."""
    under_way: int = 0
    """The program's requests that are waiting for a response or a retry."""

    def __post_init__(self) -> None:
        self.addresses = {place: f"127.0.0.{number}" for number, place in enumerate(PLACES, 11)}
        self.port = 0
        self.proxy = ""
        self._writers: set[asyncio.StreamWriter] = set()
        self._authority = trustme.CA()
        self.trusted = self.folder / "trusted.pem"
        self._authority.cert_pem.write_to_path(str(self.trusted))

    @property
    def base(self) -> str:
        """The API's address."""
        return f"https://{{subdomain}}.{DOMAIN}:{self.port}/api/v2"

    @contextmanager
    def running(self) -> Iterator[Network]:
        started = threading.Event()
        loop = asyncio.new_event_loop()

        def run() -> None:
            asyncio.set_event_loop(loop)
            loop.run_until_complete(self._open())
            started.set()
            loop.run_forever()

        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        assert started.wait(20)
        try:
            yield self
        finally:
            loop.call_soon_threadsafe(loop.stop)
            thread.join(5)

    def fails(self, fault: Fault, place: str, after: int = 0) -> None:
        """Make `fault` strike at `place` from now on."""
        self.heal()
        self.strike = Strike(fault, place, after)

    def heal(self) -> None:
        """Remove the fault."""
        self.strike, self.leads_to, self.proxy_does = None, "sandbox", "pass"

    def look_up(self, host: Any, port: Any, *arguments: Any, **options: Any) -> list[Any]:
        """Replaces `socket.getaddrinfo`."""
        name = host.decode() if isinstance(host, bytes) else str(host)
        if name.endswith(f".{DOMAIN}"):
            if self.leads_to == "nowhere":
                raise socket.gaierror(socket.EAI_NONAME, "no such name")
            name = self.addresses[self.leads_to]
        elif name == ELSEWHERE:
            name = self.addresses["elsewhere"]
        elif not name.startswith("127."):
            raise socket.gaierror(socket.EAI_NONAME, "no network in tests")
        return [(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", (name, int(port)))]

    async def _open(self) -> None:
        transport = httpx.ASGITransport(self.app)
        self._inside = httpx.AsyncClient(transport=transport, base_url=f"https://accounts.{DOMAIN}")
        now = datetime.now(UTC)
        day, name = timedelta(days=1), f"*.{DOMAIN}"
        issue = self._authority.issue_cert
        certificates = {
            "sandbox": issue(name),
            "expired": issue(name, not_before=now - 9 * day, not_after=now - day),
            "not yet valid": issue(name, not_before=now + day, not_after=now + 9 * day),
            "another name": issue("somebody.test"),
            "self-signed": trustme.CA().issue_cert(name),
            "elsewhere": issue(ELSEWHERE),
        }
        for what, certificate in certificates.items():
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            certificate.configure_cert(context)
            await self._listen(what, self._serve if what == "sandbox" else self._overhear, context)
        await self._listen("plain", _speak_plainly)
        await self._listen("silence", _say_nothing)
        relay = await asyncio.start_server(self._relay, "127.0.0.1", 0)
        self.proxy = f"http://127.0.0.1:{relay.sockets[0].getsockname()[1]}"

    async def _listen(self, what: str, serve: Any, tls: ssl.SSLContext | None = None) -> None:
        listener = socket.socket(proto=socket.IPPROTO_TCP)
        listener.bind((self.addresses[what], self.port))
        self.port = listener.getsockname()[1]
        await asyncio.start_server(serve, sock=listener, ssl=tls)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        try:
            while True:
                request = _parsed(await reader.readuntil(b"\r\n\r\n"))
                self.asked.append(request)
                if not await self._struck(request, writer):
                    await self.answer_well(request, writer)
                await writer.drain()
        except (asyncio.IncompleteReadError, OSError, RuntimeError):
            pass
        finally:
            self._writers.discard(writer)
            with suppress(Exception):
                writer.close()

    async def _overhear(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while said := await reader.read(65536):
                self.overheard.append(said)
        writer.close()

    async def _struck(self, request: Request, writer: asyncio.StreamWriter) -> bool:
        strike = self.strike
        if strike is None or not strike.is_at(request):
            return False
        strike.has_struck = True
        fault = strike.fault
        if fault.answer:
            await fault.answer(request, writer)
            return True
        if fault.is_for_lists:
            request.target = re.sub(r"\bafter=[^&]*", "", request.target)
            await self.answer_well(request, writer)
            return True
        self.leads_to, self.proxy_does = fault.leads_to or self.leads_to, fault.proxy or self.proxy_does
        for one in tuple(self._writers):
            one.transport.abort()
        raise ConnectionAbortedError

    async def answer_well(self, request: Request, writer: asyncio.StreamWriter, **extra: str) -> None:
        """Respond like the sandbox."""
        url = f"https://{request.headers['host']}{request.target}"
        answer = await self._inside.request(
            request.method, url, headers={"Authorization": request.headers.get("authorization", "")}
        )
        headers = {**dict(answer.headers), **extra}
        lines = [f"{name}: {value}" for name, value in headers.items()]
        head = "\r\n".join([f"HTTP/1.1 {answer.status_code} Said", *lines, "", ""])
        writer.write(head.encode() + answer.content)

    async def _relay(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """A proxy: CONNECT, then bytes both ways."""
        with suppress(asyncio.IncompleteReadError, OSError):
            await reader.readuntil(b"\r\n\r\n")
            if self.proxy_does != "pass":
                writer.write(b"HTTP/1.1 407 Who are you\r\nContent-Length: 0\r\n\r\n")
                await writer.drain()
                writer.close()
                return
            there = await asyncio.open_connection(self.addresses[self.leads_to], self.port)
            writer.write(b"HTTP/1.1 200 Connected\r\n\r\n")
            self._writers |= {writer, there[1]}
            await asyncio.gather(_pour(reader, there[1]), _pour(there[0], writer))


async def _pour(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while piece := await reader.read(65536):
            writer.write(piece)
            await writer.drain()
    with suppress(Exception):
        writer.close()


async def _speak_plainly(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
    writer.close()


async def _say_nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while await reader.read(65536):
            pass
    writer.close()


def _parsed(head: bytes) -> Request:
    first, *lines = head.decode("ascii").split("\r\n")
    method, target, _ = first.split(" ")
    pairs = (line.partition(": ") for line in lines if line)
    return Request(method, target, {name.lower(): value for name, _, value in pairs})
