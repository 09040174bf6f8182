"""Write a file: one writer at a time, and the whole file or nothing."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from .errors import Locked, NotWritable
from .rights import FILE_MODE, FOLDER_MODE

LOCK_TIMEOUT = 10.0
"""Seconds to wait for another writer."""


@contextmanager
def turn(path: Path) -> Iterator[Path]:
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


def replace(target: Path, text: str, mode: int = FILE_MODE) -> None:
    """Put `text` where `target` is, by way of a temporary file beside it that only the owner can open."""
    replace_with(target, (text.encode("utf-8"),), mode)


def replace_with(target: Path, pieces: Iterable[bytes], mode: int = FILE_MODE) -> None:
    """Put the `pieces`, one after another, where `target` is, as `replace` does."""
    import tempfile  # noqa: PLC0415 - its import is slow, and most commands only read

    descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            for piece in pieces:
                stream.write(piece)
            stream.flush()
            os.fsync(stream.fileno())
        if mode != FILE_MODE:
            temporary.chmod(mode)
        temporary.replace(target)
    except BaseException:
        remove(temporary)
        raise
    _sync_folder(target.parent)


def remove(path: Path) -> None:
    """Delete a file of ours, if it can be."""
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
