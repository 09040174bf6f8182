"""Remember the OAuth client registered with each server, so that signing in again registers no other one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from wizard.config.atomic_write import write_atomically
from wizard.config.errors import ConfigError
from wizard.config.json_file import InvalidContent, read_object
from wizard.config.locking import exclusive_access
from wizard.config.paths import OAUTH_CLIENTS_NAME, lock_file, own_file


class OAuthClient(NamedTuple):
    """A client as it was registered. It has no secret."""

    client_id: str
    port: int
    """The port in its redirect address, which the server compares exactly."""


def read_client(path: Path, server: str) -> OAuthClient | None:
    """Give the client registered with `server` (its base URL); `path` is the configuration file's."""
    return _read(path).get(server)


def remember_client(path: Path, server: str, client: OAuthClient | None) -> None:
    """Remember the client registered with `server`, or forget it; ignores failures."""
    try:
        with exclusive_access(path, lock_file(path)):
            clients = _read(path)
            clients.pop(server, None)
            if client:
                clients[server] = client
            write_atomically(
                _file(path), json.dumps({url: one._asdict() for url, one in clients.items()}, indent=2)
            )
    except ConfigError:
        return


def _read(path: Path) -> dict[str, OAuthClient]:
    """What is in the file; nothing if it's missing or can't be used."""
    try:
        content = read_object(_file(path))
        clients = {url: content.object(url) for url in content.raw}
        return {url: OAuthClient(one.text("client_id"), one.integer("port")) for url, one in clients.items()}
    except (OSError, InvalidContent):
        return {}


def _file(path: Path) -> Path:
    return own_file(path).with_name(OAUTH_CLIENTS_NAME)
