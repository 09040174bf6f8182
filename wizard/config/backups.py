"""The last versions of the configuration file, kept beside it, to be brought back."""

from __future__ import annotations

import glob
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from .document import Document, dump, parse
from .errors import ConfigError
from .fields import Fields, Problem
from .paths import BACKUP
from .text import parse_json, read_text
from .writing import remove, replace

KEPT = 10
"""Versions, at most."""


@dataclass(frozen=True, slots=True)
class Version:
    """The file's content as it once was."""

    replaced_at: datetime
    """When another content took its place, an aware time in UTC."""
    document: Document


def keep(target: Path, before: Document) -> None:
    """Keep `before`, which is about to be replaced in `target`, whose lock the caller holds.

    Raises `OSError`; what it leaves behind is whole at any moment.
    """
    kept = _files(target)
    number = _number(kept[-1]) + 1 if kept else 1
    replace(target.with_name(f"{target.stem}{BACKUP}{number}.json"), dump(before))
    for path in kept[: max(0, len(kept) + 1 - KEPT)]:
        remove(path)


def part_with_tokens(target: Path, after: Document) -> None:
    """Take tokens that are not in `after` any more out of all versions of `target`: forgotten is forgotten.

    That is the token of a profile that it does not have, or whose token it keeps elsewhere. Raises `OSError`.
    """
    held = _tokens(after.raw)
    for path in _files(target):
        _take_tokens_out(path, held)


def versions(path: Path, now: Document) -> list[Version]:
    """Give the versions that differ from `now`, the last one first; one that cannot be read is left out."""
    target = Path(os.path.realpath(path))
    found = []
    for kept in reversed(_files(target)):
        try:
            document = parse(read_text(kept), kept)
            moment = datetime.fromtimestamp(kept.stat().st_mtime, UTC)
        except (OSError, Problem, ConfigError):
            continue
        if document.raw != now.raw:
            found.append(Version(moment, document))
    return found


def _files(target: Path) -> list[Path]:
    """The files of all versions, the oldest first."""
    names = f"{glob.escape(target.stem + BACKUP)}*.json"
    found = [path for path in target.parent.glob(names) if _number(path)]
    return sorted(found, key=_number)


def _number(path: Path) -> int:
    digits = path.stem.rpartition(BACKUP)[2]
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
        raw = Fields(parse_json(read_text(path))).raw
    except (OSError, Problem):
        remove(path)
        return
    without = _without_tokens(raw, held) if _tokens(raw) else raw
    if without != raw:
        stat = path.stat()
        replace(path, json.dumps(without, ensure_ascii=False, indent=2) + "\n")
        os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
