"""Requests through HTTP and SOCKS proxies, and each way they can fail."""

from __future__ import annotations

import socket
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from proxying import HOST, Here, no_resolver, nothing_listens

from wizard.api import errors, proxies, tls_errors
from wizard.api.client import ClickFunnels
from wizard.api.hosts import Hosts
from wizard.api.http_client import HttpClient
from wizard.api.retry import Retry
from wizard.api.timeouts import Timeouts
from wizard.support.secret import Token

BASE = f"https://{HOST}"
SECRET = "the-token-of-nobody-0123456789abcdefghijklm"
PATIENT = Timeouts(20.0, 20.0, 20.0)
QUICK = Timeouts(0.3, 0.3, 20.0)


@pytest.fixture(scope="module")
def _here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Here]:
    with Here(tmp_path_factory.mktemp("here")).running() as here:
        yield here


@pytest.fixture
def here(_here: Here, monkeypatch: pytest.MonkeyPatch) -> Here:
    """A trusted site whose name only the proxies can resolve."""
    monkeypatch.setenv("SSL_CERT_FILE", str(_here.trusted))
    no_resolver(monkeypatch)
    _here.heads.clear()
    return _here


async def teams(base: str = BASE, timeouts: Timeouts = PATIENT) -> list[str]:
    http = HttpClient(retry=Retry(attempts=1), timeouts=timeouts)
    try:
        api = ClickFunnels(http, Hosts(base), Token(SECRET))
        return [team.name async for page in api.teams() for team in page.items]
    finally:
        await http.close()


@pytest.mark.parametrize("variable", ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"])
@pytest.mark.parametrize("scheme", ["http://", "", "https://", "socks5://", "socks5h://", "socks://"])
async def test_every_kind_of_proxy_connects_to_the_host(
    here: Here, monkeypatch: pytest.MonkeyPatch, scheme: str, variable: str
) -> None:
    if scheme.startswith("socks"):
        relay = here.socks_proxy()
    else:
        relay = here.http_proxy(tls=here.context("127.0.0.1") if scheme == "https://" else None)
    monkeypatch.setenv(variable, f"{scheme}127.0.0.1:{relay.port}")
    assert await teams() == ["One"]
    assert relay.asked == [f"{HOST}:443"]


@pytest.mark.parametrize("scheme", ["http", "socks5h"])
async def test_a_proxy_gets_the_user_name_and_the_password(
    here: Here, monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    relay = (here.http_proxy if scheme == "http" else here.socks_proxy)(wants="jane:p@ss:/#")
    monkeypatch.setenv("ALL_PROXY", f"{scheme}://jane:p%40ss%3A%2F%23@127.0.0.1:{relay.port}")
    assert await teams() == ["One"]


@pytest.mark.parametrize(
    ("scheme", "does", "wants", "user", "says"),
    [
        ("http", "pass", "a:b", "", "requires a user name and a password (407)."),
        ("http", "pass", "a:b", "jane:secret@", "rejects the user name and password in it."),
        ("http", "hang", "", "jane:secret@", "did not answer within 0.3 seconds."),
        ("http", "forbid", "", "jane:secret@", f"did not connect to {HOST} (it answered 403 Forbidden)."),
        ("http", "garbage", "", "", "broke off, or doesn't speak HTTP."),
        ("https", "garbage", "", "", "doesn't make a secure connection (TLS)."),
        ("socks5", "hang", "", "jane:secret@", "did not answer within 0.3 seconds."),
        ("socks5h", "pass", "a:b", "", "requires a user name and a password."),
        ("socks5h", "pass", "a:b", "jane:secret@", "rejects the user name and password in it."),
        (
            "socks5h", "forbid", "", "",
            f"did not connect to {HOST} (it answered Connection not allowed by ruleset).",
        ),
    ],
)  # fmt: skip
async def test_each_failure_has_a_message_with_the_variable_and_its_value(
    here: Here, monkeypatch: pytest.MonkeyPatch, scheme: str, does: str, wants: str, user: str, says: str
) -> None:
    relay = (here.socks_proxy if scheme.startswith("socks") else here.http_proxy)(does, wants)
    monkeypatch.setenv("ALL_PROXY", f"{scheme}://{user}127.0.0.1:{relay.port}")
    with pytest.raises(errors.ProxyTrouble) as raised:
        await teams(timeouts=QUICK if does == "hang" else PATIENT)
    shown = f"{scheme}://{user.replace('secret', '***')}127.0.0.1:{relay.port}"
    assert raised.value.what == f"The proxy in ALL_PROXY ({shown}) {says}"
    assert "ALL_PROXY" in raised.value.hint or HOST in raised.value.hint
    assert "secret" not in str(raised.value)
    assert here.heads == []


async def test_a_proxys_timeout_is_rounded(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", f"http://127.0.0.1:{here.http_proxy('hang').port}")
    timeouts = Timeouts(20.0, 0.298_765, 20.0)
    with pytest.raises(errors.ProxyTrouble, match=r"did not answer within 0\.3 seconds\."):
        await teams(timeouts=timeouts)


async def test_an_http_proxy_configured_as_socks(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", f"socks5h://127.0.0.1:{here.http_proxy('garbage').port}")
    with pytest.raises(errors.ProxyTrouble, match=r"doesn't speak SOCKS 5\..*http://"):
        await teams()


async def test_a_socks_proxy_configured_as_http(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{here.socks_proxy().port}")
    with pytest.raises(errors.ProxyTrouble, match=r"did not answer within|broke off, or doesn't speak HTTP"):
        await teams(timeouts=QUICK)


@pytest.mark.parametrize("scheme", ["http", "https", "socks5h"])
async def test_a_proxy_that_refuses_the_connection(
    here: Here, monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    value = f"{scheme}://127.0.0.1:{nothing_listens()}"
    monkeypatch.setenv("HTTPS_PROXY", value)
    with pytest.raises(errors.ProxyTrouble) as raised:
        await teams()
    assert raised.value.what == f"The proxy in HTTPS_PROXY ({value}) refused the connection."


async def test_a_missing_scheme_is_mentioned(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    value = f"127.0.0.1:{nothing_listens()}"
    monkeypatch.setenv("HTTPS_PROXY", value)
    with pytest.raises(errors.ProxyTrouble) as raised:
        await teams()
    assert raised.value.what == (
        f"The proxy in HTTPS_PROXY ({value}; no scheme, so http:// is assumed) refused the connection."
    )


@pytest.mark.parametrize("scheme", ["http", "socks5h"])
async def test_an_unknown_proxy_name(here: Here, monkeypatch: pytest.MonkeyPatch, scheme: str) -> None:
    monkeypatch.setenv("HTTPS_PROXY", f"{scheme}://proxy.invalid:3128")
    with pytest.raises(errors.ProxyTrouble, match=r"DNS doesn't know proxy\.invalid\."):
        await teams()


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("nonsense://x", "nonsense:// is an unknown kind of proxy."),
        ("socks4://127.0.0.1:1080", "socks4:// is an unknown kind of proxy."),
        ("http://", "it isn't an address."),
        ("http://127.0.0.1:port", "it isn't an address."),
        ("socks5h:127.0.0.1:1080", "it isn't an address and has no scheme, such as http://."),
        ("http://jane:se/cret@127.0.0.1:1", "it isn't an address."),
        ("http://jane:se#cret@127.0.0.1:1", "it isn't an address."),
        ("jane:se://cret@127.0.0.1", "it isn't an address and has no scheme, such as http://."),
    ],
)
async def test_an_invalid_proxy_setting(
    here: Here, monkeypatch: pytest.MonkeyPatch, value: str, says: str
) -> None:
    monkeypatch.setenv("https_proxy", value)
    with pytest.raises(errors.ProxyTrouble) as raised:
        await teams()
    assert raised.value.what.startswith("The proxy in https_proxy (")
    assert raised.value.what.endswith(f") can't be used: {says}")
    assert "cret" not in str(raised.value)


async def test_an_unused_variable_does_no_harm(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    relay = here.http_proxy()
    monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{relay.port}")
    monkeypatch.setenv("ALL_PROXY", "socks4://127.0.0.1:9")  # as some desktops set it, next to the others
    assert await teams() == ["One"]


async def test_certificates_are_checked_through_a_proxy_and_the_issuer_is_named(
    here: Here, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    other = tmp_path / "other.pem"
    Here(tmp_path).authority.cert_pem.write_to_path(str(other))
    monkeypatch.setenv("SSL_CERT_FILE", str(other))
    for relay, scheme in ((here.http_proxy(), "http"), (here.socks_proxy(), "socks5h")):
        monkeypatch.setenv("ALL_PROXY", f"{scheme}://127.0.0.1:{relay.port}")
        with pytest.raises(tls_errors.BadCertificate, match=f"{HOST}.*Proven Test Ltd"):
            await teams()
        assert relay.asked == [f"{HOST}:443"] * 2
    assert here.heads == []


async def test_the_certificate_of_an_https_proxy_is_checked_too(
    here: Here, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    other = Here(tmp_path)
    relay = here.http_proxy(tls=here.context("127.0.0.1", authority=other.authority))
    monkeypatch.setenv("HTTPS_PROXY", f"https://127.0.0.1:{relay.port}")
    with pytest.raises(
        tls_errors.BadCertificate, match=r"the proxy 127\.0\.0\.1 \(in HTTPS_PROXY\).*issued by"
    ):
        await teams()
    assert relay.asked == []


def way(url: str = BASE) -> proxies.Proxy | proxies.NoProxy:
    return proxies.proxy_for(httpx.URL(url))


@pytest.mark.parametrize(
    ("list_of_hosts", "is_left_out"),
    [
        ("accounts.example.test", True),
        ("example.test", True),
        (".example.test", True),
        ("other.test, example.test", True),
        ("*", True),
        ("ample.test", False),
        ("other.test", False),
        ("", False),
    ],
)
def test_no_proxy_excludes_hosts(
    monkeypatch: pytest.MonkeyPatch, list_of_hosts: str, is_left_out: bool
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:3128")
    monkeypatch.setenv("NO_PROXY", list_of_hosts)
    found = way()
    if is_left_out:
        assert found == proxies.NoProxy(f"none: NO_PROXY excludes {HOST} (HTTPS_PROXY names one)")
    else:
        assert isinstance(found, proxies.Proxy)


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Proxies in the system's settings, as on Windows and macOS, with one excluded host."""
    settings: dict[str, str] = {}
    monkeypatch.setattr(proxies, "getproxies", lambda: settings)
    monkeypatch.setattr(
        proxies, "proxy_bypass", lambda host: not urllib.request.getproxies_environment() and host == HOST
    )
    return settings


def test_the_systems_list_of_excluded_hosts_is_used(system: dict[str, str]) -> None:
    system["https"] = "http://proxy.corp.test:8080"
    assert way() == proxies.NoProxy(f"none: {proxies.SYSTEM_SETTINGS} excludes {HOST}")
    other = way("https://other.example.test")
    assert isinstance(other, proxies.Proxy)
    assert (other.source, str(other.url)) == (proxies.SYSTEM_SETTINGS, "http://proxy.corp.test:8080")


@pytest.mark.parametrize(
    "settings", [{"socks": "http://proxy.corp.test:1080"}, {"https": "socks4://proxy.corp.test:1080"}]
)  # as Python reads macOS's and Windows' settings
def test_a_socks_proxy_in_the_systems_settings(system: dict[str, str], settings: dict[str, str]) -> None:
    system.update(settings)
    found = way("https://other.example.test")
    assert isinstance(found, proxies.Proxy)
    assert str(found.url) == "socks5h://proxy.corp.test:1080"


def test_a_variable_overrides_the_systems_settings(
    system: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    system["https"] = "http://proxy.corp.test:8080"
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:3128")
    found = way()
    assert isinstance(found, proxies.Proxy)
    assert found.source == "HTTPS_PROXY"


async def test_names_of_this_machine_try_both_loopback_addresses(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    no_resolver(monkeypatch)
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    site = Here(tmp_path)
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        pytest.skip("this machine has no IPv6")
    with site.running():
        port = site.listen(site.serve, host="::1")
        assert await teams(f"http://shop.localhost:{port}") == ["One"]
    assert site.heads[0].lower().count(f"host: shop.localhost:{port}") == 1


async def test_names_of_this_machine_have_their_own_certificates(
    here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert await teams(f"https://accounts.localhost:{here.site}") == ["One"]
    with pytest.raises(tls_errors.BadCertificate, match=r"other\.localhost.*another host"):
        await teams(f"https://other.localhost:{here.site}")
