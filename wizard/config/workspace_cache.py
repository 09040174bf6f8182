"""Cache the list of workspaces that the saved tokens can access, for use without a network."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from wizard.api.models import Team, Workspace
from wizard.config.atomic_write import remove_file, write_atomically
from wizard.config.errors import ConfigError
from wizard.config.json_file import parse_json, read_text
from wizard.config.json_object import InvalidContent, JsonObject
from wizard.config.locking import exclusive_access
from wizard.config.paths import CACHE_NAME, is_link, lock_file, own_file


@dataclass(frozen=True, slots=True)
class AccessibleWorkspace:
    """A workspace that a saved token can access."""

    team: Team
    workspace: Workspace
    via: str
    """The profile whose token can access it."""


@dataclass(frozen=True, slots=True)
class CachedWorkspaces:
    """The list as it was when it was last fetched."""

    fetched_at: datetime
    """In UTC."""
    workspaces: tuple[AccessibleWorkspace, ...]


def read_workspace_cache(path: Path) -> CachedWorkspaces | None:
    """Give the list cached beside the configuration file `path`; None if there is none that can be read."""
    try:
        content = JsonObject(parse_json(read_text(_file(path))))
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
        "moment": f"{fetched_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "reached": [_to_json(one) for one in workspaces],
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
    team, workspace = item.object("team"), item.object("workspace")
    team_id = team.integer("id")
    return AccessibleWorkspace(
        Team(team_id, team.text("name"), team.text_or_none("public_id")),
        Workspace(
            workspace.integer("id"),
            workspace.text("name"),
            workspace.text("subdomain"),
            workspace.text_or_none("public_id"),
            team_id,
        ),
        item.text("via"),
    )


def _to_json(item: AccessibleWorkspace) -> dict[str, Any]:
    team, workspace = item.team, item.workspace
    return {
        "team": {"id": team.id, "name": team.name, "public_id": team.public_id},
        "workspace": {
            "id": workspace.id,
            "name": workspace.name,
            "subdomain": workspace.subdomain,
            "public_id": workspace.public_id,
        },
        "via": item.via,
    }
