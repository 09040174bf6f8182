"""Write a file: the whole file or nothing."""

from __future__ import annotations

import errno
import glob
import os
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from wizard.config.permissions import FILE_MODE, restrict_on_windows

READERS = 2.0
"""Seconds to wait, on Windows, for programs that read the file."""


def write_atomically(target: Path, text: str, mode: int = FILE_MODE) -> None:
    """Put `text` where `target` is, by way of a temporary file beside it that only the owner can open."""
    write_pieces_atomically(target, (text.encode("utf-8"),), mode)


def write_pieces_atomically(target: Path, pieces: Iterable[bytes], mode: int = FILE_MODE) -> None:
    """Put the `pieces`, one after another, where `target` is, as `write_atomically` does."""
    import tempfile  # noqa: PLC0415 - its import is slow, and most commands only read

    for left in target.parent.glob(f".{glob.escape(target.name)}.*.tmp"):
        remove_file(left)  # of a program that was killed: the caller holds the lock
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            if mode == FILE_MODE and os.name == "nt":
                restrict_on_windows(temporary)
            for piece in pieces:
                stream.write(piece)
            stream.flush()
            os.fsync(stream.fileno())
        if mode != FILE_MODE:
            temporary.chmod(mode)
        rename_file(temporary, target)
    except BaseException:
        remove_file(temporary)
        raise
    _sync_folder(target.parent)


def move_file(path: Path, to: Path) -> None:
    """Move a file with tokens, to another disk too; it keeps its time, and becomes its owner's alone.

    Raises `OSError`; at any moment the file is whole in one place at least.
    """
    stat = path.stat()
    path.chmod(FILE_MODE)
    if os.name == "nt":
        restrict_on_windows(path)
    try:
        rename_file(path, to)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        write_pieces_atomically(to, (path.read_bytes(),))
        os.utime(to, ns=(stat.st_atime_ns, stat.st_mtime_ns))
        path.unlink()


def rename_file(path: Path, target: Path) -> None:
    """Rename a file; Windows refuses that while a program reads either, which none does for long."""
    deadline = time.monotonic() + READERS
    while True:
        try:
            path.replace(target)
        except PermissionError:
            if os.name != "nt" or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            return


def remove_file(path: Path) -> None:
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
