"""Let one program at a time write a file, however it is reached; lock files stay in our own folders."""

from __future__ import annotations

import errno
import hashlib
import os
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from pathlib import Path

from wizard.config.atomic_write import remove_file
from wizard.config.errors import Locked, NotWritable
from wizard.config.paths import default_folder
from wizard.config.permissions import FILE_MODE, make_folder
from wizard.support.wait_tracker import WAIT_TRACKER

if sys.platform != "win32":
    import fcntl

LOCK_TIMEOUT = 30.0
"""Seconds to wait while the file doesn't change. Each writer that finishes starts them again."""

_SECONDS_BEFORE_NOTICE = 1.0
"""Nearly every writer finishes in less, so waiting isn't mentioned before."""

_POLL_INTERVAL = 0.05
"""Seconds between two attempts to lock a folder."""

_UNSUPPORTED = {errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOLCK}
"""Errors of disks, usually network disks, that don't support locks."""

Lock = Callable[[float], AbstractContextManager[None]]
"""Gives a context manager that holds a lock, or raises `LockTimeout` after a number of seconds."""


class LockTimeout(Exception):
    """Another program still holds a lock."""


@contextmanager
def exclusive_access(path: Path, lock: Path | None = None) -> Iterator[Path]:
    """Let one program at a time change the file that `path` leads to, and give that file's real path.

    `lock` is a lock file in a folder of our own. Without it, as for files in other people's folders, only
    the real file's folder is locked: that leaves no file behind and works whichever link leads to the file.
    Raises `Locked`, and `NotWritable` for every `OSError` inside the block.
    """
    target = Path(os.path.realpath(path))
    try:
        make_folder(target.parent)
        with ExitStack() as locks:
            if lock:
                make_folder(lock.parent)
                _acquire(locks, path, f"the lock {lock}", lambda seconds: lock_by_file(lock, seconds))
            _acquire(locks, path, f"the lock of {target}", lambda seconds: lock_folder(target, seconds))
            yield target
    except OSError as error:
        raise NotWritable(path, error) from error


def _acquire(locks: ExitStack, path: Path, name: str, lock: Lock) -> None:
    """Acquire a lock, waiting while other programs keep changing the file. Raises `Locked` and `OSError`."""
    seconds = min(LOCK_TIMEOUT, WAIT_TRACKER.timeout)
    with suppress(LockTimeout):
        locks.enter_context(lock(min(_SECONDS_BEFORE_NOTICE, seconds)))
        return
    with WAIT_TRACKER.waiting_for(f"another program to release {name}"):
        while True:
            before = _file_identity(path)
            try:
                locks.enter_context(lock(seconds))
            except LockTimeout:
                if _file_identity(path) == before:
                    raise Locked(path) from None
            else:
                return


def _file_identity(path: Path) -> tuple[int, int] | None:
    """A value that changes whenever the file is replaced; None if the file can't be examined."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_ino, stat.st_mtime_ns


@contextmanager
def lock_by_file(path: Path, seconds: float) -> Iterator[None]:
    """Lock the lock file `path`. On disks without locks, the mere existence of a file beside it is the lock.

    Raises `LockTimeout` if another program still holds it after this many seconds, and `OSError`.
    """
    import filelock  # noqa: PLC0415 - slow to import, and most commands only read

    warnings.filterwarnings("ignore", "flock not supported")
    lock: filelock.BaseFileLock = filelock.FileLock(path, timeout=seconds, mode=FILE_MODE)
    try:
        try:
            lock.acquire()
        except (OSError, NotImplementedError) as error:
            if isinstance(error, TimeoutError):
                raise
            if isinstance(error, OSError) and error.errno not in _UNSUPPORTED:
                raise
            lock = filelock.SoftFileLock(f"{path}ed", timeout=seconds, mode=FILE_MODE)
            lock.acquire()
    except filelock.Timeout:
        raise LockTimeout from None
    try:
        yield
    finally:
        lock.release()


@contextmanager
def lock_by_path(target: Path, seconds: float) -> Iterator[None]:
    """Lock a file in our own folder that is named after the real path `target`, and delete it afterwards.

    For Windows, which can't lock folders and deletes no file that another program has open. Raises
    `LockTimeout` if another program still holds it after this many seconds, and `OSError`.
    """
    digest = hashlib.sha256(os.path.normcase(target).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    lock = default_folder() / "locks" / f"{digest}.lock"
    make_folder(lock.parent)
    try:
        with lock_by_file(lock, seconds):
            yield
    finally:
        remove_file(lock)


if sys.platform == "win32":
    lock_folder = lock_by_path
else:

    @contextmanager
    def lock_folder(target: Path, seconds: float) -> Iterator[None]:
        """Lock the folder that contains `target`, which needs no file. Does nothing if the disk has no locks.

        Raises `LockTimeout` if another program still holds it after this many seconds.
        """
        try:
            descriptor = os.open(target.parent, os.O_RDONLY)
        except OSError:  # a folder that can be written to but not listed
            yield
            return
        try:
            deadline = time.monotonic() + seconds
            while _is_locked_by_another(descriptor):
                if time.monotonic() >= deadline:
                    raise LockTimeout
                time.sleep(_POLL_INTERVAL)
            yield
        finally:
            os.close(descriptor)

    def _is_locked_by_another(descriptor: int) -> bool:
        """Try to lock the folder; whether another program holds its lock."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        except OSError:
            return False
        return False
