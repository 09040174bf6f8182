"""The partial file of an unfinished export, next to the file it will become."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from types import TracebackType

from wizard.api.parsing import json_line
from wizard.config.atomic_write import remove_file, write_pieces_atomically
from wizard.config.locking import LockTimeout, lock_by_file
from wizard.config.permissions import FILE_MODE, is_open_to_others, restrict_on_windows
from wizard.contacts.export.errors import ExportAlreadyRunning
from wizard.support.errors import UsageError

PART_ENDING = ".part"
_FORMAT = {"clickfunnels_export": 1}
_MARK = json_line(_FORMAT)[:-1]
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
        pieces = iter(partial(stream.read, 1_000_000), b"")
        return max(0, sum(piece.count(b"\n") for piece in pieces) - 1)


class PartialFile:
    """The file ``NAME.part``: a line that identifies the export, then one line of JSON per contact.

    Only its owner can read it. An incomplete last line is dropped when the export is resumed.
    """

    def __init__(self, target: Path, about: Mapping[str, object]) -> None:
        self._target = Path(os.path.realpath(target))
        self.path = partial_path(target)
        self._about = json_line({**_FORMAT, **about})
        self.count = 0
        """The number of contacts in it."""
        self.last_id: int | None = None
        """The id of the last one."""

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
        self._stream.write(self._about + b"\n")
        self._stream.flush()

    def resume(self) -> None:
        """Continue with what is there. Raises `UsageError` if it belongs to another export, and `OSError`."""
        self._open(0)
        end = 0
        for line in self._stream:
            number = _id_of(line) if end else None
            if not line.endswith(b"\n") or (end and number is None):
                break
            if not end and line != self._about + b"\n":
                self._stream.close()
                raise UsageError(
                    f"{self.path} belongs to a different export and can't be resumed.",
                    "Repeat the arguments it began with, or add --force instead of --resume to start over.",
                )
            self.count, self.last_id = (self.count + 1, number) if end else (0, None)
            end += len(line)
        self._stream.seek(end)
        self._stream.truncate()
        if not end:
            self._stream.write(self._about + b"\n")

    def add(self, lines: list[bytes], last_id: int) -> None:
        """Write contacts, so that they survive if the program is killed. Raises `OSError`."""
        self._stream.write(b"".join(line + b"\n" for line in lines))
        self._stream.flush()
        self.count += len(lines)
        self.last_id = last_id

    def lines(self) -> Iterator[bytes]:
        """Give the contacts."""
        with self.path.open("rb") as stream:
            next(stream, None)
            for line in stream:
                yield line.rstrip(b"\n")

    def close(self) -> None:
        """Close the file."""
        self._stream.close()

    def finish(self, pieces: Iterator[bytes]) -> None:
        """Write the export itself, completely or not at all, and delete this file. Raises `OSError`."""
        self.close()
        write_pieces_atomically(self._target, pieces, self._mode())
        remove_file(self.path)

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


def _id_of(line: bytes) -> int | None:
    try:
        number = json.loads(line).get("id")
    except (ValueError, AttributeError):
        return None
    return int(number) if isinstance(number, int | str) and str(number).isdecimal() else None


def _not_ours(path: Path, what: str) -> UsageError:
    return UsageError(
        f"{path} isn't an unfinished export of this program: it is {what}.",
        "Move it, or choose another file with --output.",
    )
