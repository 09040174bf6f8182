"""One writer at a time, whichever way leads to the file; lock files stay in folders of our own."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from pathlib import Path

from wizard.config.atomic_write import remove_file
from wizard.config.errors import Locked, NotWritable
from wizard.config.paths import default_folder
from wizard.config.permissions import FILE_MODE, make_folder
from wizard.support.wait_tracker import WAIT_TRACKER

TYPE_CHECKING = False  # as typing has it, whose import is slow
if TYPE_CHECKING:
    from filelock import BaseFileLock


LOCK_TIMEOUT = 30.0
"""Seconds to wait for another writer that does not finish; where many take turns, each starts them anew."""

_NOT_WORTH_TELLING = 1.0
"""Seconds in which nearly every writer finishes."""

_LOOKS_AGAIN = 0.05
"""Seconds between two tries to lock a folder."""

_NO_LOCKS = {errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOLCK}
"""What the system says where a disk, usually another machine's, knows no locks."""


@contextmanager
def exclusive_access(path: Path, lock: Path | None = None) -> Iterator[Path]:
    """Let one writer at a time change the file that `path` leads to, and give that file's path.

    `lock` is a lock file in a folder of our own. Without it, as for files in other people's folders, the
    lock of the file's real place is enough: that one leaves no file behind, and all links to the file share
    it. Raises `Locked`, and `NotWritable` for every `OSError` meanwhile.
    """
    target = Path(os.path.realpath(path))
    try:
        make_folder(target.parent)
        with ExitStack() as held:
            if lock:
                make_folder(lock.parent)
                _enter(
                    held,
                    path,
                    f"another program to release the lock {lock}",
                    lambda seconds: hold(lock, seconds),
                )
            _enter(
                held,
                path,
                f"another program to release the lock of {target}",
                lambda seconds: hold_place(target, seconds),
            )
            yield target
    except OSError as error:
        raise NotWritable(path, error) from error


def _enter(
    held: ExitStack, path: Path, name: str, lock: Callable[[float], AbstractContextManager[None]]
) -> None:
    """Take a lock, however long it takes while others write and finish, and let people know its `name`.

    Raises `Locked` and `OSError`.
    """
    from filelock import Timeout  # noqa: PLC0415 - its import is slow

    seconds = min(LOCK_TIMEOUT, WAIT_TRACKER.timeout)
    with suppress(Timeout):
        held.enter_context(lock(min(_NOT_WORTH_TELLING, seconds)))
        return
    with WAIT_TRACKER.waiting_for(name):
        while True:
            content = _identity(path)
            try:
                held.enter_context(lock(seconds))
            except Timeout:
                if _identity(path) == content:
                    raise Locked(path) from None
            else:
                return


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


@contextmanager
def hold_key(target: Path, seconds: float) -> Iterator[None]:
    """Hold a lock file of our own that the real path `target` names. It is removed afterwards.

    For Windows, which locks no folders and deletes no file that another program has open. Raises as `hold`
    does.
    """
    import hashlib  # noqa: PLC0415 - as is this one's

    key = hashlib.sha256(os.path.normcase(target).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    lock = default_folder() / "locks" / f"{key}.lock"
    make_folder(lock.parent)
    try:
        with hold(lock, seconds):
            yield
    finally:
        remove_file(lock)


if sys.platform == "win32":
    hold_place = hold_key
else:
    import fcntl

    @contextmanager
    def hold_place(target: Path, seconds: float) -> Iterator[None]:
        """Hold the lock of the folder in which `target` really is, which takes no file; some disks have none.

        Raises `filelock.Timeout` when another program still has it after so many seconds.
        """
        from filelock import Timeout  # noqa: PLC0415 - its import is slow

        try:
            descriptor = os.open(target.parent, os.O_RDONLY)
        except OSError:  # a folder that takes files and shows none
            yield
            return
        try:
            deadline = time.monotonic() + seconds
            while _is_taken(descriptor):
                if time.monotonic() >= deadline:
                    raise Timeout(str(target.parent))
                time.sleep(_LOOKS_AGAIN)
            yield
        finally:
            os.close(descriptor)

    def _is_taken(descriptor: int) -> bool:
        """Whether another program has the folder's lock; if not, and if there is one, it is ours now."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        except OSError:
            return False
        return False
