"""What is said about the network's proxy: which one is used and why, and what's wrong with it."""

from __future__ import annotations

SYSTEM = "the system's network settings"
"""Where a proxy was found, if no variable names one."""

NONE_SET = "none is set"
LOOPBACK = "none for this machine"

_EXAMPLE = "http://proxy.example.com:8080"


def excluded(setting: str, host: str, proxy_setting: str) -> str:
    """No proxy, because a list leaves the host out."""
    also = "" if setting == proxy_setting else f" ({proxy_setting} names one)"
    return f"none: {setting} excludes {host}{also}"


def unknown_scheme(setting: str, value: str, scheme: str) -> tuple[str, str]:
    """A kind of proxy that isn't known."""
    return (
        f"The proxy in {setting} ({value}) can't be used: {scheme}:// is an unknown kind of proxy.",
        f"Use http://, https://, socks5:// or socks5h:// in {setting}, or unset it.",
    )


def unusable(setting: str, value: str, *, has_scheme: bool) -> tuple[str, str]:
    """Something that isn't a proxy's address."""
    scheme = "" if has_scheme else " and has no scheme, such as http://"
    return (
        f"The proxy in {setting} ({value}) can't be used: it isn't an address{scheme}.",
        f"Write it like {_EXAMPLE}. In a user name or password, write @ : / # as %40 %3A %2F %23.",
    )


def refused(named: str, setting: str) -> tuple[str, str]:
    """Nothing listens at the proxy's address."""
    return (
        f"{named} refused the connection.",
        f"Check that the proxy is running and that {setting} has the right port.",
    )


def no_connection(named: str, setting: str) -> tuple[str, str]:
    """The proxy's address can't be connected to."""
    return f"Could not connect to {_inside(named)}.", f"Check your network, and the address in {setting}."


def unknown_host(named: str, setting: str, host: str) -> tuple[str, str]:
    """The proxy's name has no address."""
    return (
        f"{named} can't be found: DNS doesn't know {host}.",
        f"Check your network or VPN, and the spelling in {setting}.",
    )


def silent(named: str, setting: str, seconds: float) -> tuple[str, str]:
    """The proxy doesn't answer."""
    return (
        f"{named} did not answer within {round(seconds, 1):g} seconds.",
        f"Check that {setting} has the right address and port, or ask whoever runs the proxy.",
    )


def wants_password(named: str, setting: str, scheme: str) -> tuple[str, str]:
    """407, or what SOCKS has for it, without a user name in the setting."""
    status = " (407)" if scheme.startswith("http") else ""
    return (
        f"{named} wants a user name and a password{status}.",
        f"Put them into {setting}, as in {scheme}://USER:PASSWORD@proxy.example.com:8080.",
    )


def wrong_password(named: str, setting: str) -> tuple[str, str]:
    """The same with a user name in the setting."""
    return (
        f"{named} does not accept the user name and password in it.",
        f"Correct them in {setting}; write @ : / # in them as %40 %3A %2F %23.",
    )


def asked_in_between(host: str) -> tuple[str, str]:
    """407 from a proxy that no setting names."""
    return (
        f"A proxy between here and {host} wants a user name and a password (407).",
        "Set HTTPS_PROXY to it, as in http://USER:PASSWORD@proxy.example.com:8080.",
    )


def refuses_host(named: str, setting: str, host: str, said: str) -> tuple[str, str]:
    """The proxy does not connect to ClickFunnels."""
    answer = f" (it answered {said})" if said else ""
    return (
        f"{named} did not connect to {host}{answer}.",
        f"Ask whoever runs the proxy to allow {host}, or list it in NO_PROXY if it needs no proxy."
        f" To use another proxy, change {setting}.",
    )


def not_http(named: str, setting: str) -> tuple[str, str]:
    """What answers is no HTTP proxy."""
    return (
        f"{named} broke off, or does not speak HTTP.",
        f"Check the port in {setting}; a SOCKS proxy needs socks5h:// in front.",
    )


def not_socks(named: str, setting: str) -> tuple[str, str]:
    """What answers is no SOCKS proxy."""
    return (
        f"{named} broke off, or does not speak SOCKS 5.",
        f"Check the port in {setting}; an HTTP proxy needs http:// in front.",
    )


def no_tls(named: str, setting: str) -> tuple[str, str]:
    """An https:// proxy without TLS."""
    return (
        f"{named} does not make a secure connection (TLS).",
        f"If it is a plain HTTP proxy, which most are, write http:// instead of https:// in {setting}.",
    )


def host(name: str, setting: str) -> str:
    """A proxy's host, inside a sentence."""
    return f"the proxy {name} (in {setting})"


def named(setting: str, value: str, *, assumes_http: bool) -> str:
    """A proxy at the start of a sentence."""
    assumed = "; no scheme, so http:// is assumed" if assumes_http else ""
    return f"The proxy in {setting} ({value}{assumed})"


def _inside(named: str) -> str:
    return named[0].lower() + named[1:]
