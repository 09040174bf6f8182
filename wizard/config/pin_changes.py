"""Pin a directory to a workspace, and unpin it: write and delete its `.clickfunnels.json`."""

from __future__ import annotations

import json
from pathlib import Path

from wizard.config.atomic_write import write_atomically
from wizard.config.locking import exclusive_access
from wizard.config.paths import PIN_NAME
from wizard.config.pin import PIN_VERSION, read_pin

_MODE = 0o644


def write_pin(folder: Path, team_id: int, workspace_id: int) -> Path:
    """Pin `folder` to a workspace and give the file's path. Raises `BadPin`, `NotWritable` or `Locked`."""
    path = folder / PIN_NAME
    read_pin(folder)  # a file that isn't ours is not overwritten
    content = {"version": PIN_VERSION, "team_id": team_id, "workspace_id": workspace_id}
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
