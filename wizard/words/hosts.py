"""What is said of addresses to which no token is sent."""

from __future__ import annotations

NO_WEB_ADDRESS = "it is no web address"
CHOOSES_DOMAIN = (
    "in the host, {subdomain} has to be a part of its own, left of the domain, or a workspace's name could"
    " choose who gets the token"
)
OTHER_PLACE = "{subdomain} is the only placeholder"
USER = "a user name or a password does not belong into it"
QUERY = "it must end with the path, without ? or #"
BLANKS = "it holds blanks or letters that no address has"
PLAIN_HTTP = "plain http would show the token to the network; use https"


def unusable(variable: str, fault: str, usual: str) -> tuple[str, str]:
    """An address in the environment, with one of the faults above."""
    return (
        f"{variable} cannot be used: {fault}.",
        f"It looks like {usual}, or http://127.0.0.1:4010 for a server on this machine.",
    )


def unusable_saved(accounts_url: str, api_url: str) -> tuple[str, str]:
    """Addresses of a profile that do not belong together."""
    return (
        f"The addresses saved for this profile cannot be used: {accounts_url} and {api_url}.",
        "Nothing was sent. Save the profile anew with `cfw setup`.",
    )


def no_host_name(subdomain: str) -> tuple[str, str]:
    """A workspace's subdomain, which may be empty."""
    shown = f"“{subdomain}”" if subdomain else "(empty)"
    return (
        f"The workspace's subdomain {shown} is no host name, so the token was not sent.",
        "Look the workspace up in the dashboard, or choose another one.",
    )


def no_web_address(url: str) -> tuple[str, str]:
    """The address of a request that cannot be made."""
    return (
        f"The address {url} is no web address, so the token was not sent.",
        "Check CLICKFUNNELS_URL if you set it, and the subdomain of the workspace.",
    )
