"""The directory file `.clickfunnels.json`: which workspace a project uses. It holds no secret."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from wizard.config.errors import BadPin, NotReadable
from wizard.config.fields import Fields, Problem
from wizard.config.paths import PIN_NAME, pinned_folder
from wizard.config.text import parse_json, read_text
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
        fields = Fields(parse_json(read_text(path)))
        if fields.number("version") != _VERSION:
            raise Problem(words.must_be_version(_VERSION))
        return Pin(path, fields.number("team_id"), fields.number("workspace_id"))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise NotReadable(path, error) from error
    except Problem as problem:
        raise BadPin(path, str(problem)) from None


def write_pin(folder: Path, team_id: int, workspace_id: int) -> Path:
    """Write the pin of `folder` and give its path. Raises `BadPin`, `NotWritable` or `Locked`."""
    from wizard.config.locking import turn  # noqa: PLC0415 - most commands only read
    from wizard.config.writing import replace  # noqa: PLC0415

    path = folder / PIN_NAME
    read_pin(folder)  # what is not ours is not overwritten
    ids = {"version": _VERSION, "team_id": team_id, "workspace_id": workspace_id}
    with turn(path) as target:
        replace(target, json.dumps(ids, indent=2) + "\n", _MODE)
    return path


def remove_pin(folder: Path) -> Path | None:
    """Delete the pin in `folder` itself and give its path; None where there is none. Raises `BadPin`."""
    from wizard.config.locking import turn  # noqa: PLC0415

    pin = read_pin(folder)
    if pin is None:
        return None
    with turn(pin.path):
        pin.path.unlink()
    return pin.path
