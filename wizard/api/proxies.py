"""Which proxy a request goes through, and which setting chose it."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.request import getproxies, getproxies_environment, proxy_bypass

import httpx

from wizard.api.errors import ProxyTrouble
from wizard.api.hosts import is_loopback
from wizard.support.safe_text import sanitize_line

SYSTEM_SETTINGS = "the system's network settings"
"""What messages call the place where a proxy was found if no environment variable names it."""

_SCHEMES = ("http", "https", "socks5", "socks5h")
_SCHEME_AND_REST = re.compile(r"\s*(?:([A-Za-z][A-Za-z0-9+.-]*)://)?(.*?)\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Proxy:
    """A proxy, and where it was found."""

    source: str
    """The environment variable, or `SYSTEM_SETTINGS`."""
    value: str
    """The setting's value, without the password."""
    url: httpx.URL
    assumes_http: bool = False
    """Whether the setting has no scheme."""

    @property
    def is_socks(self) -> bool:
        """Whether it's a SOCKS proxy rather than an HTTP proxy."""
        return self.url.scheme.startswith("socks")

    @property
    def has_user(self) -> bool:
        """Whether the setting includes a user name."""
        return bool(self.url.userinfo)


@dataclass(frozen=True, slots=True)
class NoProxy:
    """A direct connection, and why."""

    why: str


def proxy_for(address: httpx.URL | str) -> Proxy | NoProxy:
    """Find the proxy for requests to `address`. Raises `ProxyTrouble` if its setting can't be used.

    Environment variables override the system's settings, as usual in Python. On Windows this may need the
    resolver, so it can take a while.
    """
    url = httpx.URL(address)
    if is_loopback(url.host):
        return NoProxy("none for this machine")
    environment = getproxies_environment()
    proxies: Mapping[str, str] = environment or getproxies()
    keys = (url.scheme, "all") if environment else (url.scheme, "all", "socks")
    key = next((key for key in keys if proxies.get(key)), None)
    if key is None:
        return NoProxy("none is set")
    source = _variable(f"{key}_proxy", proxies[key]) if environment else SYSTEM_SETTINGS
    if proxy_bypass(url.netloc.decode("ascii")):
        excluded_by = _variable("no_proxy", environment["no"]) if environment else SYSTEM_SETTINGS
        also = "" if excluded_by == source else f" ({source} names one)"
        return NoProxy(f"none: {excluded_by} excludes {url.host}{also}")
    return _parse(source, proxies[key], is_system=not environment, is_socks=key == "socks")


def without_password(value: str) -> str:
    """Give a proxy's address in a form that is safe to show, even if the address is invalid."""
    scheme, rest = _split_scheme(value)
    user, at, host = rest.rpartition("@")
    name, colon, _ = user.partition(":")
    return sanitize_line(f"{scheme}{'://' if scheme else ''}{name}{':***' if colon else ''}{at}{host}")


def _variable(name: str, value: str) -> str:
    """The environment variable's name as spelled there: `getproxies` accepts any case, lower case first."""
    spellings = (key for key in (name, name.upper(), *os.environ) if key.lower() == name)
    return next((key for key in spellings if os.environ.get(key) == value), name.upper())


def _parse(source: str, value: str, *, is_system: bool, is_socks: bool) -> Proxy:
    shown = without_password(value)
    given, rest = _split_scheme(value)
    scheme = given.lower() or "http"
    if scheme == "socks" or is_socks or (scheme == "socks4" and is_system):
        scheme = "socks5h"  # GNOME writes socks://, and Python calls the system's SOCKS proxies socks4://
    if scheme not in _SCHEMES:
        raise ProxyTrouble(
            f"The proxy in {source} ({shown}) can't be used: {scheme}:// is an unknown kind of proxy.",
            f"Use http://, https://, socks5:// or socks5h:// in {source}, or unset it.",
        )
    try:
        url = httpx.URL(f"{scheme}://{rest}")
        is_usable = bool(url.host) and url.raw_path == b"/" and not url.fragment
    except (httpx.InvalidURL, UnicodeError, ValueError):
        is_usable = False
    if not is_usable:
        missing = "" if given else " and has no scheme, such as http://"
        raise ProxyTrouble(
            f"The proxy in {source} ({shown}) can't be used: it isn't an address{missing}.",
            "Write it like http://proxy.example.com:8080."
            " In a user name or password, write @ : / # as %40 %3A %2F %23.",
        )
    return Proxy(source, shown, url, assumes_http=not given)


def _split_scheme(value: str) -> tuple[str, str]:
    """The scheme, if any, and the rest."""
    found = _SCHEME_AND_REST.fullmatch(value)
    return (found[1] or "", found[2]) if found else ("", value)
