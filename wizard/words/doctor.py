"""What `cfw doctor` says: the links of the chain, and how each of them is."""

from __future__ import annotations

TYPE_CHECKING = False  # as typing has it, whose import is slow
if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

FILE = "file"
RIGHTS = "rights"
SCHEMA = "schema"
PROFILE = "profile"
TOKEN_SOURCE = "token source"
DNS = "DNS"
PROXY = "proxy"
CERTIFICATE = "certificate"
ACCOUNTS_HOST = "accounts host"
TOKEN = "token"
TEAM = "team"
WORKSPACE = "workspace"
WORKSPACE_HOST = "workspace host"
CONTACTS = "contacts"

NOT_LOOKED_AT = "not looked at"

PERMISSIONS_UNKNOWN = "the system doesn’t say who can open the file and its folder"
FOR_YOU_ONLY = "for you only"

TOKEN_SOURCES = {
    "environment": "CLICKFUNNELS_API_TOKEN, which wins over a saved one",
    "file": "the configuration file",
    "keyring": "the system’s keyring",
}

NO_PROXY = "none"
PROXY_LOOKS_UP = "the proxy looks names up"
PLAIN_HTTP = "plain http, on this machine only"
BEHIND_PROXY = "behind a proxy; the requests below check it"
ACCEPTED = "accepted"

A_TOKEN = "[token]"
AN_EMAIL = "[email]"
HIDDEN = "[hidden]"
"""What stands in the report instead of what looks like a token."""


def open_to(names: Iterable[str]) -> str:
    """Other users can open the file or its folder."""
    return f"{', '.join(names)} can open the file or its folder; saving with `cfw` repairs that."


def no_file(path: Path) -> str:
    """There is no configuration yet."""
    return f"{path} is not there yet. Run `cfw` to make it."


def schema(profiles: int) -> str:
    """The file can be read, and how much it holds."""
    return f"format 1, {'1 profile' if profiles == 1 else f'{profiles} profiles'}"


def chosen(profile: str, chosen_by: str) -> str:
    """The profile, and what chose it: the configuration, or an option, a variable or a file by its name."""
    return f"{profile}, chosen by {'the configuration' if chosen_by == 'current' else chosen_by}"


def proxy(variable: str, address: str) -> str:
    """The proxy, and where it was found."""
    return f"{variable} names {address}"


def addresses(host: str | None, count: int) -> str:
    """The host's name is known."""
    return f"{host}: {'1 address' if count == 1 else f'{count} addresses'}"


def trusted(protocol: str) -> str:
    """The certificate is good, and by which protocol it was shown."""
    return f"trusted, {protocol}"


def answers(host: str | None) -> str:
    """The host can be reached."""
    return f"{host} answers"


def repairs(profile: str) -> str:
    """What to do about a workspace that is not as it was saved."""
    return f"`cfw switch {profile}` repairs the profile."


def on_first_page(contacts: int) -> str:
    """The contacts can be read."""
    return f"{contacts} on the first page"


def written(path: Path) -> str:
    """The report is there, and what is not in it."""
    return f"Written to {path}, without tokens and email addresses."


def settings(names: str) -> str:
    """The variables that are set; their values stay out of the report."""
    return f"settings: {names or 'none'}"
