"""Which hosts there are, and so to which hosts the token may go."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urlsplit

from wizard.api.errors import BadAddress

_NO_WEB_ADDRESS = "it is no web address"

PUBLIC_TEMPLATE = "https://{subdomain}.myclickfunnels.com/api/v2"
"""Where ClickFunnels is. Source: the public description's ``servers``, and the Getting Started guide."""

VARIABLE = "CLICKFUNNELS_URL"
"""The environment variable that replaces the template; without ``{subdomain}`` one base serves all."""

_PLACE = "{subdomain}"
_SECOND_LEVELS = "ac|com?|edu|go[bv]?|id|ind|mil|net?|nom|org?|plc|sch"
"""Labels below which a country sells domains, as in ``co.uk``."""
_DNS_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"


class Hosts:
    """The base addresses that a template stands for.

    Raises `BadAddress` for a template that could send the token astray: other schemes, plain HTTP
    beyond loopback, user names, queries, or a place for the subdomain where it could choose the domain.
    """

    def __init__(self, template: str = PUBLIC_TEMPLATE) -> None:
        self.template = template.strip().rstrip("/")
        fault = _fault(self.template)
        if fault:
            raise BadAddress(
                f"{VARIABLE} cannot be used: {fault}.",
                f"It looks like {PUBLIC_TEMPLATE}, or http://127.0.0.1:4010 for a server on this machine.",
            )

    @classmethod
    def saved(cls, accounts_url: str, api_url: str, subdomain: str, template: str | None) -> Hosts:
        """Give the hosts of a saved profile, so that its token goes where it was saved for.

        Without a saved template, the addresses tell it: they are one, or the subdomain comes first in the
        host. Raises `BadAddress` where what is saved does not belong together, or is not safe.
        """
        is_one = accounts_url == api_url
        told = accounts_url if is_one else accounts_url.replace("://accounts.", f"://{_PLACE}.", 1)
        try:
            hosts = cls(template or told)
            if (hosts.accounts, hosts.workspace(subdomain)) == (accounts_url, api_url):
                return hosts
        except BadAddress:
            pass
        raise BadAddress(
            f"The addresses saved for this profile cannot be used: {accounts_url} and {api_url}.",
            "Nothing was sent. Save the profile anew with `cfw setup`.",
        )

    @property
    def to_save(self) -> str | None:
        """The template to save with a profile; None where the addresses tell enough."""
        return self.template if _PLACE in self.template and self.template != PUBLIC_TEMPLATE else None

    @property
    def accounts(self) -> str:
        """The base for teams, and for the workspaces of a team."""
        return self.template.replace(_PLACE, "accounts")

    def workspace(self, subdomain: str) -> str:
        """The base for all that is inside a workspace.

        Raises `BadAddress` where the subdomain is not one valid DNS label (RFC 1123 section 2.1).
        """
        if _PLACE not in self.template:
            return self.template
        if not re.fullmatch(_DNS_LABEL, subdomain):
            raise BadAddress(*_no_host_name(subdomain))
        return self.template.replace(_PLACE, subdomain.lower())

    def dashboard(self, subdomain: str) -> str | None:
        """The base of a workspace's pages for people; None where the API is not ClickFunnels' own."""
        if self.template != PUBLIC_TEMPLATE:
            return None
        return self.workspace(subdomain).removesuffix("/api/v2") + "/account"


def _fault(template: str) -> str | None:
    try:
        parts = urlsplit(template.replace(_PLACE, "accounts"))
        port_is_fine = parts.port is None or parts.port > 0
    except ValueError:
        return _NO_WEB_ADDRESS
    if parts.scheme not in ("https", "http") or not parts.hostname or not port_is_fine:
        return _NO_WEB_ADDRESS
    return _risk(template, parts)


def _risk(template: str, parts: SplitResult) -> str | None:
    if parts.username is not None or parts.password is not None:
        return "a user name or a password does not belong into it"
    if parts.query or parts.fragment or "?" in template or "#" in template:
        return "it must end with the path, without ? or #"
    if not all("!" <= character <= "~" and character != "\\" for character in template):
        return "it holds blanks or letters that no address has"
    if parts.scheme == "http" and not is_loopback(parts.hostname or ""):
        return "plain http would show the token to the network; use https"
    if re.search(r"[{}]", template.replace(_PLACE, "")):
        return "{subdomain} is the only placeholder"
    authority = template.split("://", 1)[1].split("/", 1)[0]
    return (
        (
            "in the host, {subdomain} has to be a part of its own, left of the domain, or a "
            "workspace's name could"
            " choose who gets the token"
        )
        if _PLACE in authority and not _is_below_domain(authority)
        else None
    )


def _is_below_domain(authority: str) -> bool:
    """Whether `_PLACE` is one whole label of the host, and left of those that somebody registers."""
    labels = authority.partition(":")[0].lower().rstrip(".").split(".")
    if labels.count(_PLACE) != 1 or authority.count(_PLACE) != 1:
        return False
    *_, second, last = ["", *labels]
    if re.fullmatch(r"\d+|0x[0-9a-f]*", last):  # the end of an IPv4 address
        return False
    is_country = len(last) == 2 and re.fullmatch(_SECOND_LEVELS, second)
    registered = 1 if last == "localhost" else 3 if is_country else 2
    return labels.index(_PLACE) < len(labels) - registered


def origin_of(base: str) -> str:
    """Give the address of the host of `base` alone."""
    parts = urlsplit(base)
    return f"{parts.scheme}://{parts.netloc}/"


def is_localhost(host: str) -> bool:
    """Whether `host` is a name of this machine, as RFC 6761 section 6.3 has it."""
    return f".{host.lower()}".rstrip(".").endswith(".localhost")


def is_loopback(host: str) -> bool:
    """Whether requests to `host` stay on this machine, where proxies have no say."""
    if is_localhost(host):
        return True
    import ipaddress  # noqa: PLC0415 - the first frame waits for no more than it shows

    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _no_host_name(subdomain: str) -> tuple[str, str]:
    """A workspace's subdomain, which may be empty."""
    shown = f"“{subdomain}”" if subdomain else "(empty)"
    return (
        f"The workspace's subdomain {shown} is no host name, so the token was not sent.",
        "Look the workspace up in the dashboard, or choose another one.",
    )
