"""`wizard.client()`: ready to use, and careful where the token goes."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

import wizard
from wizard.api.errors import BadAddress
from wizard.api.hosts import Hosts
from wizard.api.http import USER_AGENT
from wizard.config import NoToken, config_path
from wizard.config.saving import save
from wizard.models import Team, Workspace
from wizard.secret import Token

TOKEN = "an-invented-token-for-the-client-0123456789"


@dataclass
class Server:
    """What arrived, and where."""

    url: str = ""
    headers: list[tuple[str, str | None, str | None]] = field(default_factory=list)
    redirect: str | None = None


@pytest.fixture
def serve() -> Iterator[type[Server]]:
    started: list[ThreadingHTTPServer] = []

    def start() -> Server:
        server = Server()

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                got = self.headers.get("Authorization"), self.headers.get("User-Agent")
                server.headers.append((self.path, *got))
                self.send_response(302 if server.redirect else 200)
                if server.redirect:
                    self.send_header("Location", server.redirect)
                self.send_header("Content-Length", "2")
                self.end_headers()
                self.wfile.write(b"[]")

            def log_message(self, *_: object) -> None:
                """Be quiet."""

        listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        started.append(listening)
        server.url = f"http://127.0.0.1:{listening.server_port}"
        return server

    yield start  # type: ignore[misc]
    for one in started:
        one.shutdown()
        one.server_close()


def saved(url: str, token: Token | None = None) -> None:
    from datetime import UTC, datetime

    team, workspace = Team(3, "T"), Workspace(42, "W", "w")
    save(config_path(), wizard.config.Profile("w", token, team, workspace, url, url, datetime.now(UTC)))


async def test_address_and_headers_are_set(serve: type[Server]) -> None:
    server = serve()
    saved(server.url, Token(TOKEN))
    async with wizard.client() as client:
        answer = await client.get("workspaces/42/contacts")
    assert answer.json() == []
    assert server.headers == [("/workspaces/42/contacts", f"Bearer {TOKEN}", USER_AGENT)]
    assert TOKEN not in repr(client)


async def test_no_other_host_gets_the_token(serve: type[Server]) -> None:
    server, other = serve(), serve()
    saved(server.url, Token(TOKEN))
    async with wizard.client() as client:
        await client.get(f"{other.url}/x")
        server.redirect = f"{other.url}/y"
        answer = await client.get("x")
        assert answer.status_code == 302
        await client.get("x", follow_redirects=True)
    assert [(path, token) for path, token, _ in other.headers] == [("/x", None), ("/y", None)]
    assert len(server.headers) == 2


def test_without_a_token_there_is_no_client(serve: type[Server]) -> None:
    saved("http://127.0.0.1:9")
    with pytest.raises(NoToken):
        wizard.client()


@pytest.mark.parametrize(
    ("accounts", "api", "subdomain"),
    [
        ("https://accounts.myclickfunnels.com/api/v2", "https://w.myclickfunnels.com/api/v2", "w"),
        ("http://127.0.0.1:4020", "http://127.0.0.1:4020", "w"),
    ],
)
def test_saved_addresses_give_their_hosts_back(accounts: str, api: str, subdomain: str) -> None:
    hosts = Hosts.saved(accounts, api, subdomain)
    assert (hosts.accounts, hosts.workspace(subdomain)) == (accounts, api)


@pytest.mark.parametrize(
    ("accounts", "api"),
    [
        ("https://accounts.myclickfunnels.com/api/v2", "https://evil.example/api/v2"),
        ("https://evil.example/api/v2", "https://w.myclickfunnels.com/api/v2"),
        ("http://accounts.myclickfunnels.com/api/v2", "http://w.myclickfunnels.com/api/v2"),
        ("ftp://accounts.x", "ftp://w.x"),
        ("", ""),
    ],
)
def test_saved_addresses_that_do_not_belong_together_get_no_token(accounts: str, api: str) -> None:
    with pytest.raises(BadAddress, match="Nothing was sent"):
        Hosts.saved(accounts, api, "w")


def test_the_client_is_httpx_s_own() -> None:
    saved("http://127.0.0.1:9", Token(TOKEN))
    assert isinstance(wizard.client(), httpx.AsyncClient)
