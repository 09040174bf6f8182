"""The token only goes to the hosts that the template stands for."""

from __future__ import annotations

from urllib.parse import urlsplit

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wizard.api.errors import BadAddress
from wizard.api.hosts import PUBLIC_TEMPLATE, Hosts, is_loopback


@pytest.mark.parametrize(
    ("template", "accounts", "shop"),
    [
        (
            PUBLIC_TEMPLATE,
            "https://accounts.myclickfunnels.com/api/v2",
            "https://shop.myclickfunnels.com/api/v2",
        ),
        (
            " https://{subdomain}.test.example/api/ \n",
            "https://accounts.test.example/api",
            "https://shop.test.example/api",
        ),
        ("http://127.0.0.1:4010", "http://127.0.0.1:4010", "http://127.0.0.1:4010"),
        (
            "http://localhost:4010/{subdomain}/api/v2",
            "http://localhost:4010/accounts/api/v2",
            "http://localhost:4010/shop/api/v2",
        ),
        ("https://example.com/{subdomain}", "https://example.com/accounts", "https://example.com/shop"),
        (
            "https://example.com/cf-{subdomain}",
            "https://example.com/cf-accounts",
            "https://example.com/cf-shop",
        ),
        (
            "https://{subdomain}.example.com/{subdomain}/v2",
            "https://accounts.example.com/accounts/v2",
            "https://shop.example.com/shop/v2",
        ),
        (
            "https://api.{subdomain}.example.com:8443",
            "https://api.accounts.example.com:8443",
            "https://api.shop.example.com:8443",
        ),
        ("https://{subdomain}.cf.co.uk", "https://accounts.cf.co.uk", "https://shop.cf.co.uk"),
        ("http://{subdomain}.localhost:1", "http://accounts.localhost:1", "http://shop.localhost:1"),
        ("http://127.0.0.1:4010///", "http://127.0.0.1:4010", "http://127.0.0.1:4010"),
        ("http://[::1]:4010/api", "http://[::1]:4010/api", "http://[::1]:4010/api"),
        ("http://localhost:80", "http://localhost:80", "http://localhost:80"),
        (
            "http://{subdomain}.localhost:4010",
            "http://accounts.localhost:4010",
            "http://shop.localhost:4010",
        ),
        (
            "https://mock_server.example:8443/v2",
            "https://mock_server.example:8443/v2",
            "https://mock_server.example:8443/v2",
        ),
    ],
)
def test_a_valid_template_gives_two_base_urls(template: str, accounts: str, shop: str) -> None:
    hosts = Hosts(template)
    assert hosts.accounts == accounts
    assert hosts.workspace("shop") == shop


@pytest.mark.parametrize(
    "template",
    [
        "",
        " ",
        "myclickfunnels.com",
        "ftp://{subdomain}.example.com",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "//example.com",
        "https://",
        "https:///api",
        "https://:443/api",
        "https://example.com:0",
        "https://example.com:99999",
        "https://example.com:port",
        "https://[::1",
        "http://example.com",
        "http://{subdomain}.myclickfunnels.com/api/v2",
        "http://127.0.0.1.example.com",
        "http://localhost.example.com",
        "http://notlocalhost",
        "http://10.0.0.1",
        "http://0.0.0.0",
        "https://user@example.com",
        "https://user:word@example.com",
        "https://:word@example.com",
        "https://@example.com",
        "http://127.0.0.1@example.com",
        "http://127.0.0.1\\@example.com",
        "https://{subdomain}.@example.com",
        "https://example.com/?for={subdomain}",
        "https://{subdomain}",
        "https://{subdomain}.com",
        "https://{subdomain}.com.",
        "https://{subdomain}.com..",
        "https://{subdomain}.COM:8443/api",
        "https://{subdomain}.co.uk",
        "https://api.{subdomain}.co.uk",
        "https://{subdomain}.com.au/api",
        "https://example.{subdomain}.com",
        "https://example.{subdomain}",
        "https://api.example.com.{subdomain}",
        "https://{subdomain}.0.0.1",
        "https://{subdomain}.0x7f.1.0x1",
        "https://api-{subdomain}.example.com",
        "https://[{subdomain}::1]",
        "https://{subdomain}@example.com",
        "https://example.com:{subdomain}",
        "{subdomain}://example.com",
        "http://{subdomain}.localhost.example.com",
        "https://example.com/{subdomain",
        "https://example.com/subdomain}",
        "https://{subdomain}example.com",
        "https://{subdomain}.{subdomain}.example.com",
        "https://{other}.example.com",
        "https://{subdomain}.example.com/{x}",
        "https://example.com/?x=1",
        "https://example.com/?",
        "https://example.com/#x",
        "https://example.com/#",
        "https://exam ple.com",
        "https://exam\tple.com",
        "https://example.com/\nx",
        "https://exämple.com",
        "https://example.com\x00",
    ],
)
def test_an_unsafe_template_is_refused_with_our_message(template: str) -> None:
    with pytest.raises(BadAddress) as caught:
        Hosts(template)
    assert "CLICKFUNNELS_URL" in caught.value.what
    assert PUBLIC_TEMPLATE in caught.value.hint


@pytest.mark.parametrize("subdomain", ["shop", "SHOP", "a", "0", "my-shop-2", "xn--mnchen-3ya", "a" * 63])
def test_a_valid_subdomain_stays_below_the_templates_domain(subdomain: str) -> None:
    assert Hosts().workspace(subdomain) == f"https://{subdomain.lower()}.myclickfunnels.com/api/v2"


@pytest.mark.parametrize(
    "subdomain",
    [
        "",
        " ",
        "a.b",
        ".",
        "..",
        "-a",
        "a-",
        "a_b",
        "a b",
        "shop\n",
        "shop\x00",
        "evil.example",
        "evil.example/",
        "evil.example/#",
        "evil.example/?",
        "evil.example#",
        "evil.example?",
        "evil.example\\",
        "evil.example:443/",
        "@evil",
        "x@evil.example/",
        "x:y@evil",
        "%2f",
        "a%2eb",
        "{subdomain}",
        "münchen",
        "\u212aelvin",  # the Kelvin sign, which is a k without case
        "\u017fhop",  # the long s, which is an s without case
        "a" * 64,
    ],
)
def test_an_unsafe_subdomain_is_refused(subdomain: str) -> None:
    with pytest.raises(BadAddress) as caught:
        Hosts().workspace(subdomain)
    assert "so the token was not sent" in caught.value.what


@pytest.mark.parametrize("subdomain", ["shop", "SHOP", "my-shop-2", "0", "a" * 63])
def test_httpx_parses_the_same_host(subdomain: str) -> None:
    url = httpx.URL(Hosts().workspace(subdomain) + "/workspaces/1/contacts")
    assert url.scheme == "https"
    assert url.host == f"{subdomain.lower()}.myclickfunnels.com"
    assert url.port is None
    assert url.userinfo == b""
    assert url.path == "/api/v2/workspaces/1/contacts"


@pytest.mark.parametrize("subdomain", ["", "evil.example/#", "@evil", "a.b"])
def test_one_base_url_serves_every_subdomain(subdomain: str) -> None:
    assert Hosts("http://127.0.0.1:4010").workspace(subdomain) == "http://127.0.0.1:4010"


@pytest.mark.parametrize(
    ("template", "is_on_this_machine"),
    [
        (PUBLIC_TEMPLATE, False),
        ("https://localhost.example", False),
        ("https://128.0.0.1", False),
        ("http://127.0.0.1:1", True),
        ("http://127.8.9.10", True),
        ("http://[::1]", True),
        ("https://localhost", True),
        ("http://{subdomain}.localhost", True),
    ],
)
def test_loopback_means_this_machine_only(template: str, is_on_this_machine: bool) -> None:
    assert is_loopback(urlsplit(Hosts(template).accounts).hostname or "") is is_on_this_machine


LABELS = st.sampled_from(
    ["{subdomain}", "a{subdomain}", "example", "com", "co", "uk", "localhost", "0", "127", "0x1"]
)
AUTHORITIES = st.builds(
    lambda labels, end: ".".join(labels) + end,
    st.lists(LABELS, min_size=1, max_size=5),
    st.sampled_from(["", ".", ":443", ".:443", ":{subdomain}"]),
)


@settings(max_examples=500)
@given(AUTHORITIES, st.sampled_from(["evil", "10", "0x7f000001", "com", "a" * 63]))
def test_a_subdomain_can_never_choose_the_domain(authority: str, subdomain: str) -> None:
    try:
        hosts = Hosts(f"https://{authority}/api")
    except BadAddress:
        return
    fixed, chosen = (
        httpx.URL(base).host.rstrip(".") for base in (hosts.accounts, hosts.workspace(subdomain))
    )
    if chosen != "localhost" and not chosen.endswith(".localhost"):
        assert chosen.split(".")[-2:] == fixed.split(".")[-2:]
    assert not chosen.endswith("co.uk") or chosen.split(".")[-3:] == fixed.split(".")[-3:]
