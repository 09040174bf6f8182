"""Check this machine's files: the configuration file, its permissions, its content."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile

from wizard.config.errors import ConfigError, NotWritable, reason_for
from wizard.config.permissions import foreign_owner, users_with_access
from wizard.config.reading import read
from wizard.onboarding.doctor.finding import Finding, Link, Mark, bad, doubtful, good, skipped

ONLY_YOU = "only you can read it"


def check_file(path: Path) -> Iterator[Finding]:
    """Check the configuration file: does it exist, who can read it, can it be saved, does it parse?"""
    folders = dict.fromkeys((path.parent, Path(os.path.realpath(path)).parent))
    refused = next(((one, error) for one in folders if (error := _why_not_writable(one))), None)
    if not _is_there(path):
        yield _missing(path, refused)
        return
    yield good(Link.FILE, str(path))
    yield _permissions(path, refused[0] if refused else None)
    try:
        yield good(Link.SCHEMA, schema_text(len(read(path).profiles)))
    except ConfigError as error:
        yield bad(Link.SCHEMA, error)


def _missing(path: Path, refused: tuple[Path, OSError] | None) -> Finding:
    if refused is None:
        return skipped(Link.FILE, f"{path} isn't there yet. Run `cfw` to create it.")
    folder, cause = refused
    error = NotWritable(path, cause)
    what = f"{path} isn't there yet, and {folder} can't be written to: {reason_for(cause)}."
    return Finding(Link.FILE, Mark.BAD, f"{what} {error.hint}", error)


def _permissions(path: Path, unwritable: Path | None) -> Finding:
    folder = path.parent
    sentences = []
    if owner := foreign_owner(path):
        sentences.append(f"The file belongs to {owner}, not to you.")
    if (owner := foreign_owner(folder)) and folder.stat().st_uid:  # root can open everything anyway
        sentences.append(f"The folder belongs to {owner}, not to you.")
    if unwritable:
        sentences.append(f"The folder {unwritable} can't be written to, so nothing can be saved there.")
    try:
        others = dict.fromkeys([*users_with_access(path), *users_with_access(folder)])
    except OSError:
        if not sentences:
            return skipped(Link.PERMISSIONS, "the system doesn’t say who can open the file and its folder")
        others = {}
    if others:
        sentences.append(
            f"{', '.join(others)} can open the file or its folder; saving with `cfw` repairs that."
        )
    if sentences:
        return doubtful(Link.PERMISSIONS, " ".join(sentences))
    return good(Link.PERMISSIONS, ONLY_YOU)


def _why_not_writable(folder: Path) -> OSError | None:
    """Try to create a file in `folder`, or where `folder` would be created; nothing is left behind."""
    try:
        there = next((one for one in (folder, *folder.parents) if one.exists()), folder)
        with TemporaryFile(dir=there):
            return None
    except OSError as error:
        return error


def schema_text(profiles: int) -> str:
    """Say that the file could be read, and how much is in it."""
    return f"format 1, {'1 profile' if profiles == 1 else f'{profiles} profiles'}"


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a folder above it can't be looked into
        return False
