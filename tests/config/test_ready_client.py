"""The client for other programs: where it sends requests, and who gets the token. Over real sockets."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

import wizard
from wizard.api.errors import BadAddress
from wizard.api.hosts import Hosts
from wizard.api.ready_client import TokenAuth
from wizard.config.errors import NothingSaved, NoToken
from wizard.config.paths import CONFIG_DIR_VARIABLE, TOKEN_VARIABLE
from wizard.config.profile import Profile
from wizard.config.saving import save

BEARER = "Bearer hammer-token-0123456789-abcdef"
PUBLIC = "https://{}.myclickfunnels.com/api/v2"
LOCAL = "http://{}.localhost:4010/api/v2"


@dataclass
class Server:
    """The requests that one local port received."""

    origin: str = ""
    redirect_to: str = ""
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    @property
    def base(self) -> str:
        return f"{self.origin}/api/v2"

    @property
    def authorizations(self) -> list[str | None]:
        return [headers.get("authorization") for _, headers in self.asked]


@contextmanager
def served() -> Iterator[Server]:
    server = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            server.asked.append((self.path, {key.lower(): value for key, value in self.headers.items()}))
            self.send_response(302 if server.redirect_to else 200)
            if server.redirect_to:
                self.send_header("Location", server.redirect_to)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        server.origin = f"http://127.0.0.1:{http.server_port}"
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            http.shutdown()
            thread.join()


@pytest.fixture
def ours() -> Iterator[Server]:
    with served() as server:
        yield server


@pytest.fixture
def foreign() -> Iterator[Server]:
    with served() as server:
        yield server


@pytest.fixture
def local(path: Path, hammer: Profile, ours: Server, monkeypatch: pytest.MonkeyPatch) -> Profile:
    """A saved profile for `ours`."""
    profile = hammer._replace(accounts_url=ours.base, api_url=ours.base)
    save(path, profile)
    monkeypatch.setenv(CONFIG_DIR_VARIABLE, str(path.parent))
    return profile


@pytest.mark.usefixtures("local")
@pytest.mark.parametrize("address", ["contacts/7?page=2", "/contacts/7?page=2"])
async def test_a_relative_url_starts_at_the_workspaces_base(ours: Server, address: str) -> None:
    async with wizard.async_client() as client:
        answer = await client.get(address)
    assert answer.json() == {}
    ((asked, headers),) = ours.asked
    assert asked == "/api/v2/contacts/7?page=2"
    assert headers["authorization"] == BEARER
    assert headers["user-agent"] == f"clickfunnels-wizard/{wizard.__version__}"
    assert headers["accept"] == "application/json"


@pytest.mark.usefixtures("local")
async def test_an_absolute_url_on_our_host_gets_the_token(ours: Server) -> None:
    async with wizard.async_client() as client:
        await client.get(f"{ours.base}/teams")
    assert ours.authorizations == [BEARER]


@pytest.mark.usefixtures("local")
def test_without_an_event_loop_it_is_the_same(ours: Server, foreign: Server) -> None:
    ours.redirect_to = f"{foreign.base}/contacts"
    with wizard.client() as client:
        assert client.get("contacts").status_code == 302
        client.get(f"{foreign.base}/contacts")
        client.get(f"{ours.base.replace('127.0.0.1', 'richstone.localhost')}/contacts")
        assert None not in (client.timeout.connect, client.timeout.read)
    assert ours.authorizations == [BEARER, None]
    assert ours.asked[0][1]["user-agent"] == f"clickfunnels-wizard/{wizard.__version__}"
    assert foreign.authorizations == [None]


@pytest.mark.usefixtures("local")
def test_without_an_event_loop_it_uses_the_proxy(foreign: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", foreign.origin)
    with wizard.client() as client:
        assert client.get("http://example.com/page").status_code == 200
    assert foreign.asked[0][0] == "http://example.com/page"
    assert foreign.authorizations == [None]


def test_the_accounts_host_gets_the_token_too(hammer: Profile) -> None:
    assert hammer.token
    auth = TokenAuth(hammer.token, (hammer.api_url, hammer.accounts_url))
    for url, sent in ((f"{hammer.accounts_url}/teams", BEARER), ("https://other.myclickfunnels.com/", None)):
        request = next(auth.auth_flow(httpx.Request("GET", url)))
        assert request.headers.get("Authorization") == sent


@pytest.mark.usefixtures("local")
async def test_another_origin_does_not_get_the_token(ours: Server, foreign: Server) -> None:
    async with wizard.async_client() as client:
        await client.get("contacts")
        await client.get(f"{foreign.base}/contacts")
        await client.get(f"{ours.base.replace('127.0.0.1', 'localhost')}/contacts")
    assert foreign.authorizations == [None]
    assert ours.authorizations == [BEARER, None]


@pytest.mark.usefixtures("local")
async def test_a_redirect_is_not_followed(ours: Server, foreign: Server) -> None:
    ours.redirect_to = f"{foreign.base}/contacts"
    async with wizard.async_client() as client:
        answer = await client.get("contacts")
    assert answer.status_code == 302
    assert foreign.asked == []


@pytest.mark.usefixtures("local")
async def test_a_redirect_that_the_caller_follows_does_not_carry_the_token(
    ours: Server, foreign: Server
) -> None:
    ours.redirect_to = f"{foreign.base}/contacts"
    async with wizard.async_client() as client:
        answer = await client.get("contacts", follow_redirects=True)
    assert answer.status_code == 200
    assert ours.authorizations == [BEARER]
    assert foreign.authorizations == [None]


@pytest.mark.usefixtures("local")
async def test_loopback_requests_bypass_the_proxy(
    ours: Server, foreign: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", foreign.origin)
    async with wizard.async_client() as client:
        await client.get("contacts")
    assert foreign.asked == []
    assert ours.authorizations == [BEARER]


async def test_the_named_profile_is_used(path: Path, local: Profile, ours: Server, foreign: Server) -> None:
    save(path, local._replace(name="second", accounts_url=foreign.base, api_url=foreign.base))
    async with wizard.async_client(local.name) as client:
        await client.get("contacts")
    assert (len(ours.asked), len(foreign.asked)) == (1, 0)


@pytest.mark.usefixtures("local")
async def test_the_client_shows_no_token(foreign: Server) -> None:
    async with wizard.async_client() as client:
        shown = f"{client!r} {client.auth!r} {vars(client)!r} {client.headers!r}"
    assert "hammer-token" not in shown


async def test_it_has_timeouts(local: Profile) -> None:
    async with wizard.async_client() as client:
        limits = client.timeout
    assert None not in (limits.connect, limits.read, limits.write, limits.pool)


async def test_without_a_token_there_is_no_client(
    path: Path, local: Profile, ours: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(path, local._replace(token=None))
    with pytest.raises(NoToken, match=local.name):
        wizard.client()
    monkeypatch.setenv(TOKEN_VARIABLE, "environment-token-9876543210")
    async with wizard.async_client() as client:
        await client.get("contacts")
    assert ours.authorizations == ["Bearer environment-token-9876543210"]


def test_without_a_saved_profile_there_is_no_client() -> None:
    with pytest.raises(NothingSaved):
        wizard.client()


@pytest.mark.parametrize(
    ("accounts_url", "api_url"),
    [
        (PUBLIC.format("accounts"), PUBLIC.format("richstone")),
        (LOCAL.format("accounts"), LOCAL.format("richstone")),
        ("http://127.0.0.1:4010", "http://127.0.0.1:4010"),
        ("http://[::1]:4010/api/v2", "http://[::1]:4010/api/v2"),
        ("https://proxy.example.com/cf", "https://proxy.example.com/cf"),
    ],
)
def test_consistent_saved_addresses_give_their_hosts(accounts_url: str, api_url: str) -> None:
    hosts = Hosts.saved(accounts_url, api_url, "richstone", None)
    assert (hosts.accounts, hosts.workspace("richstone")) == (accounts_url, api_url)
    is_one = accounts_url == api_url
    assert hosts.workspace("other") == (api_url if is_one else api_url.replace("richstone", "other"))


@pytest.mark.parametrize(
    ("accounts_url", "api_url", "subdomain"),
    [
        (PUBLIC.format("accounts"), PUBLIC.format("other"), "richstone"),
        (PUBLIC.format("accounts"), PUBLIC.format("richstone"), "other"),
        (PUBLIC.format("accounts"), PUBLIC.format("richstone"), ""),
        (PUBLIC.format("accounts"), PUBLIC.format("a.b"), "a.b"),
        (PUBLIC.format("accounts"), "https://richstone.example.com/api/v2", "richstone"),
        (PUBLIC.format("accounts"), "http://richstone.myclickfunnels.com/api/v2", "richstone"),
        (PUBLIC.format("accounts"), "https://richstone.myclickfunnels.com/api/v3", "richstone"),
        (PUBLIC.format("accounts"), "https://richstone.myclickfunnels.com:444/api/v2", "richstone"),
        (PUBLIC.format("account"), PUBLIC.format("richstone"), "richstone"),
        ("https://accounts.a.com@b.com/api/v2", "https://richstone.a.com@b.com/api/v2", "richstone"),
        (LOCAL.format("accounts"), PUBLIC.format("richstone"), "richstone"),
        ("http://accounts.example.com", "http://richstone.example.com", "richstone"),
        ("http://example.com", "http://example.com", "richstone"),
        ("http://192.168.0.7:4010", "http://192.168.0.7:4010", "richstone"),
        ("ftp://example.com", "ftp://example.com", "richstone"),
        ("example.com", "example.com", "richstone"),
        ("", "", "richstone"),
    ],
)
def test_inconsistent_or_unsafe_saved_addresses_are_refused(
    accounts_url: str, api_url: str, subdomain: str
) -> None:
    with pytest.raises(BadAddress, match="saved for this profile") as caught:
        Hosts.saved(accounts_url, api_url, subdomain, None)
    assert "Nothing was sent" in caught.value.hint


@pytest.mark.parametrize(
    ("accounts_url", "api_url"),
    [
        ("http://example.com", "http://example.com"),
        (PUBLIC.format("accounts"), "https://richstone.example.com/api/v2"),
    ],
)
def test_no_client_sends_a_token_to_inconsistent_or_unsafe_saved_addresses(
    path: Path, local: Profile, accounts_url: str, api_url: str
) -> None:
    save(path, local._replace(accounts_url=accounts_url, api_url=api_url))
    with pytest.raises((BadAddress, wizard.config.ConfigError)):
        wizard.client()
