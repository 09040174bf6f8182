"""One export, from the API to a file or a stream."""

from __future__ import annotations

import math
import tempfile
from collections.abc import AsyncGenerator, Collection, Iterable, Iterator
from contextlib import aclosing, suppress
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import IO, BinaryIO

from wizard.api.client import HEAVY_READS
from wizard.api.contact import ContactLine
from wizard.api.contact_list import ContactList
from wizard.api.contact_query import ContactQuery
from wizard.api.errors import EndlessList
from wizard.api.progress import Progress
from wizard.api.segment_rows import SegmentRows
from wizard.contacts.export.appending import check_columns, content, layout_to_append
from wizard.contacts.export.formats import Layout, convert, new_format
from wizard.contacts.export.partial_file import PartialFile
from wizard.contacts.export.since import LAST, Since, new_contacts
from wizard.contacts.export.since_file import MOST_IDS, SinceFile
from wizard.contacts.walking.all_contacts import all_contacts
from wizard.contacts.walking.concurrency import DEFAULT_REQUESTS, ConcurrencyLimit
from wizard.contacts.walking.segment_walk import RowsUnusable, contacts_from_rows
from wizard.support.errors import UsageError
from wizard.support.wait_tracker import WAIT_TRACKER

_SMALL_LIMIT = 400
"""Up to this limit, contacts are loaded one page after the other, so that no page is wasted."""


@dataclass(frozen=True, slots=True)
class Export:
    """What to export."""

    source: ContactList[ContactLine]
    """Where the contacts come from."""
    workspace_id: int
    query: ContactQuery
    """The filters and the direction; exports are always ordered by id."""
    layout: Layout
    limit: int | None = None
    """The maximum number of contacts."""
    since: Since | None = None
    """Where new contacts begin, to export only those."""
    saves_newest: bool = False
    """Whether to save which contacts are the newest, for the next export to the same file."""
    appends: bool = False
    """Whether to add to the file instead of replacing it."""
    parallel: int = DEFAULT_REQUESTS
    """How many requests to send at once."""
    rows: SegmentRows | None = None
    """Where the contacts come from thousands at a time, if they are a segment and the columns allow that."""

    async def to_file(self, path: Path, progress: Progress, *, resumes: bool) -> int:
        """Write the file completely or not at all, and give the number of contacts.

        What has arrived stays in ``NAME.part`` if it's interrupted; `resumes` asks only for the rest. Raises
        `ExportAlreadyRunning`, `UsageError`, `OSError`, and the `ApiError` that ends it early.
        """
        layout = layout_to_append(path, self.layout) if self.appends else self.layout
        with PartialFile(path, self._identity()) as part:
            if resumes:
                part.resume(newest_first=self.query.newest_first)
            else:
                part.begin()
            progress.kept = part.pages.count
            if not self.since:
                progress.estimate = part.pages.estimate
            try:
                new: set[int] = set()
                async with aclosing(self._batches(self.source.keeping(part.pages), progress)) as batches:
                    async for batch in batches:
                        if self.since:
                            new.update(one.id for one in batch)
                return self._finish(part, path, layout, new, progress.newest)
            finally:
                progress.written = part.pages.count
                part.close()

    def _finish(
        self, part: PartialFile, path: Path, layout: Layout, new: Collection[int], newest: int
    ) -> int:
        """Write the file itself from what has arrived up to the `newest` contact, or from what is new."""
        pages, is_reversed = part.pages, self.query.newest_first
        among = new if self.since else None
        offsets = pages.offsets(newest_first=is_reversed, among=among, up_to=newest)[: self.limit]
        pieces = convert(new_format(layout), lambda: pages.read(offsets))
        if self.appends:
            if not self.layout.columns:
                try:
                    check_columns(path, layout, pages.read(offsets))
                except UsageError:
                    part.discard()  # or the next run would ask about it, instead of saying this
                    raise
            pieces = chain(content(path), pieces)
        if not self.saves_newest:
            part.finish(pieces)
            return len(offsets)
        previous = self.since.previous if self.since else ()
        ids = sorted({*previous, *pages.last_ids(MOST_IDS, up_to=newest)})[-MOST_IDS:]
        since_file = SinceFile(path, self.workspace_id, self.query)
        part.finish(since_file.announced(pieces, ids))
        since_file.save(ids)
        return len(offsets)

    async def to_stream(self, stream: BinaryIO, progress: Progress) -> int:
        """Write contacts to a pipe or a terminal as they arrive, and give their number. CSV needs all first.

        Raises `OSError`, and the `ApiError` that ends it early. Before an `EndlessList` is raised, everything
        loaded so far is written, in every format.
        """
        count = 0
        endless: EndlessList | None = None
        form = new_format(self.layout, for_terminal=stream.isatty())
        with tempfile.TemporaryFile() as kept:
            if not form.needs_all:
                _write(stream, [form.begin()])
            try:
                async with aclosing(self._batches(self.source, progress)) as batches:
                    async for batch in batches:
                        count += len(batch)
                        if form.needs_all:
                            kept.writelines(one.line + b"\n" for one in batch)
                        else:
                            _write(stream, (form.row(one.line) for one in batch))
                            progress.written = count
            except EndlessList as error:
                endless = error
            _write(stream, convert(form, partial(_lines, kept)) if form.needs_all else [form.end()])
            progress.written = count
        if endless:
            raise endless
        return count

    async def _batches(
        self, source: ContactList[ContactLine], progress: Progress
    ) -> AsyncGenerator[list[ContactLine], None]:
        """The contacts up to the limit, or the new ones."""
        if self.since:
            new = await new_contacts(source, self.since, progress, self._parallel)
            yield new[::-1] if self.query.newest_first else new
            return
        left = math.inf if self.limit is None else self.limit
        async with aclosing(self._all(source, left, progress)) as batches:
            async for batch in batches:
                yield batch if len(batch) <= left else batch[: int(left)]
                left -= len(batch)
                if left <= 0:
                    return

    async def _all(
        self, source: ContactList[ContactLine], limit: float, progress: Progress
    ) -> AsyncGenerator[list[ContactLine], None]:
        """All contacts: a segment's rows as far as they can be used, and the rest from the list."""
        last: int | None = None
        if self.rows and not progress.kept:
            rows = contacts_from_rows(self.rows, source, limit, progress)
            with suppress(RowsUnusable):
                async with aclosing(rows):
                    async for batch in rows:
                        source.keep(None if last is None else str(last), tuple(batch))
                        last = batch[-1].id
                        yield batch
                return
        walk = all_contacts(
            source,
            newest_first=self.query.newest_first,
            after=last,
            progress=progress,
            concurrency=ConcurrencyLimit(1 if limit <= _SMALL_LIMIT else self._parallel),
        )
        async with aclosing(walk):
            async for batch in walk:
                yield batch

    @property
    def _parallel(self) -> int:
        return min(self.parallel, HEAVY_READS) if self.query.segment else self.parallel

    def _identity(self) -> dict[str, object]:
        """What identifies this export; the format isn't part of it and may change when it's resumed."""
        since = {"since": str(self.since.moment or LAST)} if self.since else {}
        fields = {"fields": self.rows.fields} if self.rows else {}
        return {"workspace": self.workspace_id, **self.query.params(), **since, **fields}


def _write(stream: BinaryIO, pieces: Iterable[bytes]) -> None:
    """Write whole lines, uninterrupted by status lines. A slow reader doesn't count towards the timeout."""
    with WAIT_TRACKER.hidden():
        stream.writelines(pieces)
        stream.flush()
    WAIT_TRACKER.note_activity()


def _lines(kept: IO[bytes]) -> Iterator[bytes]:
    kept.seek(0)
    return (line.rstrip(b"\n") for line in kept)
