"""The directory file `.clickfunnels.json`: which workspace a project uses. It contains no secret."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from wizard.config.errors import BadPin, NotReadable
from wizard.config.json_file import InvalidContent, read_object
from wizard.config.paths import PIN_NAME, pinned_folder

PIN_VERSION = 1
"""The format of the file; the only one so far."""


class Pin(NamedTuple):
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
        content = read_object(path)
        content.require_version(PIN_VERSION)
        return Pin(path, content.integer("team_id"), content.integer("workspace_id"))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise NotReadable(path, error) from error
    except InvalidContent as error:
        raise BadPin(path, str(error)) from None
