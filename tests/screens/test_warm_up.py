"""While the user reads the first step, a connection opens and the HTTP library is imported."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from support import field, paste, shows, until, wizard_app

from wizard.account import connection
from wizard.api import http_client
from wizard.api.hosts import Hosts
from wizard.onboarding.session import Session, TokenSuggestion
from wizard.sandbox import DEMO_TOKEN
from wizard.support.secret import Token
from wizard.tui.app import WizardApp


class Refusing:
    """A host that rejects every token, and records each request and its connection."""

    def __init__(self) -> None:
        self.connections = 0
        self.asked: list[tuple[int, str]] = []
        """The number of the connection, and the head of the request."""

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Respond to all requests of one connection."""
        self.connections += 1
        number = self.connections
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode()
                self.asked.append((number, head))
                body = b"" if head.startswith("HEAD") else b'{"error": "Unauthorized"}'
                kind = b"Content-Type: application/json\r\n"
                length = f"Content-Length: {len(body)}\r\n\r\n".encode()
                writer.write(b"HTTP/1.1 401 Unauthorized\r\n" + kind + length + body)
        except asyncio.IncompleteReadError:
            pass
        finally:
            writer.close()


@asynccontextmanager
async def listening(host: Refusing) -> AsyncIterator[str]:
    """Run the host on a local port and give its address."""
    server = await asyncio.start_server(host.talk, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()


async def test_the_first_request_uses_the_open_connection(tmp_path: Path) -> None:
    host = Refusing()
    async with listening(host) as url:
        hosts = Hosts(url)
        offer = TokenSuggestion(Token(DEMO_TOKEN), "CLICKFUNNELS_API_TOKEN")
        app = WizardApp(Session(tmp_path / "config.json", hosts, connection.Connector(hosts), offer))
        async with app.run_test() as pilot:
            await until(pilot, lambda: host.asked, "a connection before any key is pressed")
            await until(pilot, lambda: len(host.asked) == 2, "the question whether one can sign in")
            await pilot.press("ctrl+t", "enter")
            await shows(pilot, "ClickFunnels does not accept this token.")
    (_, opening), (_, sign_in), (_, request) = host.asked
    assert opening.startswith("HEAD ")
    assert sign_in.startswith("GET /.well-known/oauth-authorization-server ")
    for before_the_token in (opening, sign_in):
        assert "authorization:" not in before_the_token.lower()
        assert DEMO_TOKEN not in before_the_token
    assert request.startswith("GET ")
    assert {number for number, _ in host.asked} == {host.connections} == {1}


async def test_a_closed_connection_is_reopened_when_a_token_is_pasted_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_client, "_KEEPALIVE_SECONDS", 0.0)
    host = Refusing()
    async with listening(host) as url:
        hosts = Hosts(url)
        app = WizardApp(Session(tmp_path / "config.json", hosts, connection.Connector(hosts)))
        async with app.run_test() as pilot:
            await until(pilot, lambda: len(host.asked) == 2, "requests before any key is pressed")
            await paste(pilot, DEMO_TOKEN)
            await until(pilot, lambda: len(host.asked) == 3, "another connection")
    assert [head.split()[0] for _, head in host.asked] == ["HEAD", "GET", "HEAD"]


async def test_keys_work_while_the_import_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    has_begun, may_end = threading.Event(), threading.Event()

    open_at_once = connection.Connector.open

    def open_slowly(connector: connection.Connector) -> object:
        has_begun.set()
        may_end.wait()
        return open_at_once(connector)

    monkeypatch.setattr(connection.Connector, "open", open_slowly)
    async with wizard_app(tmp_path / "config.json").run_test() as pilot:
        try:
            await until(pilot, has_begun.is_set, "the import to begin")
            await pilot.press(*"abc")
            await shows(pilot, "•••")
            assert field(pilot).value == "abc"
        finally:
            may_end.set()
