"""Look at the place of an export before it begins."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from wizard.contacts.export.errors import ExportNotWritten
from wizard.contacts.export.partial_file import count_unfinished, partial_path


class Target(NamedTuple):
    """What is there."""

    exists: bool
    """Whether there is a file that would be replaced."""
    unfinished: int
    """How many contacts of an unfinished export there are beside it."""


def check_place(path: Path) -> None:
    """Raise `ExportNotWritten` if there can't be a file at `path`; also `OSError`."""
    if path.is_dir():
        raise ExportNotWritten(path, "it is a folder")
    folder = partial_path(path).parent
    if not folder.is_dir():
        raise ExportNotWritten(path, f"there is no folder {folder}")


def look_at(path: Path) -> Target:
    """Look at where an export to `path` would go. Raises what `check_place` and `count_unfinished` raise."""
    check_place(path)
    return Target(path.exists(), count_unfinished(path))


def typed_path(text: str) -> Path:
    """Give the path that someone typed, in which ``~`` means the home folder."""
    path = Path(text.strip())
    try:
        return path.expanduser()
    except RuntimeError:  # no such home folder
        return path
