"""Keep the last versions of the configuration file in our own folder, so that they can be restored."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from wizard.config.atomic_write import move_file, remove_file, write_atomically
from wizard.config.document import Document, dump
from wizard.config.json_file import InvalidContent, read_object
from wizard.config.paths import BACKUP_INFIX, default_path, is_link, own_file
from wizard.config.reading import files_at_target, version_files, version_number

MAX_VERSIONS = 10


def keep_version(path: Path, before: Document) -> None:
    """Keep `before`, which is about to be replaced in `path`. The caller holds the lock.

    Raises `OSError`; no version is ever half written.
    """
    files = version_files(own_file(path))
    write_atomically(_file(path, _next_number(files)), dump(before))
    for old in files[: max(0, len(files) + 1 - MAX_VERSIONS)]:
        remove_file(old)


def gather_versions(path: Path) -> None:
    """Move versions that earlier releases kept beside the target of the link `path` into our own folder.

    The caller holds the lock. Raises `OSError`.
    """
    if not is_link(path):
        return
    elsewhere = files_at_target(path)
    if elsewhere:
        files = sorted([*elsewhere, *version_files(own_file(path))], key=lambda file: file.stat().st_mtime_ns)
        number = _next_number(files)
        for index, file in reversed(list(enumerate(files))):  # so that the order is right at any moment
            move_file(file, _file(path, number + index))
    remove_file(Path(f"{os.path.realpath(path)}.lock"))


def remove_forgotten_tokens(path: Path, after: Document) -> None:
    """Remove tokens that are no longer in `after` from all versions of `path`. Raises `OSError`.

    Those are the tokens of profiles that were removed, or whose token is now kept elsewhere.
    """
    current = _tokens(after.raw)
    files = version_files(own_file(path))
    default = default_path()
    if default and default != path and os.path.realpath(default) == os.path.realpath(path):
        files += version_files(own_file(default))  # versions made through the default link to the same file
    for file in files:
        _remove_tokens(file, current)


def _file(path: Path, number: int) -> Path:
    own = own_file(path)
    return own.with_name(f"{own.stem}{BACKUP_INFIX}{number}.json")


def _next_number(files: Iterable[Path]) -> int:
    return max(map(version_number, files), default=0) + 1


def _tokens(raw: Mapping[str, Any]) -> dict[str, str]:
    """The tokens in the file, by profile."""
    entries = raw.get("profiles")
    return {
        name: entry["token"]
        for name, entry in (entries.items() if isinstance(entries, dict) else ())
        if isinstance(entry, dict) and isinstance(entry.get("token"), str)
    }


def _remove_tokens(file: Path, current: Mapping[str, str]) -> None:
    """Remove tokens from a version unless their profile, or any other, still has one in `current`.

    A version that can't be read is deleted: nobody knows what it contains.
    """
    try:
        raw = read_object(file).raw
    except (OSError, InvalidContent):
        remove_file(file)
        return
    forgotten = [
        name for name, token in _tokens(raw).items() if name not in current and token not in current.values()
    ]
    if not forgotten:
        return
    entries = raw["profiles"]
    cleaned = {
        **raw,
        "profiles": {**entries, **{name: {**entries[name], "token": None} for name in forgotten}},
    }
    stat = file.stat()
    write_atomically(file, json.dumps(cleaned, ensure_ascii=False, indent=2) + "\n")
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
