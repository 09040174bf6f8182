"""The directory file `.clickfunnels.json`: which workspace a project uses. It holds no secret."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from wizard.config.errors import BadPin, NotReadable
from wizard.config.json_file import parse_json, read_text
from wizard.config.json_object import InvalidContent, JsonObject
from wizard.config.paths import PIN_NAME, pinned_folder
from wizard.words import config as words

_MODE = 0o644
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Pin:
    """The workspace that a directory, and all below it, uses."""

    path: Path
    team_id: int
    workspace_id: int


def find_pin(folder: Path) -> Pin | None:
    """Give the pin of `folder` or of the nearest folder above it. Raises `BadPin` or `NotReadable`."""
    found = pinned_folder(folder)
    return read_pin(found) if found else None


def read_pin(folder: Path) -> Pin | None:
    """Give the pin in `folder` itself. Raises `BadPin` or `NotReadable`."""
    path = folder / PIN_NAME
    try:
        fields = JsonObject(parse_json(read_text(path)))
        if fields.number("version") != _VERSION:
            raise InvalidContent(words.must_be_version(_VERSION))
        return Pin(path, fields.number("team_id"), fields.number("workspace_id"))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise NotReadable(path, error) from error
    except InvalidContent as problem:
        raise BadPin(path, str(problem)) from None


def write_pin(folder: Path, team_id: int, workspace_id: int) -> Path:
    """Write the pin of `folder` and give its path. Raises `BadPin`, `NotWritable` or `Locked`."""
    from wizard.config.atomic_write import write_atomically  # noqa: PLC0415
    from wizard.config.locking import exclusive_access  # noqa: PLC0415 - most commands only read

    path = folder / PIN_NAME
    read_pin(folder)  # what is not ours is not overwritten
    ids = {"version": _VERSION, "team_id": team_id, "workspace_id": workspace_id}
    with exclusive_access(path) as target:
        write_atomically(target, json.dumps(ids, indent=2) + "\n", _MODE)
    return path


def remove_pin(folder: Path) -> Path | None:
    """Delete the pin in `folder` itself and give its path; None where there is none. Raises `BadPin`."""
    from wizard.config.locking import exclusive_access  # noqa: PLC0415

    pin = read_pin(folder)
    if pin is None:
        return None
    with exclusive_access(pin.path):
        pin.path.unlink()
    return pin.path
