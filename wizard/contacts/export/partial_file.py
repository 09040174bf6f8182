"""The partial file of an unfinished export, next to the file it will become."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType

from wizard.api.parsing import json_line
from wizard.config.atomic_write import remove_file, write_pieces_atomically
from wizard.config.locking import LockTimeout, lock_by_file
from wizard.config.permissions import FILE_MODE, is_open_to_others, restrict_on_windows
from wizard.contacts.export.errors import ExportAlreadyRunning
from wizard.contacts.export.kept_pages import PAGE_MARK, KeptPages
from wizard.support.errors import UsageError

PART_ENDING = ".part"
_KEY = "clickfunnels_export"
_VERSION = 2
_IN_ORDER = 1
"""The version that has all contacts in the list's order, and no pages."""
_MARK = b'{"%s":' % _KEY.encode()
"""How the first line of every partial file begins."""


def partial_path(target: Path) -> Path:
    """Give the path of an export's partial file; if `target` is a link, next to the file it leads to."""
    if target.is_symlink():
        target = Path(os.path.realpath(target))
    return target.with_name(f"{target.name}{PART_ENDING}")


def refuse_foreign(part: Path) -> None:
    """Raise `UsageError` if `part` exists but isn't an unfinished export of this program; also `OSError`."""
    try:
        mode = part.lstat().st_mode
    except FileNotFoundError:
        return
    if not stat.S_ISREG(mode):
        what = "a link" if stat.S_ISLNK(mode) else "a folder" if stat.S_ISDIR(mode) else "not a file"
        raise _not_ours(part, what)
    with part.open("rb") as stream:
        start = stream.read(len(_MARK))
    if not _MARK.startswith(start):
        raise _not_ours(part, "another file")


def count_unfinished(target: Path) -> int:
    """Count the contacts in the partial file of an earlier export to `target`.

    Raises `ExportAlreadyRunning` if that export is still running, `UsageError` if the file isn't ours, and
    `OSError`.
    """
    if not os.path.lexists(partial_path(target)):
        return 0
    with PartialFile(target, {}) as part, part.path.open("rb") as stream:
        is_contact = (line.endswith(b"\n") and not line.startswith(PAGE_MARK) for line in stream)
        return max(0, sum(is_contact) - 1)


class PartialFile:
    """The file ``NAME.part``: a line that identifies the export, then the pages in the order of arrival.

    Only its owner can read it.
    """

    pages: KeptPages
    """What has arrived, once the export has begun or resumed."""

    def __init__(self, target: Path, about: Mapping[str, object]) -> None:
        self._target = Path(os.path.realpath(target))
        self.path = partial_path(target)
        self._about = about

    def __enter__(self) -> PartialFile:
        """Lock the export. Raises the same as `count_unfinished`."""
        self._lock_path = self._target.with_name(f".{self.path.name}.lock")
        self._lock = lock_by_file(self._lock_path, 0)
        try:
            self._lock.__enter__()
        except LockTimeout:
            raise ExportAlreadyRunning(self._target) from None
        try:
            refuse_foreign(self.path)
        except BaseException:
            self._unlock()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Release the lock."""
        self._unlock()

    def _unlock(self) -> None:
        self._lock.__exit__(None, None, None)
        remove_file(self._lock_path)

    def begin(self) -> None:
        """Start over. Raises `OSError`."""
        self._open(os.O_TRUNC)
        self._stream.write(self._first_line(_VERSION))
        self.pages = KeptPages(self._stream)

    def resume(self, *, newest_first: bool) -> None:
        """Continue with what is there. Raises `UsageError` if it belongs to another export, and `OSError`."""
        self._open(0)
        first = self._stream.readline()
        if not first.endswith(b"\n"):
            self._stream.close()
            self.begin()
            return
        is_in_order = first == self._first_line(_IN_ORDER)
        if not is_in_order and first != self._first_line(_VERSION):
            self._stream.close()
            raise UsageError(
                f"{self.path} belongs to a different export and can't be resumed.",
                "Repeat the arguments it began with, or add --force instead of --resume to start over.",
            )
        self.pages = KeptPages(self._stream)
        self.pages.load(is_in_order=is_in_order, newest_first=newest_first)

    def _first_line(self, version: int) -> bytes:
        return json_line({_KEY: version, **self._about}) + b"\n"

    def close(self) -> None:
        """Close the file, and delete it if nothing has arrived. Raises `OSError`."""
        self._stream.close()
        if not self.pages.count:
            remove_file(self.path)

    def discard(self) -> None:
        """Close and delete the file."""
        self._stream.close()
        remove_file(self.path)

    def finish(self, pieces: Iterator[bytes]) -> None:
        """Write the export itself, completely or not at all, and delete this file. Raises `OSError`."""
        write_pieces_atomically(self._target, pieces, self._mode())
        self.discard()

    def _mode(self) -> int:
        """Give the mode of the file to be replaced; a new one is only readable by its owner."""
        if not self._target.exists() or (os.name == "nt" and not is_open_to_others(self._target)):
            return FILE_MODE
        return self._target.stat().st_mode & 0o777

    def _open(self, flags: int) -> None:
        no_link = getattr(os, "O_NOFOLLOW", 0)  # in a shared folder, someone may have planted one
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | no_link | flags, FILE_MODE)
        if os.name == "nt":
            restrict_on_windows(self.path)
        else:
            os.fchmod(descriptor, FILE_MODE)
        self._stream = os.fdopen(descriptor, "r+b")


def _not_ours(path: Path, what: str) -> UsageError:
    return UsageError(
        f"{path} isn't an unfinished export of this program: it is {what}.",
        "Move it, or choose another file with --output.",
    )
