"""The last versions of the configuration file, kept in our own folder, to be brought back."""

from __future__ import annotations

import glob
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from wizard.config.atomic_write import move_file, remove_file, write_atomically
from wizard.config.document import Document, dump, parse
from wizard.config.errors import ConfigError
from wizard.config.json_file import parse_json, read_text
from wizard.config.json_object import InvalidContent, JsonObject
from wizard.config.paths import BACKUP_INFIX, default_path, is_link, own_file

MAX_VERSIONS = 10
"""Versions, at most."""


@dataclass(frozen=True, slots=True)
class Version:
    """The file's content as it once was."""

    replaced_at: datetime
    """When another content took its place, an aware time in UTC."""
    document: Document


def keep_version(path: Path, before: Document) -> None:
    """Keep `before`, which is about to be replaced in `path`, whose lock the caller holds.

    Raises `OSError`; what it leaves behind is whole at any moment.
    """
    kept = _files(own_file(path))
    write_atomically(_file(path, _next_number(kept)), dump(before))
    for old in kept[: max(0, len(kept) + 1 - MAX_VERSIONS)]:
        remove_file(old)


def gather_versions(path: Path) -> None:
    """Move versions into our own folder from beside what the link `path` leads to, where they once were kept.

    The caller holds the lock. Raises `OSError`.
    """
    if not is_link(path):
        return
    elsewhere = _elsewhere(path)
    if elsewhere:
        files = sorted([*elsewhere, *_files(own_file(path))], key=lambda file: file.stat().st_mtime_ns)
        number = _next_number(files)
        for place, file in reversed(list(enumerate(files))):  # so that the order is right at any moment
            move_file(file, _file(path, number + place))
    remove_file(Path(f"{os.path.realpath(path)}.lock"))


def remove_forgotten_tokens(path: Path, after: Document) -> None:
    """Take tokens that are not in `after` any more out of all versions of `path`: forgotten is forgotten.

    That is the token of a profile that it does not have, or whose token it keeps elsewhere. Raises `OSError`.
    """
    held = _tokens(after.raw)
    files = _files(own_file(path))
    usual = default_path()
    if usual and usual != path and os.path.realpath(usual) == os.path.realpath(path):
        files += _files(own_file(usual))  # what was made through the usual link to the same file
    for file in files:
        _take_tokens_out(file, held)


def versions(path: Path, now: Document) -> list[Version]:
    """Give the versions that differ from `now`, the last one first; one that cannot be read is left out."""
    found = []
    for kept in reversed([*_elsewhere(path), *_files(own_file(path))]):
        try:
            document = parse(read_text(kept), kept)
            moment = datetime.fromtimestamp(kept.stat().st_mtime, UTC)
        except (OSError, InvalidContent, ConfigError):
            continue
        if document.raw != now.raw:
            found.append(Version(moment, document))
    return found


def _elsewhere(path: Path) -> list[Path]:
    """The files of versions that are beside what the link `path` leads to; none where it is no link."""
    return _files(Path(os.path.realpath(path))) if is_link(path) else []


def _files(path: Path) -> list[Path]:
    """The files of the versions that are beside `path` and named after it, the oldest first."""
    names = f"{glob.escape(path.stem + BACKUP_INFIX)}*.json"
    return sorted((file for file in path.parent.glob(names) if _number(file)), key=_number)


def _file(path: Path, number: int) -> Path:
    own = own_file(path)
    return own.with_name(f"{own.stem}{BACKUP_INFIX}{number}.json")


def _next_number(files: Iterable[Path]) -> int:
    return max(map(_number, files), default=0) + 1


def _number(path: Path) -> int:
    digits = path.stem.rpartition(BACKUP_INFIX)[2]
    return int(digits) if digits.isascii() and digits.isdigit() else 0


def _tokens(raw: Mapping[str, Any]) -> dict[str, str]:
    """The tokens that stand in the file, by profile."""
    entries = raw.get("profiles")
    return {
        name: entry["token"]
        for name, entry in (entries.items() if isinstance(entries, dict) else ())
        if isinstance(entry, dict) and isinstance(entry.get("token"), str)
    }


def _without_tokens(raw: Mapping[str, Any], held: Mapping[str, str]) -> dict[str, Any]:
    """Give `raw` without the tokens of profiles that have none in `held`, whose values are nowhere in it."""
    gone = {name for name, token in _tokens(raw).items() if name not in held and token not in held.values()}
    entries = {
        name: {**entry, "token": None} if name in gone else entry
        for name, entry in raw.get("profiles", {}).items()
    }
    return {**raw, "profiles": entries}


def _take_tokens_out(path: Path, held: Mapping[str, str]) -> None:
    """Mend a version, or delete one that cannot be read: nobody knows what is in it."""
    try:
        raw = JsonObject(parse_json(read_text(path))).raw
    except (OSError, InvalidContent):
        remove_file(path)
        return
    without = _without_tokens(raw, held) if _tokens(raw) else raw
    if without != raw:
        stat = path.stat()
        write_atomically(path, json.dumps(without, ensure_ascii=False, indent=2) + "\n")
        os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
