"""Run a coroutine so that Ctrl+C always ends it, even if one of its threads is stuck in a name lookup."""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from wizard.support.process_exit import BACKGROUND_THREAD_PREFIX, background_threads

T = TypeVar("T")

_SHUTDOWN_TIMEOUT = 0.3
"""Seconds that running threads get to finish, such as one that is writing a file."""


class QuickShutdownExecutor(ThreadPoolExecutor):
    """A thread pool for an event loop whose shutdown only waits briefly for running threads."""

    def __init__(self) -> None:
        super().__init__(thread_name_prefix=BACKGROUND_THREAD_PREFIX)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002
        """Cancel queued work and wait briefly for running threads."""
        super().shutdown(wait=False, cancel_futures=True)
        deadline = time.monotonic() + _SHUTDOWN_TIMEOUT
        for thread in background_threads():
            thread.join(max(0.0, deadline - time.monotonic()))


def run(main: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine to completion, like `asyncio.run`."""
    with asyncio.Runner() as runner:
        loop = runner.get_loop()
        loop.set_default_executor(QuickShutdownExecutor())
        _wake_on_signals(loop)
        return runner.run(main)


def _wake_on_signals(loop: asyncio.AbstractEventLoop) -> None:
    """Make every signal wake the loop, as on Windows.

    Python runs asyncio's Ctrl+C handler the next time the loop wakes up. If the signal arrives just before
    the loop goes to sleep, that may be never. A loop with any signal handler of its own is woken by all
    signals.
    """
    if hasattr(signal, "SIGCONT"):
        loop.add_signal_handler(signal.SIGCONT, lambda: None)
