"""Write the configuration file: one writer at a time, and the whole file or nothing."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from .document import Document, dump
from .errors import Damaged, Locked, NothingSaved, NotWritable
from .profile import Profile
from .reading import read
from .rights import FILE_MODE, FOLDER_MODE, repair_rights

LOCK_TIMEOUT = 10.0
"""Seconds to wait for another writer."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What was written, and where."""

    path: Path
    """The file itself, where ``config.json`` is a link to it."""
    document: Document
    notes: tuple[str, ...]
    """Sentences for people: rights that were too wide, and are repaired or not."""


def save(path: Path, profile: Profile) -> Saved:
    """Save the profile and make it the current one; see `update` for the rest."""
    return update(path, lambda document: document.with_profile(profile))


def update(path: Path, change: Callable[[Document], Document]) -> Saved:
    """Read the file, `change` its content and write it back, while other writers wait.

    A missing folder is made. Whatever goes wrong, the old file stays whole. Raises `Damaged`,
    `NewerVersion`, `NotReadable`, `NotWritable`, `Locked`, or what `change` raises.
    """
    with _turn(path) as target:
        document = change(read(path))
        try:
            text = dump(document)
        except RecursionError:  # reading is allowed to go deeper than writing
            raise Damaged(path, "it is nested too deeply") from None
        notes = repair_rights(path)
        _replace(target, text)
    return Saved(target, document, notes)


def set_aside(path: Path, moment: datetime | None = None) -> Path:
    """Rename the file to ``config.damaged-YYYYMMDDTHHMMSSZ.json`` beside it, and give its new path.

    `moment` (aware) is now unless given. No file is overwritten: a name that is taken gets a number.
    Raises `NothingSaved` where there is no file, `NotWritable` or `Locked`.
    """
    stem = f"config.damaged-{(moment or datetime.now(UTC)).astimezone(UTC):%Y%m%dT%H%M%SZ}"
    with _turn(path) as target:
        if not target.exists():
            raise NothingSaved(path)
        target.chmod(FILE_MODE)
        aside = _new_file(target.parent, stem)
        try:
            target.replace(aside)
        except BaseException:
            _remove(aside)
            raise
        return aside


@contextmanager
def _turn(path: Path) -> Iterator[Path]:
    """Hold the lock of the file that `path` leads to, and give that file's path.

    Raises `Locked`, and `NotWritable` for every `OSError` meanwhile.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415 - its import is slow

    target = Path(os.path.realpath(path))
    try:
        target.parent.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        with FileLock(f"{target}.lock", timeout=LOCK_TIMEOUT, mode=FILE_MODE):
            yield target
    except Timeout:
        raise Locked(path) from None
    except OSError as error:
        raise NotWritable(path, error) from error


def _replace(target: Path, text: str) -> None:
    """Put `text` where `target` is, by way of a temporary file beside it that only the owner can open."""
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(text.encode("utf-8"))
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(target)
    except BaseException:
        _remove(temporary)
        raise
    _sync_folder(target.parent)


def _new_file(folder: Path, stem: str) -> Path:
    """Make an empty file of a name that was free, so that nobody else can take it."""
    for number in count(1):
        path = folder / (f"{stem}.json" if number == 1 else f"{stem}-{number}.json")
        with suppress(FileExistsError):
            path.touch(mode=FILE_MODE, exist_ok=False)
            return path
    raise AssertionError("count() never ends")


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink()


def _sync_folder(folder: Path) -> None:
    """Let the new name survive a power cut, where the system knows how: Windows and some disks do not."""
    if os.name == "nt":
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
