"""One export, from the walk to the file or the pipe."""

from __future__ import annotations

import math
import tempfile
from collections.abc import AsyncGenerator, Iterable, Iterator
from contextlib import aclosing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, BinaryIO

from wizard.api.contact import ContactLine
from wizard.api.contact_list import ContactList
from wizard.api.contact_query import ContactQuery
from wizard.api.errors import EndlessList
from wizard.api.progress import Progress
from wizard.contacts.export.formats import FORMATS, TERMINAL_FORMATS, written
from wizard.contacts.export.partial_file import PartialFile
from wizard.contacts.walking.all_contacts import all_contacts
from wizard.contacts.walking.concurrency import ConcurrencyLimit
from wizard.support.wait_tracker import WAIT_TRACKER

_FEW = 400
"""Contacts up to which a limit is walked page by page: no page is fetched in vain."""


@dataclass(frozen=True, slots=True)
class Export:
    """What to export."""

    source: ContactList[ContactLine]
    """Where the contacts come from."""
    workspace_id: int
    query: ContactQuery
    """The filters, and which contacts come first; the order is always that of the ids."""
    format: str
    limit: int | None = None
    """How many contacts at most."""

    async def to_file(self, path: Path, progress: Progress, *, resumes: bool) -> int:
        """Write the file, whole or not at all, and give how many contacts are in it.

        What has come stays in ``NAME.part`` when it is interrupted; `resumes` goes on from there. Raises
        `ExportAlreadyRunning`, `UsageError`, `OSError`, and the `ApiError` that ends it early.
        """
        with PartialFile(path, self._about()) as part:
            if resumes:
                part.go_on()
            else:
                part.begin()
            try:
                async with aclosing(self._batches(part.last_id, part.count, progress)) as batches:
                    async for batch in batches:
                        part.add([one.line for one in batch], batch[-1].id)
                        progress.written = part.count
                part.finish(written(FORMATS[self.format](), part.lines))
            finally:
                part.close()
            return part.count

    async def to_stream(self, stream: BinaryIO, progress: Progress) -> int:
        """Write to a pipe or a terminal as the contacts come, and give how many; CSV needs all of them first.

        Raises `OSError`, and the `ApiError` that ends it early. A list that doesn't come to an end is written
        as far as it came, in every format, before its `EndlessList` is raised.
        """
        count = 0
        endless: EndlessList | None = None
        form = (TERMINAL_FORMATS if stream.isatty() else FORMATS)[self.format]()
        with tempfile.TemporaryFile() as kept:
            if not form.needs_all:
                _write(stream, [form.begin()])
            try:
                async with aclosing(self._batches(None, 0, progress)) as batches:
                    async for batch in batches:
                        count += len(batch)
                        if form.needs_all:
                            kept.writelines(one.line + b"\n" for one in batch)
                        else:
                            _write(stream, (form.row(one.line) for one in batch))
                            progress.written = count
            except EndlessList as error:
                endless = error
            _write(stream, written(form, partial(_lines, kept)) if form.needs_all else [form.end()])
            progress.written = count
        if endless:
            raise endless
        return count

    async def _batches(
        self, after: int | None, count: int, progress: Progress
    ) -> AsyncGenerator[list[ContactLine], None]:
        """The contacts that follow `after`, up to the limit, of which `count` have come before."""
        left = math.inf if self.limit is None else self.limit - count
        if left <= 0:
            return
        newest_first = self.query.newest_first
        concurrency = ConcurrencyLimit(1) if left <= _FEW else None
        async with aclosing(
            all_contacts(
                self.source,
                newest_first=newest_first,
                after=after,
                progress=progress,
                concurrency=concurrency,
            )
        ) as batches:
            async for batch in batches:
                yield batch if len(batch) <= left else batch[: int(left)]
                left -= len(batch)
                if left <= 0:
                    return

    def _about(self) -> dict[str, object]:
        """What makes it this export and no other; the format may be another one when it is gone on with."""
        return {"workspace": self.workspace_id, **self.query.params()}


def _write(stream: BinaryIO, pieces: Iterable[bytes]) -> None:
    """Write whole lines, with nothing else on them; a reader who takes long is none that ClickFunnels is."""
    with WAIT_TRACKER.hidden():
        stream.writelines(pieces)
        stream.flush()
    WAIT_TRACKER.note_activity()


def _lines(kept: IO[bytes]) -> Iterator[bytes]:
    kept.seek(0)
    return (line.rstrip(b"\n") for line in kept)
