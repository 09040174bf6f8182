"""The last known list of what the saved tokens reach, for when there is no network."""

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
    """A workspace that a saved token reaches."""

    team: Team
    workspace: Workspace
    via: str
    """The profile whose token reaches it."""


@dataclass(frozen=True, slots=True)
class CachedWorkspaces:
    """The list as it was at one moment."""

    moment: datetime
    """An aware time in UTC."""
    reached: tuple[AccessibleWorkspace, ...]


def read_workspace_cache(path: Path) -> CachedWorkspaces | None:
    """Give the list kept beside the configuration file `path`; None where there is none that can be read."""
    try:
        fields = JsonObject(parse_json(read_text(_file(path))))
        items = fields.raw.get("reached")
        return CachedWorkspaces(
            fields.time("moment"), tuple(_reached(JsonObject(item)) for item in items or ())
        )
    except (OSError, TypeError, InvalidContent):
        return None


def write_workspace_cache(path: Path, reached: Sequence[AccessibleWorkspace], moment: datetime) -> None:
    """Keep the list beside the configuration file `path`. A failure is passed over: it is a convenience."""
    items = [_to_json(one) for one in reached]
    text = json.dumps({"moment": f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}", "reached": items})
    try:
        with exclusive_access(path, lock_file(path)) as target:
            write_atomically(_file(path), text)
            if is_link(path):
                remove_file(target.with_name(CACHE_NAME))  # where it once was kept
    except ConfigError:
        return


def _file(path: Path) -> Path:
    return own_file(path).with_name(CACHE_NAME)


def _reached(fields: JsonObject) -> AccessibleWorkspace:
    team, workspace = fields.inside("team"), fields.inside("workspace")
    team_id = team.number("id")
    return AccessibleWorkspace(
        Team(team_id, team.text("name"), team.text_or_none("public_id")),
        Workspace(
            workspace.number("id"),
            workspace.text("name"),
            workspace.text("subdomain"),
            workspace.text_or_none("public_id"),
            team_id,
        ),
        fields.text("via"),
    )


def _to_json(reached: AccessibleWorkspace) -> dict[str, Any]:
    team, workspace = reached.team, reached.workspace
    return {
        "team": {"id": team.id, "name": team.name, "public_id": team.public_id},
        "workspace": {
            "id": workspace.id,
            "name": workspace.name,
            "subdomain": workspace.subdomain,
            "public_id": workspace.public_id,
        },
        "via": reached.via,
    }
