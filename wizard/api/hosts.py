"""The hosts of the API, which are the only ones that may get the token."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import SplitResult, urlsplit

from wizard.api.errors import BadAddress

_NOT_AN_ADDRESS = "it isn't a web address"

PUBLIC_TEMPLATE = "https://{subdomain}.myclickfunnels.com/api/v2"
"""ClickFunnels itself. Source: ``servers`` in the public API description, and the Getting Started guide."""

VARIABLE = "CLICKFUNNELS_URL"
"""The environment variable for another template; without ``{subdomain}`` one host serves everything."""

_PLACEHOLDER = "{subdomain}"
_SECOND_LEVELS = "ac|com?|edu|go[bv]?|id|ind|mil|net?|nom|org?|plc|sch"
"""Labels under which countries sell domains, as in ``co.uk``."""
_DNS_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"


class Hosts:
    """The base URLs that a template stands for.

    Raises `BadAddress` for a template that could leak the token: other schemes, plain HTTP beyond loopback,
    user names, queries, or a placeholder where a subdomain could choose the domain.
    """

    def __init__(self, template: str = PUBLIC_TEMPLATE) -> None:
        self.template = template.strip().rstrip("/")
        problem = _problem(self.template)
        if problem:
            raise BadAddress(
                f"{VARIABLE} can't be used: {problem}.",
                f"Write it like {PUBLIC_TEMPLATE}, or http://127.0.0.1:4010 for a server on this machine.",
            )

    @classmethod
    def saved(cls, accounts_url: str, api_url: str, subdomain: str, template: str | None) -> Hosts:
        """Give the hosts of a saved profile, so that its token goes where it was meant to go.

        Without a saved template, it's derived from the addresses: they're the same, or the subdomain comes
        first in the host. Raises `BadAddress` if they don't belong together or aren't safe.
        """
        is_same = accounts_url == api_url
        derived = accounts_url if is_same else accounts_url.replace("://accounts.", f"://{_PLACEHOLDER}.", 1)
        try:
            hosts = cls(template or derived)
            if (hosts.accounts, hosts.workspace(subdomain)) == (accounts_url, api_url):
                return hosts
        except BadAddress:
            pass
        raise BadAddress(
            f"The addresses saved for this profile can't be used: {accounts_url} and {api_url}.",
            "Nothing was sent. Save the profile again with `cfw setup`.",
        )

    @property
    def to_save(self) -> str | None:
        """The template to save with a profile; None if it can be derived from the addresses."""
        return self.template if _PLACEHOLDER in self.template and self.template != PUBLIC_TEMPLATE else None

    @property
    def accounts(self) -> str:
        """The base URL for teams, and for the workspaces of a team."""
        return self.template.replace(_PLACEHOLDER, "accounts")

    def workspace(self, subdomain: str) -> str:
        """The base URL for everything in a workspace.

        Raises `BadAddress` if the subdomain isn't a valid DNS label (RFC 1123 section 2.1).
        """
        if _PLACEHOLDER not in self.template:
            return self.template
        if not re.fullmatch(_DNS_LABEL, subdomain):
            shown = f"“{subdomain}”" if subdomain else "(empty)"
            raise BadAddress(
                f"The workspace's subdomain {shown} isn't a host name, so the token was not sent.",
                "Look up the workspace in the dashboard, or choose another one.",
            )
        return self.template.replace(_PLACEHOLDER, subdomain.lower())

    def dashboard(self, subdomain: str) -> str | None:
        """The base URL of a workspace's dashboard; None if the API isn't ClickFunnels' own."""
        if self.template != PUBLIC_TEMPLATE:
            return None
        return self.workspace(subdomain).removesuffix("/api/v2") + "/account"


def _problem(template: str) -> str | None:
    try:
        parts = urlsplit(template.replace(_PLACEHOLDER, "accounts"))
        port_is_fine = parts.port is None or parts.port > 0
    except ValueError:
        return _NOT_AN_ADDRESS
    if parts.scheme not in ("https", "http") or not parts.hostname or not port_is_fine:
        return _NOT_AN_ADDRESS
    return _risk(template, parts)


def _risk(template: str, parts: SplitResult) -> str | None:
    if parts.username is not None or parts.password is not None:
        return "it must not include a user name or a password"
    if parts.query or parts.fragment or "?" in template or "#" in template:
        return "it must end with the path, without ? or #"
    if not all("!" <= character <= "~" and character != "\\" for character in template):
        return "it contains spaces or other characters that addresses can't have"
    if parts.scheme == "http" and not is_loopback(parts.hostname or ""):
        return "plain http would show the token to the network; use https"
    if re.search(r"[{}]", template.replace(_PLACEHOLDER, "")):
        return "{subdomain} is the only placeholder"
    authority = template.split("://", 1)[1].split("/", 1)[0]
    if _PLACEHOLDER in authority and not _is_below_domain(authority):
        return (
            "{subdomain} must be a separate part of the host, left of the domain; otherwise a workspace's"
            " name could choose who gets the token"
        )
    return None


def _is_below_domain(authority: str) -> bool:
    """Whether the placeholder is a whole label of the host, to the left of the registered domain."""
    labels = authority.partition(":")[0].lower().rstrip(".").split(".")
    if labels.count(_PLACEHOLDER) != 1 or authority.count(_PLACEHOLDER) != 1:
        return False
    *_, second, last = ["", *labels]
    if re.fullmatch(r"\d+|0x[0-9a-f]*", last):  # the end of an IPv4 address
        return False
    is_country = len(last) == 2 and re.fullmatch(_SECOND_LEVELS, second)
    registered = 1 if last == "localhost" else 3 if is_country else 2
    return labels.index(_PLACEHOLDER) < len(labels) - registered


def origin_of(base: str) -> str:
    """Give the URL of the host of `base`, without the path."""
    parts = urlsplit(base)
    return f"{parts.scheme}://{parts.netloc}/"


def is_localhost(host: str) -> bool:
    """Whether `host` is a name of this machine (RFC 6761 section 6.3)."""
    return f".{host.lower()}".rstrip(".").endswith(".localhost")


def is_loopback(host: str) -> bool:
    """Whether requests to `host` stay on this machine, so that no proxy is used."""
    if is_localhost(host):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
