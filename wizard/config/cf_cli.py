"""Add a profile to the credentials file of the official `cf` command, leaving the rest of it alone.

The format isn't published; this is what version 1 of that command reads. Hence experimental.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from wizard.config.atomic_write import write_atomically
from wizard.config.errors import ConfigError, NoHome, NotReadable
from wizard.config.json_file import InvalidContent, parse_json, read_text
from wizard.config.locking import exclusive_access
from wizard.config.paths import home_folder
from wizard.config.permissions import repair_permissions
from wizard.config.profile import Profile
from wizard.support.secret import Token

_BASE_DOMAIN = "myclickfunnels.com"


class BadCredentials(ConfigError):
    """The other tool's file isn't valid, so it is not overwritten."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(
            f"The file {path} of the cf command cannot be used: {problem}.",
            "Nothing was changed. Correct it, or move it away.",
        )


def credentials_path(environ: Mapping[str, str] = os.environ) -> Path:
    """Give the path of the `cf` command's credentials, the same on every system. Raises `NoHome`."""
    if folder := environ.get("CF_CLI_CONFIG_DIR"):
        return Path(folder).absolute() / "credentials.json"
    if base := environ.get("XDG_CONFIG_HOME"):
        return Path(base) / "cf" / "credentials.json"
    if home := home_folder():
        return home / ".config" / "cf" / "credentials.json"
    raise NoHome(
        "The cf command keeps its credentials in the home folder: HOME is not set to an absolute path.",
        "Set HOME, or name another folder with CF_CLI_CONFIG_DIR.",
    )


def export(path: Path, profile: Profile, token: Token) -> tuple[str, ...]:
    """Add the profile to the credentials in `path` or update its entry; say which permissions were repaired.

    Raises `BadCredentials`, `NotReadable`, `NotWritable` or `Locked`.
    """
    entry = _entry(profile, token)
    with exclusive_access(path) as target:
        content = _read(path)
        accounts: list[Any] = content["accounts"]
        for index, account in enumerate(accounts):
            if _is_same(account, entry):
                accounts[index] = {**account, **entry}
                break
        else:
            accounts.append(entry)
        notes = repair_permissions(path)
        write_atomically(target, json.dumps(content, indent=2, ensure_ascii=False) + "\n")
    return notes


def _entry(profile: Profile, token: Token) -> dict[str, Any]:
    workspace = profile.workspace
    return {
        "subdomain": workspace.subdomain,
        "workspace_id": workspace.id,
        "access_token": token.reveal(),
        "public_id": workspace.public_id,
        "name": workspace.name,
        **_address(profile),
    }


def _address(profile: Profile) -> dict[str, str]:
    """The domain below which the workspace's subdomain is, unless it's the usual one, or else the address."""
    url = urlsplit(profile.api_url)
    subdomain, _, domain = (url.hostname or "").partition(".")
    if subdomain != profile.workspace.subdomain.lower() or url.scheme != "https" or url.port:
        return {"api_base_url": profile.api_url}
    return {} if domain == _BASE_DOMAIN else {"host": domain}


def _is_same(account: object, entry: Mapping[str, Any]) -> bool:
    if not isinstance(account, dict):
        return False
    if any((account.get(key) or None) != entry.get(key) for key in ("host", "api_base_url")):
        return False
    return bool(account.get("workspace_id") == entry["workspace_id"])


def _read(path: Path) -> dict[str, Any]:
    try:
        content = parse_json(read_text(path))
    except FileNotFoundError:
        return {"accounts": []}
    except OSError as error:
        raise NotReadable(path, error) from error
    except InvalidContent as error:
        raise BadCredentials(path, str(error)) from None
    if not isinstance(content, dict) or not isinstance(content.setdefault("accounts", []), list):
        raise BadCredentials(path, "it doesn't have the expected structure")
    return content
