"""Add a profile to the credentials file of the official `cf` command, leaving the rest of it alone.

Source: `internal/config/config.go` in https://github.com/clickfunnels/cli, as of 2026-06. It's that program's
own file, and its format may change. Hence experimental.
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
_PATH = "/api/v2"
_OF_THE_LOGIN = ("host", "api_base_url", "client_id", "token_type", "scope")
"""Keys about the token and the address that the entry had before."""


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
        same = [account for account in content["accounts"] if _is_same(account, entry)]
        others = [account for account in content["accounts"] if account not in same]
        kept = {key: value for key, value in same[0].items() if key not in _OF_THE_LOGIN} if same else {}
        content["accounts"] = [*others, {**kept, **entry}]
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
    """Where the workspace is: nothing if that's usual, another domain below which it is, or the address."""
    url = urlsplit(profile.api_url)
    domain = (url.hostname or "").partition(".")[2]
    if profile.api_url != f"https://{profile.workspace.subdomain.lower()}.{domain}{_PATH}":
        return {"api_base_url": profile.api_url}
    return {} if domain == _BASE_DOMAIN else {"host": domain}


def _is_same(account: object, entry: Mapping[str, Any]) -> bool:
    """Whether it's the same workspace. With two entries for one, `cf` can't tell which one is meant."""
    return isinstance(account, dict) and bool(account.get("workspace_id") == entry["workspace_id"])


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
