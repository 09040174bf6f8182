"""Read the configuration file and its earlier versions. It takes no lock: files are replaced as a whole."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from wizard.config.document import EMPTY, Document, parse
from wizard.config.errors import ConfigError, Damaged, NothingSaved, NotReadable, UnknownProfile
from wizard.config.json_file import InvalidContent, read_text
from wizard.config.paths import BACKUP_INFIX, is_link, own_file
from wizard.config.profile import Profile


class Version(NamedTuple):
    """An earlier content of the file."""

    replaced_at: datetime
    """When it was replaced by another content, in UTC."""
    document: Document


def read(path: Path) -> Document:
    """Read the file; give an empty document if it doesn't exist.

    Raises `Damaged`, `NewerVersion` or `NotReadable`.
    """
    try:
        return parse(read_text(path), path)
    except FileNotFoundError:
        return EMPTY
    except OSError as error:
        raise NotReadable(path, error) from error
    except InvalidContent as error:
        problem = str(error)
    except Damaged as error:
        problem = error.problem
    raise Damaged(path, problem, has_versions=bool(versions(path, EMPTY)))


def read_saved(path: Path) -> Document:
    """Read a file that has profiles. Raises `NothingSaved` if it has none, and what `read` raises."""
    document = read(path)
    if not document.profiles:
        raise NothingSaved(path)
    return document


def find_profile(document: Document, path: Path, name: str | None = None, named_by: str = "") -> Profile:
    """Give the document's profile with that name, or the current one.

    `path` and `named_by` (the setting that names the profile) are for error messages. Raises
    `NothingSaved` or `UnknownProfile`.
    """
    wanted = document.current if name is None else name
    if wanted is None or not document.profiles:
        raise NothingSaved(path, document.names)
    if wanted not in document.profiles:
        raise UnknownProfile(wanted, document.names, _similar(wanted, document.names), named_by)
    return document.profiles[wanted]


def _similar(name: str, names: tuple[str, ...]) -> list[str]:
    from difflib import get_close_matches  # noqa: PLC0415 - only a wrong name needs it

    by_lower_case = {one.lower(): one for one in names}
    return [by_lower_case[near] for near in get_close_matches(name.lower(), by_lower_case, n=2)]


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
