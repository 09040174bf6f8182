"""Export contacts to a file, a pipe or the terminal, with progress and messages on standard error."""

from __future__ import annotations

import asyncio
import codecs
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import BinaryIO, cast

from wizard.account.account import Account
from wizard.api.contact_query import ContactQuery
from wizard.api.errors import ApiError, Unreadable
from wizard.api.list_names import LIST_OF_CONTACTS
from wizard.api.models import Workspace
from wizard.api.parsing import parse_contact_line
from wizard.api.progress import Progress
from wizard.cli.contacts_target import query_of, target_of
from wizard.cli.export_options import layout_of, moment_of
from wizard.cli.options import Options
from wizard.cli.output_stream import descriptor_of, is_stream, opened
from wizard.cli.prompts import ask, can_ask, confirm
from wizard.cli.session_factory import run_in_session
from wizard.cli.status_line import StatusLine
from wizard.cli.terminal import may_redraw, note
from wizard.config.errors import reason_for
from wizard.contacts.export.errors import ExportNotWritten
from wizard.contacts.export.export_progress import ExportProgress
from wizard.contacts.export.exporter import Export
from wizard.contacts.export.partial_file import PART_ENDING, count_unfinished, partial_path, refuse_foreign
from wizard.contacts.export.since import Since
from wizard.contacts.export.since_file import SinceFile
from wizard.contacts.export.target import check_place
from wizard.onboarding.exit_status import CANCELLED, DONE, FAILED
from wizard.onboarding.session import Session
from wizard.support.errors import MissingAnswer, UsageError

_STANDARD_OUTPUT = 1
"""The file descriptor."""


class ContactsExport:
    """One export."""

    def __init__(self, session: Session, options: Options) -> None:
        """Raises `UsageError` for options that don't go together."""
        self._session = session
        self._options = options
        output: Path | None = options.output
        is_standard = output is None or str(output) == "-" or descriptor_of(output) == _STANDARD_OUTPUT
        self._path = None if is_standard else output
        self._file = None if self._path is None or is_stream(self._path) else self._path
        """The file to create; None if the contacts go to a stream."""
        self._layout = layout_of(options, self._path)
        self._moment = moment_of(options, self._file)
        self._account: Account | None = None
        self._progress = Progress()
        self._described: ExportProgress | None = None
        """Once contacts are being asked for."""

    def run(self) -> int:
        """Write the contacts and give the exit status.

        Raises what `target_of` and `query_of` raise, `UsageError`, `MissingAnswer`, `ExportAlreadyRunning`,
        `TimedOut` and `ExportNotWritten`.
        """
        if self._options.resume and self._file is None:
            raise UsageError("--resume continues an export to a file.", "Name the file with --output.")
        with self._converted_errors():
            is_replaced = self._file is not None and self._file.exists() and not self._options.append
        try:
            resumes = self._should_resume()
            if resumes is None:
                note("Nothing was exported.")
                return CANCELLED
            with self._status_line():
                count = self._write(resumes=resumes)
        except KeyboardInterrupt:
            self._note_progress()
            return CANCELLED
        except ApiError:
            if self._described:
                self._note_progress()
            raise
        except ExportNotWritten:
            if self._described and self._file:
                self._progress.written = 0  # the disk may not have taken all that has arrived
                self._note_progress()
            raise
        if not self._options.quiet:
            self._note_success(count, is_replaced=is_replaced)
        for error in self._account.unreadable_lists() if self._account else ():
            note(error.what)
        if self._progress.unreadable:
            note(Unreadable(LIST_OF_CONTACTS, self._progress.unreadable).what)
        return FAILED if self._progress.unreadable else DONE

    def _should_resume(self) -> bool | None:
        """Whether to continue an unfinished export; None if the person wants to leave everything as it is."""
        path, options = self._file, self._options
        if path is None:
            return False
        with self._converted_errors():
            check_place(path)
            if options.resume or options.force:
                refuse_foreign(partial_path(path))
                return bool(options.resume)
            count = count_unfinished(path)
        has_person = can_ask()
        unfinished = f"{partial_path(path)} has {_contacts(count)} of an unfinished export."
        if count and not has_person:
            raise MissingAnswer(
                unfinished,
                "Add --resume to continue it, or --force to discard it and start over.",
            )
        if count:
            answer = ask(f"{unfinished} Resume it (r), start over (s), or do nothing (Enter)?")
            if answer != "s":
                return True if answer == "r" else None
        if (
            path.exists()
            and not options.append
            and has_person
            and not confirm(f"{path} exists. Replace it?", yes=False)
        ):
            return None
        return False

    def _write(self, *, resumes: bool) -> int:
        with ExitStack() as stack:
            stream = None
            if self._path is None:
                stream = _output(self._layout.format)
            elif self._file is None:
                with self._converted_errors():
                    stream = stack.enter_context(opened(self._path))
            return run_in_session(self._session, self._export(stream, resumes=resumes))

    async def _export(self, stream: BinaryIO | None, *, resumes: bool) -> int:
        target = await target_of(self._session, self._options)
        query = await query_of(target, self._options, newest_first=self._options.order == "newest")
        self._account, workspace = target.account, target.workspace
        source = self._account.contact_list(workspace, query, parse_contact_line)
        with self._converted_errors():
            since = self._since(workspace, query)
        job = Export(
            source,
            workspace.id,
            query,
            self._layout,
            self._options.limit,
            since,
            saves_newest=self._options.since is not None,
            appends=self._options.append,
            parallel=self._options.parallel,
            rows=None if since else self._account.segment_rows(workspace, query, self._layout.columns),
        )
        self._described = ExportProgress(self._progress, self._options.limit)
        asked = None
        if since is None:
            asked = asyncio.create_task(self._ask_for_count(workspace, query, self._described))
        with self._converted_errors():
            if stream:
                count = await job.to_stream(stream, self._progress)
            else:
                assert self._file
                count = await job.to_file(self._file, self._progress, resumes=resumes)
        if asked:
            asked.cancel()
        return count

    @contextmanager
    def _converted_errors(self) -> Iterator[None]:
        """Turn an `OSError` into `ExportNotWritten`."""
        try:
            yield
        except BrokenPipeError:
            raise
        except OSError as error:
            named = str(error.filename)
            path = Path(named) if self._file and named.endswith(PART_ENDING) else self._path
            raise ExportNotWritten(path or Path("standard output"), reason_for(error)) from error

    def _status_line(self) -> AbstractContextManager[object]:
        if self._options.quiet:
            return nullcontext()
        return StatusLine(
            redraws=self._may_redraw(),
            logs=self._path is not None,
            progress=self._describe_progress,
            share=lambda: self._described.share() if self._described else None,
        )

    def _may_redraw(self) -> bool:
        """Whether a redrawn line disturbs nothing: the reader of a pipe may write to the same terminal."""
        is_to_a_pipe = self._file is None and (self._path or stat.S_ISFIFO(_mode_of_output()))
        return may_redraw(self._options) and not is_to_a_pipe

    def _describe_progress(self) -> str:
        """The progress, unless the contacts themselves appear on the terminal."""
        is_seen = self._path is None and self._progress.written and sys.stdout.isatty()
        return self._described.text() if self._described and self._progress.count and not is_seen else ""

    def _note_success(self, count: int, *, is_replaced: bool) -> None:
        if self._progress.fallback_reason:
            note(f"Loaded the rest page by page: {self._progress.fallback_reason}.")
        if self._path:
            did = "Added" if self._options.append else "Wrote"
            replaced = ", replacing the file that was there" if is_replaced else ""
            note(f"{did} {_contacts(count)} to {self._path}{replaced}")

    def _note_progress(self) -> None:
        """After an early end, say what was written and how to continue."""
        part = partial_path(self._file) if self._file else None
        count = self._progress.written
        if part is not None and part.exists():
            kept = f"{_contacts(count)} {'is' if count == 1 else 'are'}" if count else "What has arrived is"
            note(f"{kept} kept in {part}; the same command with --resume continues from there.")
        elif count:
            note(f"{_contacts(count)} {'was' if count == 1 else 'were'} written.")
        else:
            note("No contacts were written.")

    def _since(self, workspace: Workspace, query: ContactQuery) -> Since | None:
        """Where new contacts begin; None if all are to be exported."""
        if self._moment:
            return Since(moment=self._moment)
        previous = None
        if self._options.since and self._file:
            previous = SinceFile(self._file, workspace.id, query).read()
            if previous is None and self._options.append and self._file.exists():
                raise UsageError(
                    f"Which contacts {self._file} already has isn't known.",
                    "Leave out --append to export all contacts, or name a day: --since 2026-11-01.",
                )
        return Since(previous=previous) if previous else None

    async def _ask_for_count(
        self, workspace: Workspace, query: ContactQuery, described: ExportProgress
    ) -> None:
        if self._account and self._options.limit is None and not query.is_filtered:
            with suppress(ApiError):
                count = await self._account.count(workspace)
                described.total = count.number if count and not count.is_at_least else None


def _mode_of_output() -> int:
    with suppress(OSError, ValueError):
        return os.fstat(sys.stdout.fileno()).st_mode
    return 0


def _output(form: str) -> BinaryIO:
    """Standard output as bytes. Tables, and everything on a terminal, get the terminal's encoding."""
    encoding = sys.stdout.encoding
    if encoding.lower() == "utf-8" or not (form == "table" or sys.stdout.isatty()):
        return sys.stdout.buffer
    return cast("BinaryIO", codecs.EncodedFile(sys.stdout.buffer, "utf-8", encoding, "replace"))


def _contacts(count: int) -> str:
    return f"{count:,} {'contact' if count == 1 else 'contacts'}"
