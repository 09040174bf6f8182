"""The listener that the browser is sent back to: only the right request counts, whatever else arrives."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from urllib.parse import parse_qs, urlsplit

import pytest

from wizard.api.oauth import redirect_listener
from wizard.api.oauth.authorization import AuthorizationRequest
from wizard.api.oauth.redirect_listener import RedirectListener
from wizard.api.oauth.server import AuthorizationServer

SERVER = AuthorizationServer(*(f"https://accounts.example/{name}" for name in "atrv"))


class Listening:
    """A listener, the request it waits for, and raw requests to it."""

    def __init__(self, listener: RedirectListener, request: AuthorizationRequest) -> None:
        self.listener = listener
        self.right = f"/callback?code=the-code&state={request.state}"

    async def asks(self, head: str, host: str = "localhost:{port}") -> str:
        """Send a request and give the response."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.listener.port)
        name = host.format(port=self.listener.port)
        writer.write(f"{head} HTTP/1.1\r\nHost: {name}\r\n\r\n".encode())
        answer = (await reader.read()).decode()
        writer.close()
        return answer

    async def got_nothing(self) -> bool:
        try:
            await asyncio.wait_for(self.listener.received(), 0.01)
        except TimeoutError:
            return True
        return False


@pytest.fixture
async def listening() -> AsyncIterator[Listening]:
    request = AuthorizationRequest(SERVER, "client", "http://localhost/callback", "read")
    listener = await RedirectListener.open(0, request.is_answered_by)
    yield Listening(listener, request)
    await listener.close()


@pytest.mark.parametrize(
    ("head", "status"),
    [
        ("HEAD {right}", 404),
        ("POST {right}", 404),
        ("GET /", 404),
        ("GET /favicon.ico", 404),
        ("GET //[", 404),
        ("GET http://localhost{right}", 400),
        ("GET /callback", 400),
        ("GET /callback?code=the-code", 400),
        ("GET /callback?code=the-code&state=another", 400),
        ("GET {right}&state=another", 400),
        ("GET {right}&filler=" + "x" * 20_000, 400),
        ("GET /callback?state=%ff%00", 400),
    ],
)
async def test_other_requests_are_refused_and_do_not_count(
    listening: Listening, head: str, status: int
) -> None:
    assert (await listening.asks(head.format(right=listening.right))).startswith(f"HTTP/1.1 {status} ")
    assert await listening.got_nothing()
    await listening.asks(f"GET {listening.right}")
    assert parse_qs(urlsplit(await listening.listener.received()).query)["code"] == ["the-code"]


@pytest.mark.parametrize("host", ["evil.example", "localhost", "localhost:1", "localhost:{port}\r\nHost: x"])
async def test_a_request_under_another_name_is_refused(listening: Listening, host: str) -> None:
    assert (await listening.asks(f"GET {listening.right}", host)).startswith("HTTP/1.1 400 ")
    assert await listening.got_nothing()


async def test_connections_that_send_nothing_are_in_nobodys_way(
    listening: Listening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(redirect_listener, "_REQUEST_SECONDS", 0.2)
    silent = [await asyncio.open_connection("127.0.0.1", listening.listener.port) for _ in range(50)]
    for _, writer in silent:
        writer.write(b"GET /callback")
    assert (await listening.asks(f"GET {listening.right}")).startswith("HTTP/1.1 200 ")
    for reader, writer in silent:
        assert await reader.read() == b""
        writer.close()


async def test_two_at_once_never_listen_on_the_same_port() -> None:
    one = await RedirectListener.open(0, bool)
    with pytest.raises(redirect_listener.PortInUse):
        await RedirectListener.open(one.port, bool)
    await one.close()
