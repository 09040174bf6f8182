"""`cfw doctor` checks the network over the connections that requests use, proxies included."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from proxying import HOST, Here, no_resolver, nothing_listens

from wizard.account.connection import Connector
from wizard.api.hosts import Hosts
from wizard.api.timeouts import Timeouts
from wizard.onboarding.doctor.finding import Finding, Mark
from wizard.onboarding.doctor.network import check_network

BASE = f"https://{HOST}"


@pytest.fixture(scope="module")
def _here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Here]:
    with Here(tmp_path_factory.mktemp("here")).running() as here:
        yield here


@pytest.fixture
def here(_here: Here, monkeypatch: pytest.MonkeyPatch) -> Here:
    """The site is trusted, its clock is right, and only proxies know its name."""
    monkeypatch.setenv("SSL_CERT_FILE", str(_here.trusted))
    no_resolver(monkeypatch)
    _here.clock = format_datetime(datetime.now(UTC), usegmt=True)
    _here.heads.clear()
    return _here


async def found(base: str = BASE) -> dict[str, Finding]:
    connect = Connector(Hosts(base))
    try:
        return {one.link: one async for one in check_network(base, connect)}
    finally:
        await connect.close()


def marks(findings: dict[str, Finding]) -> dict[str, str]:
    return {link: str(one.mark) for link, one in findings.items()}


async def test_the_handshake_goes_through_the_proxy(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    for relay, scheme in ((here.http_proxy(wants="jane:secret"), "http"), (here.socks_proxy(), "socks5h")):
        monkeypatch.setenv("ALL_PROXY", f"{scheme}://jane:secret@127.0.0.1:{relay.port}")
        if scheme == "socks5h":
            monkeypatch.setenv("ALL_PROXY", f"{scheme}://127.0.0.1:{relay.port}")
        findings = await found()
        assert marks(findings) == {"DNS": "–", "proxy": "✓", "connection": "✓", "TLS": "✓", "clock": "✓"}
        assert relay.asked == [f"{HOST}:443"]
        assert f"127.0.0.1:{relay.port}, from ALL_PROXY" in findings["proxy"].text
        assert "secret" not in findings["proxy"].text
        assert "TLSv1.3" in findings["TLS"].text
        assert "Proven Test Ltd" in findings["TLS"].text
        assert "SSL_CERT_FILE" in findings["TLS"].text
    assert not any("authorization" in head.lower() for head in here.heads)


async def test_a_direct_connection_is_explained(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    base = f"https://127.0.0.1:{here.site}"
    findings = await found(base)
    assert findings["proxy"].text == "none for this machine"
    assert marks(findings) == {"DNS": "✓", "proxy": "✓", "connection": "✓", "TLS": "✓", "clock": "✓"}


@pytest.mark.parametrize("does", ["hang", "forbid", "refuse"])
async def test_proxy_problems_are_reported_at_the_proxy(
    here: Here, monkeypatch: pytest.MonkeyPatch, does: str
) -> None:
    port = nothing_listens() if does == "refuse" else here.http_proxy(does).port
    monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{port}")
    monkeypatch.setattr("wizard.api.http_client.Timeouts", lambda: Timeouts(read=0.3))
    findings = await found()
    assert marks(findings) == {"DNS": "–", "proxy": "✗"}
    assert f"HTTPS_PROXY (http://127.0.0.1:{port})" in findings["proxy"].text


async def test_a_proxy_setting_that_cannot_be_used(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "nonsense://x")
    findings = await found()
    assert marks(findings) == {"proxy": "✗"}


async def test_a_name_without_an_address(here: Here) -> None:
    assert marks(await found()) == {"DNS": "✗", "proxy": "✓"}


async def test_a_host_that_refuses_connections(here: Here) -> None:
    findings = await found(f"https://127.0.0.1:{nothing_listens()}")
    assert marks(findings) == {"DNS": "✓", "proxy": "✓", "connection": "✗"}


async def test_an_untrusted_certificate_is_reported_at_tls_with_its_issuer(
    here: Here, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(Here(tmp_path).trusted))
    findings = await found(f"https://127.0.0.1:{here.site}")
    assert marks(findings) == {"DNS": "✓", "proxy": "✓", "TLS": "✗"}
    assert "Proven Test Ltd" in findings["TLS"].text


@pytest.mark.parametrize("minutes", [-7, 7, 60 * 24 * 400])
async def test_a_wrong_clock(here: Here, minutes: int) -> None:
    here.clock = format_datetime(datetime.now(UTC) + timedelta(minutes=minutes), usegmt=True)
    findings = await found(f"https://127.0.0.1:{here.site}")
    assert findings["clock"].mark is Mark.DOUBTFUL
    assert "Set this machine's clock." in findings["clock"].text


@pytest.mark.parametrize("clock", ["", "yesterday", "Thu, 32 Jan 1970 00:00:00 GMT"])
async def test_a_host_without_a_date_header(here: Here, clock: str) -> None:
    here.clock = clock
    findings = await found(f"https://127.0.0.1:{here.site}")
    assert findings["clock"].mark is Mark.SKIPPED


async def test_names_of_this_machine_are_not_looked_up(here: Here) -> None:
    findings = await found(f"https://accounts.localhost:{here.site}")
    assert marks(findings) == {"DNS": "–", "proxy": "✓", "connection": "✓", "TLS": "✓", "clock": "✓"}
