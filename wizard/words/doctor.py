"""What `cfw doctor` says: the links of the chain, and how each of them is."""

from __future__ import annotations

TYPE_CHECKING = False  # as typing has it, whose import is slow
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

FILE = "file"
RIGHTS = "permissions"
SCHEMA = "schema"
PROFILE = "profile"
TOKEN_SOURCE = "token source"
DNS = "DNS"
PROXY = "proxy"
CONNECTION = "connection"
TLS = "TLS"
CLOCK = "clock"
ACCOUNTS_HOST = "accounts host"
TOKEN = "token"
TEAM = "team"
WORKSPACE = "workspace"
WORKSPACE_HOST = "workspace host"
CONTACTS = "contacts"

NOT_LOOKED_AT = "skipped"

PERMISSIONS_UNKNOWN = "the system doesn’t say who can open the file and its folder"
FOR_YOU_ONLY = "only you can read it"

TOKEN_SOURCES = {
    "environment": "CLICKFUNNELS_API_TOKEN, which wins over a saved one",
    "file": "the configuration file",
    "keyring": "the system’s keyring",
}

PROXY_LOOKS_UP = "the proxy looks up names"
PLAIN_HTTP = "plain http, on this machine only"
NO_CLOCK = "the host did not say what time it is"
CLOCK_RIGHT = "right"
ACCEPTED = "accepted"
NOTHING_SAVED = "nothing is saved yet"
TOKEN_ALONE = "CLICKFUNNELS_API_TOKEN"

A_TOKEN = "[token]"
AN_EMAIL = "[email]"
HIDDEN = "[hidden]"
"""What stands in the report instead of what looks like a token."""


def open_to(names: Iterable[str]) -> str:
    """Other users can open the file or its folder."""
    return f"{', '.join(names)} can open the file or its folder; saving with `cfw` repairs that."


def no_file(path: Path) -> str:
    """There is no configuration yet."""
    return f"{path} isn't there yet. Run `cfw` to create it."


def cannot_be_created(path: Path, folder: Path, reason: str) -> str:
    """There is no configuration, and none can be saved."""
    return f"{path} isn't there yet, and {folder} can't be written to: {reason}."


def cannot_be_saved(folder: Path) -> str:
    """The configuration can be read, but not changed."""
    return f"The folder {folder} can't be written to, so nothing can be saved there."


def belongs_to(owner: str, *, is_folder: bool) -> str:
    """Somebody else owns the file or its folder, and can read it whatever its permissions."""
    return f"The {'folder' if is_folder else 'file'} belongs to {owner}, not to you."


def schema(profiles: int) -> str:
    """The file can be read, and how much it holds."""
    return f"format 1, {'1 profile' if profiles == 1 else f'{profiles} profiles'}"


def no_profile(token_from: str) -> str:
    """No profile is used: an option names the workspace, or nothing is saved."""
    return f"not used, because of {token_from}" if token_from.startswith("--") else NOTHING_SAVED


def chosen(profile: str, chosen_by: str) -> str:
    """The profile, and what chose it: the configuration, or an option, a variable or a file by its name."""
    return f"{profile}, chosen by {'the configuration' if chosen_by == 'current' else chosen_by}"


def proxy(setting: str, value: str, *, assumes_http: bool) -> str:
    """The proxy, and why it is used."""
    assumed = "; no scheme, so http:// is assumed" if assumes_http else ""
    return f"{value}, from {setting}{assumed}"


def this_machine(host: str) -> str:
    """A name that needs no look-up."""
    return f"{host} is always this machine"


def connected(host: str | None, address: str | None) -> str:
    """A connection, and the address at its other end."""
    return f"connected to {host}{f' ({address})' if address and address != host else ''}"


def clock_wrong(ours: str, theirs: str) -> str:
    """This machine's clock differs from ClickFunnels'."""
    return f"This machine says {ours}, ClickFunnels {theirs}. Set this machine's clock."


def addresses(host: str | None, count: int) -> str:
    """The host's name is known."""
    return f"{host}: {'1 address' if count == 1 else f'{count} addresses'}"


def trusted(version: str, issuer: str | None, variables: Sequence[str]) -> str:
    """The certificate is trusted; TLS's version, who issued it, and what replaces the system's store."""
    by = f", issued by “{issuer}”" if issuer else ""
    instead = f" ({' and '.join(variables)} instead of the system's certificates)" if variables else ""
    return f"trusted, {version}{by}{instead}"


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
