"""Write a file: one writer at a time, and the whole file or nothing."""

from __future__ import annotations

import errno
import glob
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from .errors import Locked, NotWritable
from .rights import FILE_MODE, close_on_windows, make_folder

TYPE_CHECKING = False  # as typing has it, whose import is slow
if TYPE_CHECKING:
    from filelock import BaseFileLock

LOCK_TIMEOUT = 30.0
"""Seconds to wait for another writer that does not finish; where many take turns, each starts them anew."""

READERS = 2.0
"""Seconds to wait, on Windows, for programs that read the file."""

_NO_LOCKS = {errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOLCK}
"""What the system says where a disk, usually another machine's, knows no locks."""


@contextmanager
def turn(path: Path) -> Iterator[Path]:
    """Hold the lock of the file that `path` leads to, and give that file's path.

    Raises `Locked`, and `NotWritable` for every `OSError` meanwhile.
    """
    from filelock import Timeout  # noqa: PLC0415 - its import is slow

    target = Path(os.path.realpath(path))
    lock = Path(f"{target}.lock")
    try:
        make_folder(target.parent)
        with ExitStack() as held:
            while True:
                content = _identity(target)
                try:
                    held.enter_context(hold(lock, LOCK_TIMEOUT))
                    break
                except Timeout:
                    if _identity(target) == content:
                        raise Locked(path) from None
            yield target
    except OSError as error:
        raise NotWritable(path, error) from error


def _identity(path: Path) -> tuple[int, int] | None:
    """What differs whenever the file has been replaced; None where it cannot be looked at."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_ino, stat.st_mtime_ns


@contextmanager
def hold(path: Path, seconds: float) -> Iterator[None]:
    """Hold the lock of the file `path`; where the disk knows no locks, a file beside it is the lock.

    Raises `filelock.Timeout` when another program still has it after so many seconds, and `OSError`.
    """
    import warnings  # noqa: PLC0415 - as is this one's

    from filelock import FileLock, SoftFileLock  # noqa: PLC0415

    warnings.filterwarnings("ignore", "flock not supported")
    lock: BaseFileLock = FileLock(path, timeout=seconds, mode=FILE_MODE)
    try:
        lock.acquire()
    except (OSError, NotImplementedError) as error:
        if isinstance(error, TimeoutError) or (isinstance(error, OSError) and error.errno not in _NO_LOCKS):
            raise
        lock = SoftFileLock(f"{path}ed", timeout=seconds, mode=FILE_MODE)
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def replace(target: Path, text: str, mode: int = FILE_MODE) -> None:
    """Put `text` where `target` is, by way of a temporary file beside it that only the owner can open."""
    replace_with(target, (text.encode("utf-8"),), mode)


def replace_with(target: Path, pieces: Iterable[bytes], mode: int = FILE_MODE) -> None:
    """Put the `pieces`, one after another, where `target` is, as `replace` does."""
    import tempfile  # noqa: PLC0415 - its import is slow, and most commands only read

    for left in target.parent.glob(f".{glob.escape(target.name)}.*.tmp"):
        remove(left)  # of a program that was killed: the caller holds the lock
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            if mode == FILE_MODE and os.name == "nt":
                close_on_windows(temporary)
            for piece in pieces:
                stream.write(piece)
            stream.flush()
            os.fsync(stream.fileno())
        if mode != FILE_MODE:
            temporary.chmod(mode)
        rename(temporary, target)
    except BaseException:
        remove(temporary)
        raise
    _sync_folder(target.parent)


def rename(path: Path, target: Path) -> None:
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
