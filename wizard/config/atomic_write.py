"""Write a file atomically: either the whole new content, or the old one stays."""

from __future__ import annotations

import errno
import glob
import os
import tempfile
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from wizard.config.permissions import FILE_MODE, restrict_on_windows

RENAME_TIMEOUT = 2.0
"""Seconds to wait, on Windows, for programs that are reading the file."""


def write_atomically(target: Path, text: str, mode: int = FILE_MODE) -> None:
    """Replace the content of `target` through a temporary file beside it that only the owner can open.

    Raises `OSError`.
    """
    write_pieces_atomically(target, (text.encode("utf-8"),), mode)


def write_pieces_atomically(target: Path, pieces: Iterable[bytes], mode: int = FILE_MODE) -> None:
    """Replace the content of `target` by the concatenated `pieces`, like `write_atomically`."""
    for leftover in target.parent.glob(f".{glob.escape(target.name)}.*.tmp"):
        remove_file(leftover)  # from a program that was killed: the caller holds the lock
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
    """Move a file with tokens, even to another disk. It keeps its time, and only its owner can open it.

    Raises `OSError`. At any moment, the whole file exists in at least one place.
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
    """Rename a file. Windows refuses while a program has either file open, so keep trying for a while."""
    deadline = time.monotonic() + RENAME_TIMEOUT
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
    """Delete a file of ours if possible."""
    with suppress(OSError):
        path.unlink()


def _sync_folder(folder: Path) -> None:
    """Make the rename survive a power cut, where the system supports it: Windows and some disks don't."""
    if os.name == "nt":
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
