"""An event loop with its own clock, which jumps to the next scheduled event when there is nothing to do.

Running code takes no time on this clock, and sleeping takes exactly its duration. So a test can check to the
millisecond what waited for what, without waiting itself.
"""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any


class JumpingLoop(asyncio.SelectorEventLoop):
    """Never sleeps unless a thread is working."""

    def __init__(self) -> None:
        self._now = 0.0
        self._threads = 0
        super().__init__(_Selector(self._jump))

    def time(self) -> float:
        """Seconds on this clock."""
        return self._now

    @contextmanager
    def in_threads(self) -> Iterator[None]:
        """The clock stops while threads work."""
        self._threads += 1
        try:
            yield
        finally:
            self._threads -= 1

    def run_in_executor(self, executor: Any, func: Callable[..., Any], *args: Any) -> asyncio.Future[Any]:
        """Let a thread work while the clock is stopped."""
        future = super().run_in_executor(executor, func, *args)
        self._threads += 1

        def on_done(_: object) -> None:
            self._threads -= 1

        future.add_done_callback(on_done)
        return future

    async def shutdown_default_executor(self, *arguments: Any) -> None:
        """Stop the clock while the loop waits for its threads, which would time out otherwise."""
        with self.in_threads():
            await super().shutdown_default_executor(*arguments)

    def _jump(self, seconds: float) -> bool:
        if self._threads:
            return False
        self._now += seconds
        return True


class _Selector(selectors.DefaultSelector):
    def __init__(self, jump: Callable[[float], bool]) -> None:
        super().__init__()
        self._jump = jump

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """Give the events that have arrived; if none has and none can, advance the clock at once."""
        came = super().select(0)
        if came or not timeout:
            return came if came or timeout == 0 else super().select(timeout)
        return came if self._jump(timeout) else super().select(timeout)


def run(test: Coroutine[Any, Any, None]) -> None:
    """Run a test with its own clock."""
    with asyncio.Runner(loop_factory=JumpingLoop) as runner:
        runner.run(test)
