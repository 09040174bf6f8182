"""Contacts into a file or a pipe: what is said beside them, and how it ends."""

from __future__ import annotations

import asyncio
import codecs
import os
import stat
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, cast

from wizard.account.account import Account
from wizard.api.contact_query import ContactQuery
from wizard.api.errors import ApiError, Unreadable
from wizard.api.list_names import LIST_OF_CONTACTS
from wizard.api.models import Workspace
from wizard.api.parsing import parse_contact_line
from wizard.api.progress import Progress
from wizard.cli.options import Options
from wizard.cli.output_stream import descriptor_of, is_stream, opened
from wizard.cli.prompts import ask, can_ask, confirm
from wizard.cli.status_line import StatusLine
from wizard.cli.terminal import may_redraw, note
from wizard.config.errors import reason_for
from wizard.contacts.export.exporter import Export
from wizard.contacts.export.formats import ENDINGS
from wizard.contacts.export.partial_file import PART_ENDING, count_unfinished, partial_path, refuse_foreign
from wizard.contacts.progress import ProgressText
from wizard.onboarding.exit_status import CANCELLED, DONE, FAILED
from wizard.onboarding.session import Session
from wizard.support import event_loop
from wizard.support.errors import ExportNotWritten, MissingAnswer, UsageError

_IS_FOLDER = "it is a folder"
"""Why it cannot be written."""
_NONE_WRITTEN = "No contacts were written."

_STANDARD_OUTPUT = 1
"""The descriptor."""

Find = Callable[[], Awaitable[tuple[Account, Workspace, ContactQuery]]]
"""Finds out whose contacts are meant, and which."""


class ContactsExport:
    """One export and what is said of it."""

    def __init__(self, session: Session, options: Options) -> None:
        self._session = session
        self._options = options
        output: Path | None = options.output
        is_standard = output is None or str(output) == "-" or descriptor_of(output) == _STANDARD_OUTPUT
        self._path = None if is_standard else output
        self._file = None if self._path is None or is_stream(self._path) else self._path
        """The file to be made; None where the contacts go to what is there already."""
        self._account: Account | None = None
        self._progress = Progress()
        self._course: ProgressText | None = None

    def run(self, find: Find) -> int:
        """Write the contacts and give the exit status.

        Raises what `find` raises, `UsageError`, `MissingAnswer`, `ExportAlreadyRunning`, `TimedOut` and
        `ExportNotWritten`.
        """
        if self._options.resume and self._file is None:
            raise UsageError("--resume continues an export to a file.", "Name the file with --output.")
        with self._not_written():
            is_replaced = self._file is not None and self._file.exists()
        try:
            resumes = self._resumes()
            if resumes is None:
                note("Nothing was exported.")
                return CANCELLED
            with StatusLine(moves=self._line_may_redraw(), how_far=self._how_far):
                count = self._write(find, resumes=resumes)
        except KeyboardInterrupt:
            self._tell_how_far()
            return CANCELLED
        except ApiError:
            if self._course:
                self._tell_how_far()
            raise
        if self._progress.fallback_reason:
            note(f"Loaded the rest page by page: {self._progress.fallback_reason}.")
        if self._path:
            note(_wrote(count, self._path, replaced=is_replaced))
        for error in self._account.unreadable_lists() if self._account else ():
            note(error.what)
        if self._progress.unreadable:
            note(Unreadable(LIST_OF_CONTACTS, self._progress.unreadable).what)
        return FAILED if self._progress.unreadable else DONE

    def _resumes(self) -> bool | None:
        """Whether to go on with what an earlier export left behind; None where the person wants neither."""
        path, options = self._file, self._options
        if path is None:
            return False
        if options.resume or options.force:
            with self._not_written():
                refuse_foreign(partial_path(path))
            return bool(options.resume)
        with self._not_written():
            if path.is_dir():
                raise ExportNotWritten(path, _IS_FOLDER)
            if not path.absolute().parent.is_dir():
                raise ExportNotWritten(path, f"there is no folder {path.parent}")
            count = count_unfinished(path)
        has_person = can_ask()
        if count and not has_person:
            raise MissingAnswer(
                _left_behind(count, partial_path(path)),
                "Add --resume to continue it, or --force to discard it and start over.",
            )
        if count:
            unfinished = _left_behind(count, partial_path(path))
            answer = ask(f"{unfinished} Resume it (r), start over (s), or do nothing (Enter)?")
            if answer != "s":
                return True if answer == "r" else None
        if path.exists() and has_person and not confirm(f"{path} exists. Replace it?", yes=False):
            return None
        return False

    def _write(self, find: Find, *, resumes: bool) -> int:
        with ExitStack() as stack:
            stream = None
            if self._path is None:
                stream = _output(self._format())
            elif self._file is None:
                with self._not_written():
                    stream = stack.enter_context(opened(self._path))
            return event_loop.run(self._export(find, stream, resumes=resumes))

    async def _export(self, find: Find, stream: BinaryIO | None, *, resumes: bool) -> int:
        try:
            self._account, workspace, query = await find()
            source = self._account.contact_list(workspace, query, parse_contact_line)
            job = Export(source, workspace.id, query, self._format(), self._options.limit)
            self._course = ProgressText(self._progress)
            asked = asyncio.create_task(self._ask_for_count(workspace, query, self._course))
            with self._not_written():
                if stream:
                    count = await job.to_stream(stream, self._progress)
                else:
                    assert self._file
                    count = await job.to_file(self._file, self._progress, resumes=resumes)
            asked.cancel()
        finally:
            await self._session.connect.close()
        return count

    @contextmanager
    def _not_written(self) -> Iterator[None]:
        """Turn what the system has to say into `ExportNotWritten`."""
        try:
            yield
        except BrokenPipeError:
            raise
        except OSError as error:
            named = str(error.filename)
            path = Path(named) if self._file and named.endswith(PART_ENDING) else self._path
            raise ExportNotWritten(path or Path("standard output"), reason_for(error)) from error

    def _line_may_redraw(self) -> bool:
        """Whether a moving line is in nobody's way: what reads a pipe may write to the same terminal."""
        is_to_a_pipe = self._file is None and (self._path or stat.S_ISFIFO(_mode_of_output()))
        return may_redraw(self._options) and not is_to_a_pipe

    def _how_far(self) -> str:
        """How far it has come; contacts that can be seen show that themselves."""
        is_seen = self._path is None and self._progress.written and sys.stdout.isatty()
        return self._course.text() if self._course and self._progress.count and not is_seen else ""

    def _tell_how_far(self) -> None:
        """Say what there is after an early end, and how to go on."""
        part = partial_path(self._file) if self._file else None
        if part is not None and part.exists():
            note(_kept(self._progress.written, part))
        else:
            note(_written_so_far(self._progress.written))

    async def _ask_for_count(self, workspace: Workspace, query: ContactQuery, course: ProgressText) -> None:
        if self._account and self._options.limit is None and not query.is_filtered:
            with suppress(ApiError):
                count = await self._account.count(workspace)
                course.total = count.number if count and not count.is_at_least else None

    def _format(self) -> str:
        if self._options.format:
            return str(self._options.format)
        if self._path:
            return ENDINGS.get(self._path.suffix.lower(), "jsonl")
        return "table" if sys.stdout.isatty() else "jsonl"


def _mode_of_output() -> int:
    with suppress(OSError, ValueError):
        return os.fstat(sys.stdout.fileno()).st_mode
    return 0


def _output(form: str) -> BinaryIO:
    """Standard output; a table, and everything for a terminal, in the encoding that terminals have here."""
    encoding = sys.stdout.encoding
    if encoding.lower() == "utf-8" or not (form == "table" or sys.stdout.isatty()):
        return sys.stdout.buffer
    return cast("BinaryIO", codecs.EncodedFile(sys.stdout.buffer, "utf-8", encoding, "replace"))


def _wrote(count: int, path: Path, *, replaced: bool = False) -> str:
    """It is done; a file of that name may have been there."""
    rest = ", replacing the file that was there" if replaced else ""
    return f"Wrote {count:,} {'contact' if count == 1 else 'contacts'} to {path}{rest}"


def _left_behind(count: int, part: Path) -> str:
    return f"{part} has {count:,} {'contact' if count == 1 else 'contacts'} of an unfinished export."


def _kept(count: int, path: Path) -> str:
    """It ended early, with so many contacts in the unfinished file, and how to go on."""
    have = f"{count:,} {'contact is' if count == 1 else 'contacts are'}" if count else "What has come is"
    return f"{have} kept in {path}; the same command with --resume goes on from there."


def _written_so_far(count: int) -> str:
    """It ended early, after so many contacts."""
    return (
        f"{count:,} {'contact was' if count == 1 else 'contacts were'} written." if count else _NONE_WRITTEN
    )
