"""What `cfw doctor` says: the links of the chain, and how each of them is."""

from __future__ import annotations

TYPE_CHECKING = False  # as typing has it, whose import is slow
if TYPE_CHECKING:
    pass

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


FOR_YOU_ONLY = "only you can read it"


def schema(profiles: int) -> str:
    """The file can be read, and how much it holds."""
    return f"format 1, {'1 profile' if profiles == 1 else f'{profiles} profiles'}"


def answers(host: str | None) -> str:
    """The host can be reached."""
    return f"{host} answers"
