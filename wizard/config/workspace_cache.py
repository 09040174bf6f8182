"""Cache the list of workspaces that the saved tokens can access, for use without a network."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from wizard.api.models import Team, Workspace
from wizard.config.atomic_write import remove_file, write_atomically
from wizard.config.errors import ConfigError
from wizard.config.json_file import InvalidContent, JsonObject, read_object
from wizard.config.locking import exclusive_access
from wizard.config.paths import CACHE_NAME, is_link, lock_file, own_file
from wizard.config.profile import place_from_json, place_to_json, time_to_json


class AccessibleWorkspace(NamedTuple):
    """A workspace that a saved token can access."""

    team: Team
    workspace: Workspace
    via: str
    """The profile whose token can access it."""


class CachedWorkspaces(NamedTuple):
    """The list as it was when it was last fetched."""

    fetched_at: datetime
    """In UTC."""
    workspaces: tuple[AccessibleWorkspace, ...]


def read_workspace_cache(path: Path) -> CachedWorkspaces | None:
    """Give the list cached beside the configuration file `path`; None if there is none that can be read."""
    try:
        content = read_object(_file(path))
        items = content.raw.get("reached")
        return CachedWorkspaces(
            content.time("moment"), tuple(_from_json(JsonObject(item)) for item in items or ())
        )
    except (OSError, TypeError, InvalidContent):
        return None


def write_workspace_cache(
    path: Path, workspaces: Sequence[AccessibleWorkspace], fetched_at: datetime
) -> None:
    """Cache the list beside the configuration file `path`. Ignores failures: it is only a convenience."""
    content = {
        "moment": time_to_json(fetched_at),
        "reached": [{**place_to_json(one.team, one.workspace), "via": one.via} for one in workspaces],
    }
    try:
        with exclusive_access(path, lock_file(path)) as target:
            write_atomically(_file(path), json.dumps(content))
            if is_link(path):
                remove_file(target.with_name(CACHE_NAME))  # where earlier versions put it
    except ConfigError:
        return


def _file(path: Path) -> Path:
    return own_file(path).with_name(CACHE_NAME)


def _from_json(item: JsonObject) -> AccessibleWorkspace:
    return AccessibleWorkspace(*place_from_json(item), item.text("via"))
