"""The directory file `.clickfunnels.json`: which workspace a project uses. It contains no secret."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from wizard.config.atomic_write import write_atomically
from wizard.config.errors import BadPin, NotReadable
from wizard.config.json_file import parse_json, read_text
from wizard.config.json_object import InvalidContent, JsonObject
from wizard.config.locking import exclusive_access
from wizard.config.paths import PIN_NAME, pinned_folder

_MODE = 0o644
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Pin:
    """The workspace that a directory, and everything below it, uses."""

    path: Path
    team_id: int
    workspace_id: int


def find_pin(folder: Path | None = None) -> Pin | None:
    """Give the pin of `folder` (by default the current one) or of its nearest parent that has one.

    Raises `BadPin` or `NotReadable`.
    """
    found = pinned_folder(folder)
    return read_pin(found) if found else None


def read_pin(folder: Path) -> Pin | None:
    """Give the pin in `folder` itself. Raises `BadPin` or `NotReadable`."""
    path = folder / PIN_NAME
    try:
        content = JsonObject(parse_json(read_text(path)))
        content.require_version(_VERSION)
        return Pin(path, content.integer("team_id"), content.integer("workspace_id"))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise NotReadable(path, error) from error
    except InvalidContent as error:
        raise BadPin(path, str(error)) from None


def write_pin(folder: Path, team_id: int, workspace_id: int) -> Path:
    """Pin `folder` to a workspace and give the file's path. Raises `BadPin`, `NotWritable` or `Locked`."""
    path = folder / PIN_NAME
    read_pin(folder)  # a file that isn't ours is not overwritten
    content = {"version": _VERSION, "team_id": team_id, "workspace_id": workspace_id}
    with exclusive_access(path) as target:
        write_atomically(target, json.dumps(content, indent=2) + "\n", _MODE)
    return path


def remove_pin(folder: Path) -> Path | None:
    """Delete the pin in `folder` itself and give its path; None if there is none. Raises `BadPin`."""
    pin = read_pin(folder)
    if pin is None:
        return None
    with exclusive_access(pin.path):
        pin.path.unlink()
    return pin.path
