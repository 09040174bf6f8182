"""A list of the API while it is being loaded: kept once fetched, continued where it broke off."""

from __future__ import annotations

import asyncio
import math
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterable, Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar, overload

from wizard.api.errors import ApiError, NothingReadable, Unreadable
from wizard.api.pagination import Page, Record, nothing_new
from wizard.api.progress import Progress
from wizard.api.retry import Wait

if TYPE_CHECKING:
    from wizard.api.http_client import OnWait

T = TypeVar("T", bound=Record)


class LoadState(Enum):
    """How far a list has come."""

    LOADING = auto()
    RESTING = auto()
    """More follows, and nobody has asked for it yet."""
    COMPLETE = auto()
    FAILED = auto()


@dataclass(frozen=True, slots=True)
class LoadStatus:
    """What there is to show of a list at one moment."""

    count: int = 0
    state: LoadState = LoadState.LOADING
    error: ApiError | None = None
    """Why it failed; records that came before it are still there."""
    wait: Wait | None = None
    """The pause it is in before another try."""
    unreadable: int = 0
    """How many records could not be read."""


class Store(Protocol[T]):
    """Keeps records in the order in which they came, as a `list` does."""

    def __len__(self) -> int:
        """How many there are."""

    def __iter__(self) -> Iterator[T]:
        """Give them all."""

    @overload
    def __getitem__(self, index: int, /) -> T: ...

    @overload
    def __getitem__(self, index: slice, /) -> Sequence[T]: ...

    def __getitem__(self, index: int | slice, /) -> T | Sequence[T]:
        """Give one of them, or several."""

    def extend(self, records: Iterable[T], /) -> None:
        """Add records at the end."""


Rest = Callable[[int, Progress], AsyncGenerator[list[T], None]]


class LiveList(Generic[T]):
    """The records of one list, loaded page by page by a task of its own.

    `pages` gives the list's pages from a cursor on. `rest`, where there is one, gives all records after the
    one with an id, faster: `load` uses it when it wants them all. Nothing is requested before `load`.

    A page that brings nothing new ends it with `EndlessList`, and a list of unreadable records only ends with
    `NothingReadable`; `name` is the list's, for these errors.
    """

    def __init__(
        self,
        pages: Callable[[str | None, OnWait], AsyncIterator[Page[T]]],
        store: Store[T] | None = None,
        rest: Rest[T] | None = None,
        *,
        name: str = "list",
    ) -> None:
        self.name = name
        """What it is called in a message."""
        self._pages = pages
        self._rest = rest
        self._ids: set[int] = set()
        self._cursor: str | None = None
        self._broken = 0
        self._wanted: float = 0
        self._task: asyncio.Task[None] | None = None
        self._changed = asyncio.Event()
        self._fault: Exception | None = None
        self._is_ahead = False
        self.items: Store[T] = [] if store is None else store
        """What has come so far; it only ever grows at its end."""
        self.status = LoadStatus(state=LoadState.RESTING)
        self.progress: Progress | None = None
        """How the loading of all the rest stands, while it lasts."""

    def load(self, count: float = math.inf) -> None:
        """Load until there are `count` records, or all; a list that failed tries again from there."""
        self._is_ahead = False
        self._wanted = max(self._wanted, count)
        is_running = self._task is not None and not self._task.done()
        if is_running or self.status.state is LoadState.COMPLETE or len(self.items) >= self._wanted:
            return
        self._show(LoadState.LOADING)
        self._task = asyncio.create_task(self._load(), name="load a list")

    def prefetch(self) -> None:
        """Load the first page for somebody who may `load` it soon; at the first trouble it is let go.

        A list that has loaded anything, or has failed, is left alone.
        """
        if self.status.state is LoadState.RESTING and not self.items:
            self.load(1)
            self._is_ahead = True

    def cancel_prefetch(self) -> None:
        """Give up what was only foreseen; what is wanted by now goes on."""
        if self._is_ahead:
            self.stop()

    def only(self) -> T | None:
        """The one record of a list that is known to have no other."""
        is_single = self.status.state is LoadState.COMPLETE and len(self.items) == 1
        return self.items[0] if is_single and not self.status.unreadable else None

    @property
    def unreadable_error(self) -> Unreadable | None:
        """Which records could not be read, where others could."""
        return (
            Unreadable(self.name, self.status.unreadable) if self.status.unreadable and self.items else None
        )

    def stop(self) -> None:
        """Give up what is under way; what has come stays, and `load` goes on from there."""
        if self._task is not None and not self._task.done():
            self._task.cancel()
            self._task = self.progress = None
            self._wanted = 0
            self._show(LoadState.RESTING)

    async def changes(self) -> AsyncIterator[LoadStatus]:
        """Give what there is to show, now and after each change; it ends with the list."""
        shown: LoadStatus | None = None
        while True:
            while self.status is shown:
                await self._changed.wait()
            if self._fault:
                raise self._fault
            shown = self.status
            yield shown
            if shown.state is LoadState.COMPLETE:
                return

    async def settled(self) -> LoadStatus:
        """Wait until records are there, or it is known that none will come."""
        async for view in self.changes():
            if view.count or view.state is not LoadState.LOADING:
                return view
        return self.status

    async def all(self) -> AsyncIterator[T]:
        """Give each record as it comes, to the end of the list. Raises the `ApiError` that ends it early."""
        given = 0
        self.load()
        async for view in self.changes():
            while given < len(self.items):
                yield self.items[given]
                given += 1
            if view.state is LoadState.FAILED and view.error:
                raise view.error

    def has(self, number: int) -> bool:
        """Whether the record with this id has come."""
        return number in self._ids

    async def _load(self) -> None:
        if self._cursor is None:
            self._broken = 0
        try:
            state = await self._load_pages()
        except ApiError as error:
            self._wanted = 0
            self._show(LoadState.FAILED, error=error)
        except Exception as error:  # noqa: BLE001 - a fault of ours: whoever waits for the list hears of it
            self._fault = error
            self._show(LoadState.FAILED)
        else:
            self._show(state)

    async def _load_pages(self) -> LoadState:
        """Load what is wanted, and give the state it ends in."""
        async for page in self._pages(self._cursor, self._on_wait):
            if not self._add(page.items) and page.items and not page.is_last:
                raise nothing_new(self.name, self._cursor)
            self._cursor = page.next_cursor
            self._broken += page.unreadable
            if len(self.items) >= self._wanted and page.next_cursor is not None:
                return LoadState.RESTING
            self._show(LoadState.LOADING)
            if self._rest and math.isinf(self._wanted) and page.ends_at_cursor:
                await self._load_rest(self._rest, page.items[-1].id)
                break
        if self._broken and not self.items:
            self._cursor = None
            raise NothingReadable(self.name, self._broken)
        return LoadState.COMPLETE

    async def _load_rest(self, rest: Rest[T], after: int) -> None:
        progress = self.progress = Progress()
        before = self._broken

        def on_change() -> None:
            if self.progress is progress:
                self._show(LoadState.LOADING, wait=progress.wait)

        progress.on_change = on_change
        try:
            async with aclosing(rest(after, progress)) as batches:
                async for batch in batches:
                    self._add(batch)
                    self._cursor = str(batch[-1].id)
                    self._broken = before + progress.unreadable
            self._broken = before + progress.unreadable
        finally:
            if self.progress is progress:
                self.progress = None

    def _add(self, items: Sequence[T]) -> int:
        """Keep the new ones, and give how many they are."""
        fresh = [item for item in items if item.id not in self._ids]
        self._ids.update(item.id for item in fresh)
        self.items.extend(fresh)
        return len(fresh)

    def _on_wait(self, wait: Wait | None) -> None:
        if self._is_ahead:
            self.stop()
        else:
            self._show(LoadState.LOADING, wait=wait)

    def _show(self, state: LoadState, *, error: ApiError | None = None, wait: Wait | None = None) -> None:
        self.status = LoadStatus(len(self.items), state, error, wait, self._broken)
        self._changed.set()
        self._changed = asyncio.Event()
