"""The API client on real sockets, with the sandbox and with misbehaving servers."""

from __future__ import annotations

import asyncio
import gzip
import json
import socket
import ssl
import subprocess
import tracemalloc
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from wizard import __version__
from wizard.api import errors, tls_errors
from wizard.api.client import ClickFunnels
from wizard.api.contact_query import ContactQuery
from wizard.api.hosts import Hosts
from wizard.api.http_client import HttpClient
from wizard.api.models import Team, Workspace
from wizard.api.retry import Retry
from wizard.api.timeouts import Timeouts
from wizard.sandbox import DEMO_TOKEN, NO_PLAN_TOKEN, REVOKED_TOKEN, InventedContacts, running
from wizard.support.secret import Token
from wizard.support.wait_tracker import WAIT_TRACKER

HAMMER = Workspace(42, "Hammer Workspace", "richstone")
SECRET = "an-invented-token-0123456789-abcdefghijklm"
QUICK = Timeouts(connect=2, read=0.3, response=0.9)

Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


class Raw:
    """A server of raw bytes that records requests and counts connections."""

    def __init__(self, serve: Serve) -> None:
        self._serve = serve
        self.requests: list[str] = []
        self.connections = 0
        self.url = ""

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while True:
                self.requests.append((await reader.readuntil(b"\r\n\r\n")).decode())
                await self._serve(reader, writer)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()


@asynccontextmanager
async def serving(serve: Serve, tls: ssl.SSLContext | None = None) -> AsyncIterator[Raw]:
    raw = Raw(serve)
    server = await asyncio.start_server(raw.handle, "127.0.0.1", 0, ssl=tls)
    port = server.sockets[0].getsockname()[1]
    raw.url = f"{'https' if tls else 'http'}://127.0.0.1:{port}"
    yield raw
    server.close()


def says(status: int, body: bytes = b"[]", kind: str = "application/json", **headers: str) -> Serve:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        lines = [f"HTTP/1.1 {status} Said", f"Content-Type: {kind}", f"Content-Length: {len(body)}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + body)

    return serve


def in_turn(*serves: Serve) -> Serve:
    left = list(serves)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await (left.pop(0) if len(left) > 1 else left[0])(reader, writer)

    return serve


async def hang(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read()


async def trickle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9999\r\n\r\n[")
    while True:
        writer.write(b" ")
        await writer.drain()
        await asyncio.wait([asyncio.create_task(reader.read(1))], timeout=0.1)


async def reset(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.get_extra_info("socket").setsockopt(
        socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00"
    )
    raise ConnectionAbortedError


async def cut_short(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n[")
    raise ConnectionAbortedError


class Client:
    """A client that records its pauses instead of sleeping."""

    def __init__(self, url: str, token: str = SECRET, timeouts: Timeouts = QUICK) -> None:
        self.slept: list[float] = []
        self.pauses: list[float] = []
        self.reasons: list[str] = []
        """The reasons for the pauses, as shown to people."""
        retry = Retry(attempts=3, jitter=lambda: 1.0)
        self.http = HttpClient(retry=retry, timeouts=timeouts, max_bytes=100_000, sleep=self._sleep)
        self.api = ClickFunnels(self.http, Hosts(url), Token(token))

    async def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        wait = WAIT_TRACKER.current()
        self.reasons.append(wait.what if wait else "")
        await asyncio.sleep(0)

    async def teams(self) -> list[Team]:
        pages = self.api.teams(on_pause=self.pauses.append)
        return [team async for page in pages for team in page.items]


@pytest.fixture
def sandbox() -> Iterator[str]:
    """The sandbox on a port of its own."""
    with running() as server:
        yield server.url


async def test_every_list_and_every_single_record(sandbox: str) -> None:
    api = Client(sandbox, DEMO_TOKEN).api
    teams = [team async for page in api.teams() for team in page.items]
    assert [team.id for team in teams] == [3, 11, 12, 13, 14]
    assert len([one async for page in api.workspaces(teams[1]) for one in page.items]) == 28
    contacts = [one.id async for page in api.contacts(HAMMER) for one in page.items]
    assert contacts == [contact["id"] for contact in InventedContacts(42, 57)]
    newest = ContactQuery(newest_first=True)
    assert [one.id async for page in api.contacts(HAMMER, newest) for one in page.items] == contacts[::-1]
    assert "customer" in [tag.name async for page in api.tags(HAMMER) for tag in page.items]
    assert (await api.team("JNzNaa")).name == "Northwind Coaching"
    assert (await api.workspace("42")).subdomain == "richstone"
    contact = (await api.details(HAMMER, str(contacts[1]))).contact
    assert contact.custom_attributes["seats"] == "1"


async def test_the_filters_reach_the_server(sandbox: str) -> None:
    api = Client(sandbox, DEMO_TOKEN).api
    first, second = InventedContacts(42, 57)[:2]
    for query, expected in (
        (ContactQuery(email_addresses=(first["email_address"], "a+b@ü.example")), [first["id"]]),
        (ContactQuery(ids=(second["id"], 1)), [second["id"]]),
        (ContactQuery(ids=(first["id"], second["id"]), newest_first=True), [second["id"], first["id"]]),
    ):
        assert [one.id async for page in api.contacts(HAMMER, query) for one in page.items] == expected


@pytest.mark.parametrize(
    ("token", "error"), [(REVOKED_TOKEN, errors.TokenRejected), (NO_PLAN_TOKEN, errors.NotAllowed)]
)
async def test_the_sandbox_refuses_bad_tokens(sandbox: str, token: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        await Client(sandbox, token).teams()


async def test_the_user_agent_is_sent_and_connections_are_reused() -> None:
    async with serving(in_turn(says(200, b'[{"id": 1}]', Pagination_Next="1"), says(200, b"[]"))) as server:
        client = Client(server.url)
        assert [team.id for team in await client.teams()] == [1]
        await client.http.close()
    assert f"User-Agent: clickfunnels-wizard/{__version__}\r\n" in server.requests[0]
    assert f"Authorization: Bearer {SECRET}\r\n" in server.requests[0]
    assert server.requests[1].startswith("GET /teams?after=1 HTTP")
    assert server.connections == 1


async def test_brackets_and_letters_are_percent_encoded() -> None:
    async with serving(says(200)) as server:
        query = ContactQuery(email_addresses=("a+b%@ü.example",), is_active=False)
        assert [page async for page in Client(server.url).api.contacts(HAMMER, query)]
    line = server.requests[0].splitlines()[0]
    assert "filter%5Bemail_address%5D=a%2Bb%25%40%C3%BC.example" in line
    assert "filter%5Bis_active%5D=false" in line


HTML = b"<!DOCTYPE html><h1>no</h1>"
ANSWERS: dict[str, tuple[Serve, type[errors.ApiError], int]] = {
    "401": (says(401, b'{"error": "no"}'), errors.TokenRejected, 1),
    "403 as JSON": (says(403, b'{"error": "no"}'), errors.NotAllowed, 1),
    "403 as a page": (says(403, HTML, "text/html"), errors.Blocked, 1),
    "404": (says(404, b'{"error": "no"}'), errors.NotFound, 1),
    "400": (says(400, b'{"error": "no"}'), errors.BadRequest, 1),
    "422": (says(422, b'{"errors": {"filter": ["is bad"]}}'), errors.BadRequest, 1),
    "429": (says(429, b""), errors.RateLimited, 3),
    "500": (says(500, HTML, "text/html"), errors.ServiceTrouble, 1),
    "502": (says(502, HTML, "text/html"), errors.ServiceTrouble, 3),
    "503": (says(503, b""), errors.ServiceTrouble, 3),
    "504": (says(504, b""), errors.ServiceTrouble, 3),
    "a captive portal": (says(200, HTML, "text/html"), errors.NotJson, 1),
    "nothing": (says(200, b""), errors.NotJson, 1),
    "bytes that are no text": (says(200, b'["\xff\xfe"]'), errors.NotJson, 1),
    "broken compression": (says(200, b"zzz", Content_Encoding="gzip"), errors.NotJson, 1),
    "another shape": (says(200, b'{"teams": []}'), errors.UnexpectedShape, 1),
    "far too much": (says(200, b"[" + b" " * 200_000 + b"]"), errors.UnexpectedShape, 1),
    "far too much, packed": (
        says(200, gzip.compress(b" " * 9_000_000), Content_Encoding="gzip"),
        errors.UnexpectedShape,
        1,
    ),
    "a reset": (reset, errors.ConnectionBroke, 3),
    "half an answer": (cut_short, errors.ConnectionBroke, 3),
    "no answer": (hang, errors.TimedOut, 3),
    "a byte now and then": (trickle, errors.TimedOut, 3),
}


@pytest.mark.parametrize("answer", ANSWERS)
async def test_each_cause_has_its_own_error_and_message(answer: str) -> None:
    serve, error, tries = ANSWERS[answer]
    async with serving(serve) as server:
        client = Client(server.url)
        with pytest.raises(errors.ApiError) as caught:
            await client.teams()
        await client.http.close()
    assert type(caught.value) is error
    assert len(server.requests) == tries
    assert len(client.slept) == tries - 1
    said = f"{caught.value.what} {caught.value.hint}"
    assert caught.value.what.endswith((".", ")."))
    assert caught.value.hint.endswith(".")
    for foreign in ("httpx", "Error", "Errno", "Traceback", "<", "Client", SECRET):
        assert foreign not in said + repr(caught.value)


async def test_pauses_grow_and_are_reported() -> None:
    async with serving(in_turn(says(503), says(429, Retry_After="7"), says(200, b'[{"id": 5}]'))) as server:
        client = Client(server.url)
        assert [team.id for team in await client.teams()] == [5]
    assert client.slept == client.pauses == [0.5, 7.0]
    assert "trouble" in client.reasons[0]
    assert "slow down" in client.reasons[1]
    assert WAIT_TRACKER.current() is None


async def test_an_absurd_retry_after_is_capped() -> None:
    async with serving(in_turn(says(429, Retry_After="99999999999"), says(200))) as server:
        client = Client(server.url)
        await client.teams()
    assert client.slept == [30.0]


async def test_a_redirect_is_never_followed() -> None:
    async with serving(says(200)) as elsewhere:
        async with serving(says(302, b"", Location=f"{elsewhere.url}/login")) as server:
            with pytest.raises(errors.Redirected):
                await Client(server.url).teams()
        assert (elsewhere.connections, len(server.requests)) == (0, 1)


@pytest.mark.parametrize("host", ["", "{elsewhere}", "//user:password@127.0.0.1:1", "javascript:"])
async def test_a_link_only_provides_a_cursor_wherever_it_leads(host: str) -> None:
    async with serving(says(200)) as elsewhere:
        link = f'<{host.format(elsewhere=elsewhere.url)}/other/path?after=1>; rel="next"'
        async with serving(in_turn(says(200, b'[{"id": 1}]', Link=link), says(200))) as server:
            assert [team.id for team in await Client(server.url).teams()] == [1]
            assert [request.splitlines()[0] for request in server.requests] == [
                "GET /teams HTTP/1.1",
                "GET /teams?after=1 HTTP/1.1",
            ]
        assert elsewhere.connections == 0


async def test_a_link_to_the_same_page_is_an_error() -> None:
    link = '</teams?after=1>; rel="next"'
    async with serving(says(200, b'[{"id": 1}]', Link=link)) as server:
        with pytest.raises(errors.EndlessList):
            await Client(server.url).teams()


async def test_silence_ends_the_request_however_many_attempts_are_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(WAIT_TRACKER, "timeout", 0.7)
    async with serving(hang) as server:
        client = Client(server.url)
        client.http._retry = Retry(attempts=1_000)
        with pytest.raises(errors.SentNothing, match=r"sent nothing for 0\.7 seconds"):
            await client.teams()
    assert 2 <= server.connections <= 3


async def test_a_trickling_response_is_not_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(WAIT_TRACKER, "timeout", 0.7)
    async with serving(trickle) as server:
        with pytest.raises(errors.TimedOut):
            await Client(server.url).teams()


async def test_pauses_requested_by_the_server_are_not_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr(WAIT_TRACKER, "clock", lambda: now)
    monkeypatch.setattr(WAIT_TRACKER, "timeout", 20.0)

    async def sleep(seconds: float) -> None:
        nonlocal now
        now += seconds

    slow = says(429, b"{}", Retry_After="30")
    async with serving(in_turn(slow, slow, hang, says(200, b'[{"id": 1}]'))) as server:
        client = Client(server.url)
        client.http._retry, client.http._sleep = Retry(attempts=4), sleep
        assert [team.id for team in await client.teams()] == [1]


async def test_a_longer_timeout_lets_a_slow_server_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    async def slow(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(2 * QUICK.read)
        await says(200, b'[{"id": 1}]')(reader, writer)

    async with serving(slow) as server:
        with pytest.raises(errors.TimedOut):
            await Client(server.url).teams()
        monkeypatch.setattr(WAIT_TRACKER, "timeout", 120.0)
        assert [team.id for team in await Client(server.url).teams()] == [1]


async def test_a_decompression_bomb_takes_little_memory() -> None:
    bomb = gzip.compress(bytes(1_000_000_000 // 8), 1)
    async with serving(says(200, bomb, Content_Encoding="gzip")) as server:
        tracemalloc.start()
        try:
            with pytest.raises(errors.UnexpectedShape):
                await Client(server.url, timeouts=Timeouts()).teams()
            _, most = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert most < 40_000_000


async def test_an_unreadable_record_never_loses_its_page() -> None:
    rows: list[Any] = [
        {"id": "7", "name": "\x1b[31mRed"},
        None,
        {"name": "no id"},
        {"id": 8, "name": None},
        5,
    ]
    async with serving(says(200, json.dumps(rows).encode())) as server:
        pages = [page async for page in Client(server.url).api.teams()]
    assert [(team.id, team.name) for team in pages[0].items] == [(7, "Red"), (8, "Team 8")]
    assert pages[0].unreadable == 3


async def test_nothing_listens_at_the_port() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(errors.NoConnection, match=r"127\.0\.0\.1"):
        await Client(f"http://127.0.0.1:{port}").teams()


async def test_an_unknown_host_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(errors.NameNotFound, match=r"nowhere\.example"):
        await Client("https://nowhere.example").teams()


@pytest.fixture
def self_signed(tmp_path: Path) -> ssl.SSLContext:
    """A TLS context with a self-signed certificate."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"]
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", *subject]
    try:
        subprocess.run([*made, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("openssl is not on this machine")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


async def test_a_self_signed_certificate(self_signed: ssl.SSLContext) -> None:
    async with serving(says(200), self_signed) as server:
        with pytest.raises(tls_errors.BadCertificate):
            await Client(server.url).teams()
        assert server.requests == []


async def test_a_server_without_tls() -> None:
    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(refuse, "127.0.0.1", 0)
    with pytest.raises(tls_errors.NoSecureConnection):
        await Client(f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}").teams()
    server.close()


@pytest.mark.parametrize("proxy", ["nonsense://x", "socks5://127.0.0.1:1", "http://127.0.0.1:9"])
async def test_a_broken_proxy_is_named_by_its_variable(proxy: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", proxy)
    with pytest.raises(errors.ProxyTrouble, match="HTTPS_PROXY"):
        await Client("https://accounts.example").teams()


async def test_requests_to_this_machine_bypass_the_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    async with serving(says(200, b'[{"id": 1}]')) as server:
        assert await Client(server.url).teams()


async def test_a_missing_certificate_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", "/nowhere/at/all.pem")
    with pytest.raises(tls_errors.BadCertificateFile, match="SSL_CERT_FILE"):
        await Client("https://accounts.example").teams()


async def test_a_pause_can_be_cancelled() -> None:
    async with serving(says(429, Retry_After="30")) as server:
        http = HttpClient(timeouts=QUICK)
        waiting = asyncio.Event()
        api = ClickFunnels(http, Hosts(server.url), Token(SECRET))
        task = asyncio.ensure_future(anext(api.teams(on_pause=lambda _: waiting.set())))
        await asyncio.wait_for(waiting.wait(), 10)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asyncio.wait_for(task, 10)
        await http.close()
