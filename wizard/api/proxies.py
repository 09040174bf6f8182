"""Which proxy a request goes through, and which setting says so."""

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

_EXAMPLE = "http://proxy.example.com:8080"

SYSTEM = "the system's network settings"
"""Where a proxy was found, if no variable names one."""

SCHEMES = ("http", "https", "socks5", "socks5h")

_SCHEME = re.compile(r"\s*(?:([A-Za-z][A-Za-z0-9+.-]*)://)?(.*?)\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Proxy:
    """A proxy, and where it was found."""

    source: str
    """The environment variable, or words for the system's settings."""
    value: str
    """What the setting says, without the password."""
    url: httpx.URL
    assumes_http: bool = False
    """Whether the setting has no scheme."""

    @property
    def is_socks(self) -> bool:
        """Whether it speaks SOCKS rather than HTTP."""
        return self.url.scheme.startswith("socks")

    @property
    def has_user(self) -> bool:
        """Whether the setting has a user name."""
        return bool(self.url.userinfo)


@dataclass(frozen=True, slots=True)
class NoProxy:
    """No proxy, and why."""

    why: str


def proxy_for(url: httpx.URL | str) -> Proxy | NoProxy:
    """Tell how requests for `url` go. Raises `ProxyTrouble` where the setting can't be used.

    The environment's variables win over the system's settings, as everywhere in Python. On Windows this
    may ask the resolver, so it can take a while.
    """
    url = httpx.URL(url)
    if is_loopback(url.host):
        return NoProxy("none for this machine")
    environment = getproxies_environment()
    proxies: Mapping[str, str] = environment or getproxies()
    host = url.netloc.decode("ascii")
    keys = (url.scheme, "all") if environment else (url.scheme, "all", "socks")
    key = next((key for key in keys if proxies.get(key)), None)
    if key is None:
        return NoProxy("none is set")
    source = _variable(f"{key}_proxy", proxies[key]) if environment else SYSTEM
    if proxy_bypass(host):
        excluded = _variable("no_proxy", environment["no"]) if environment else SYSTEM
        return NoProxy(_excluded(excluded, url.host, source))
    return _proxy(source, proxies[key], is_system_socks=key == "socks")


def _variable(name: str, value: str) -> str:
    """The environment variable's name as it is spelt: `getproxies` takes any case, lower case first."""
    spelt = (one for one in (name, name.upper(), *os.environ) if one.lower() == name)
    return next((one for one in spelt if os.environ.get(one) == value), name.upper())


def _proxy(source: str, value: str, *, is_system_socks: bool = False) -> Proxy:
    shown = without_password(value)
    given, rest = _parts(value)
    scheme = given.lower() or "http"
    if scheme == "socks" or is_system_socks or (scheme == "socks4" and source == SYSTEM):
        scheme = "socks5h"  # GNOME's word for a SOCKS proxy, and what Python makes of the system's
    if scheme not in SCHEMES:
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
        raise ProxyTrouble(*_unusable(source, shown, has_scheme=bool(given)))
    return Proxy(source, shown, url, assumes_http=not given)


def without_password(value: str) -> str:
    """Give a proxy's address as it may be shown, whatever else is wrong with it."""
    scheme, rest = _parts(value)
    user, at, host = rest.rpartition("@")
    name, colon, _ = user.partition(":")
    return sanitize_line(f"{scheme}{'://' if scheme else ''}{name}{':***' if colon else ''}{at}{host}")


def _parts(value: str) -> tuple[str, str]:
    """The scheme, if there is one, and the rest."""
    found = _SCHEME.fullmatch(value)
    return (found[1] or "", found[2]) if found else ("", value)


def _excluded(setting: str, host: str, proxy_setting: str) -> str:
    """No proxy, because a list leaves the host out."""
    also = "" if setting == proxy_setting else f" ({proxy_setting} names one)"
    return f"none: {setting} excludes {host}{also}"


def _unusable(setting: str, value: str, *, has_scheme: bool) -> tuple[str, str]:
    """Something that isn't a proxy's address."""
    scheme = "" if has_scheme else " and has no scheme, such as http://"
    return (
        f"The proxy in {setting} ({value}) can't be used: it isn't an address{scheme}.",
        f"Write it like {_EXAMPLE}. In a user name or password, write @ : / # as %40 %3A %2F %23.",
    )
