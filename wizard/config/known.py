"""The last known list of what the saved tokens reach, for when there is no network."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from wizard.api.models import Team, Workspace
from wizard.config.errors import ConfigError
from wizard.config.fields import Fields, Problem
from wizard.config.locking import turn
from wizard.config.paths import KNOWN_NAME, is_link, lock_file, own_file
from wizard.config.text import parse_json, read_text
from wizard.config.writing import remove, replace


@dataclass(frozen=True, slots=True)
class Reached:
    """A workspace that a saved token reaches."""

    team: Team
    workspace: Workspace
    via: str
    """The profile whose token reaches it."""


@dataclass(frozen=True, slots=True)
class Known:
    """The list as it was at one moment."""

    moment: datetime
    """An aware time in UTC."""
    reached: tuple[Reached, ...]


def read_known(path: Path) -> Known | None:
    """Give the list kept beside the configuration file `path`; None where there is none that can be read."""
    try:
        fields = Fields(parse_json(read_text(_file(path))))
        items = fields.raw.get("reached")
        return Known(fields.time("moment"), tuple(_reached(Fields(item)) for item in items or ()))
    except (OSError, TypeError, Problem):
        return None


def write_known(path: Path, reached: Sequence[Reached], moment: datetime) -> None:
    """Keep the list beside the configuration file `path`. A failure is passed over: it is a convenience."""
    items = [_to_json(one) for one in reached]
    text = json.dumps({"moment": f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}", "reached": items})
    try:
        with turn(path, lock_file(path)) as target:
            replace(_file(path), text)
            if is_link(path):
                remove(target.with_name(KNOWN_NAME))  # where it once was kept
    except ConfigError:
        return


def _file(path: Path) -> Path:
    return own_file(path).with_name(KNOWN_NAME)


def _reached(fields: Fields) -> Reached:
    team, workspace = fields.inside("team"), fields.inside("workspace")
    team_id = team.number("id")
    return Reached(
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


def _to_json(reached: Reached) -> dict[str, Any]:
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
