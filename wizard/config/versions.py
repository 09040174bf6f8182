"""Read the earlier versions of the configuration file. `wizard.config.backups` keeps them."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from wizard.config.document import Document, parse
from wizard.config.errors import ConfigError
from wizard.config.json_file import read_text
from wizard.config.json_object import InvalidContent
from wizard.config.paths import BACKUP_INFIX, is_link, own_file


class Version(NamedTuple):
    """An earlier content of the file."""

    replaced_at: datetime
    """When it was replaced by another content, in UTC."""
    document: Document


def versions(path: Path, now: Document) -> list[Version]:
    """Give the versions that differ from `now`, newest first, without those that can't be read."""
    found = []
    for file in reversed([*files_at_target(path), *version_files(own_file(path))]):
        try:
            document = parse(read_text(file), file)
            replaced_at = datetime.fromtimestamp(file.stat().st_mtime, UTC)
        except (OSError, InvalidContent, ConfigError):
            continue
        if document.raw != now.raw:
            found.append(Version(replaced_at, document))
    return found


def files_at_target(path: Path) -> list[Path]:
    """Give the files of versions beside the target of the link `path`; none if it isn't a link."""
    return version_files(Path(os.path.realpath(path))) if is_link(path) else []


def version_files(path: Path) -> list[Path]:
    """Give the files of versions beside `path` that are named after it, oldest first."""
    start = path.stem + BACKUP_INFIX
    files = [file for file in path.parent.glob("*.json") if file.name.startswith(start)]
    return sorted(filter(version_number, files), key=version_number)


def version_number(file: Path) -> int:
    """Give the number in the name of a version's file; 0 if there is none."""
    digits = file.stem.rpartition(BACKUP_INFIX)[2]
    return int(digits) if digits.isascii() and digits.isdigit() else 0
