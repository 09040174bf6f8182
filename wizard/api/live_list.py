"""A list that loads in the background, keeps what has arrived, and continues where it stopped."""

from __future__ import annotations

import asyncio
import math
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterable, Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from enum import Enum, auto
from typing import Generic, Protocol, TypeVar, overload

from wizard.api.errors import ApiError, NothingReadable, Unreadable
from wizard.api.http_types import OnPause
from wizard.api.pagination import Page, Record, nothing_new
from wizard.api.progress import Progress

T = TypeVar("T", bound=Record)


class LoadState(Enum):
    """Whether a list is loading."""

    LOADING = auto()
    RESTING = auto()
    """There may be more, but nobody has asked for it."""
    COMPLETE = auto()
    FAILED = auto()


@dataclass(frozen=True, slots=True)
class LoadStatus:
    """How far a list has loaded."""

    count: int = 0
    state: LoadState = LoadState.LOADING
    error: ApiError | None = None
    """Why it failed; the records before that are still there."""
    unreadable: int = 0
    """How many records couldn't be read."""


class Store(Protocol[T]):
    """Keeps records in the order they arrive, like a `list`."""

    def __len__(self) -> int:
        """How many there are."""

    def __iter__(self) -> Iterator[T]:
        """All of them."""

    @overload
    def __getitem__(self, index: int, /) -> T: ...

    @overload
    def __getitem__(self, index: slice, /) -> Sequence[T]: ...

    def __getitem__(self, index: int | slice, /) -> T | Sequence[T]:
        """One or several of them."""

    def extend(self, records: Iterable[T], /) -> None:
        """Add records at the end."""


LoadRest = Callable[[int, Progress], AsyncGenerator[list[T], None]]


class LiveList(Generic[T]):
    """The records of one list, loaded by a task of its own once `load` is called.

    `pages` gives the pages from a cursor on. `rest`, if given, loads everything after an id faster than page
    by page. A page without anything new fails with `EndlessList`, and a list without any readable record
    with `NothingReadable`; `name` is the list's name in these errors.
    """

    def __init__(
        self,
        pages: Callable[[str | None, OnPause], AsyncIterator[Page[T]]],
        store: Store[T] | None = None,
        rest: LoadRest[T] | None = None,
        *,
        name: str = "list",
    ) -> None:
        self.name = name
        """What messages call it."""
        self._pages = pages
        self._rest = rest
        self._ids: set[int] = set()
        self._cursor: str | None = None
        self._unreadable = 0
        self._wanted: float = 0
        self._task: asyncio.Task[None] | None = None
        self._changed = asyncio.Event()
        self._crash: Exception | None = None
        self._is_prefetch = False
        self.items: Store[T] = [] if store is None else store
        """What has arrived so far; it only grows at its end."""
        self.status = LoadStatus(state=LoadState.RESTING)
        self.progress: Progress | None = None
        """How far loading all the rest has come, while that lasts."""

    def load(self, count: float = math.inf) -> None:
        """Load until there are `count` records, or all of them; a list that failed continues from there."""
        self._is_prefetch = False
        self._wanted = max(self._wanted, count)
        is_running = self._task is not None and not self._task.done()
        if is_running or self.status.state is LoadState.COMPLETE or len(self.items) >= self._wanted:
            return
        self._set_status(LoadState.LOADING)
        self._task = asyncio.create_task(self._run(), name="load a list")

    def prefetch(self) -> None:
        """Load the first page in case it's needed soon, without retries.

        Does nothing if the list has loaded anything or has failed.
        """
        if self.status.state is LoadState.RESTING and not self.items:
            self.load(1)
            self._is_prefetch = True

    def cancel_prefetch(self) -> None:
        """Stop a prefetch, unless `load` was called meanwhile."""
        if self._is_prefetch:
            self.stop()

    def only(self) -> T | None:
        """Give the record of a list that is known to have exactly one."""
        is_single = self.status.state is LoadState.COMPLETE and len(self.items) == 1
        return self.items[0] if is_single and not self.status.unreadable else None

    @property
    def unreadable_error(self) -> Unreadable | None:
        """Which records couldn't be read, if others could."""
        unreadable = self.status.unreadable
        return Unreadable(self.name, unreadable) if unreadable and self.items else None

    def stop(self) -> None:
        """Stop loading. What has arrived stays, and `load` continues from there."""
        if self._task is not None and not self._task.done():
            self._task.cancel()
            self._task = self.progress = None
            self._wanted = 0
            self._set_status(LoadState.RESTING)

    async def changes(self) -> AsyncIterator[LoadStatus]:
        """Give the status now and after each change, until the list is complete."""
        given: LoadStatus | None = None
        while True:
            while self.status is given:
                await self._changed.wait()
            if self._crash:
                raise self._crash
            given = self.status
            yield given
            if given.state is LoadState.COMPLETE:
                return

    async def settled(self) -> LoadStatus:
        """Wait until there are records, or it's certain that none will come."""
        async for status in self.changes():
            if status.count or status.state is not LoadState.LOADING:
                return status
        return self.status

    async def all(self) -> AsyncIterator[T]:
        """Load everything and give each record as it arrives. Raises the `ApiError` that ends it early."""
        given = 0
        self.load()
        async for status in self.changes():
            while given < len(self.items):
                yield self.items[given]
                given += 1
            if status.state is LoadState.FAILED and status.error:
                raise status.error

    def has(self, number: int) -> bool:
        """Whether the record with this id has arrived."""
        return number in self._ids

    async def _run(self) -> None:
        if self._cursor is None:
            self._unreadable = 0
        try:
            state = await self._load_pages()
        except ApiError as error:
            self._wanted = 0
            self._set_status(LoadState.FAILED, error)
        except Exception as error:  # noqa: BLE001 - a bug: whoever waits for the list gets it
            self._crash = error
            self._set_status(LoadState.FAILED)
        else:
            self._set_status(state)

    async def _load_pages(self) -> LoadState:
        """Load as much as is wanted, and give the state afterwards."""
        async for page in self._pages(self._cursor, self._on_pause):
            if not self._add(page.items) and page.items and not page.is_last:
                raise nothing_new(self.name, self._cursor)
            self._cursor = page.next_cursor
            self._unreadable += page.unreadable
            if len(self.items) >= self._wanted and page.next_cursor is not None:
                return LoadState.RESTING
            self._set_status(LoadState.LOADING)
            if self._rest and math.isinf(self._wanted) and page.ends_at_cursor:
                await self._load_rest(self._rest, page.items[-1].id)
                break
        if self._unreadable and not self.items:
            self._cursor = None
            raise NothingReadable(self.name, self._unreadable)
        return LoadState.COMPLETE

    async def _load_rest(self, rest: LoadRest[T], after: int) -> None:
        progress = self.progress = Progress()
        before = self._unreadable

        def on_change() -> None:
            if self.progress is progress:
                self._set_status(LoadState.LOADING)

        progress.on_change = on_change
        try:
            async with aclosing(rest(after, progress)) as batches:
                async for batch in batches:
                    self._add(batch)
                    self._cursor = str(batch[-1].id)
                    self._unreadable = before + progress.unreadable
            self._unreadable = before + progress.unreadable
        finally:
            if self.progress is progress:
                self.progress = None

    def _add(self, items: Sequence[T]) -> int:
        """Keep those that are new, and count them."""
        new = [item for item in items if item.id not in self._ids]
        self._ids.update(item.id for item in new)
        self.items.extend(new)
        return len(new)

    def _on_pause(self, _seconds: float) -> None:
        self.cancel_prefetch()

    def _set_status(self, state: LoadState, error: ApiError | None = None) -> None:
        self.status = LoadStatus(len(self.items), state, error, self._unreadable)
        self._changed.set()
        self._changed = asyncio.Event()
