"""An event loop that an interrupt ends, whatever its threads do: a name lookup cannot be called back."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
import time
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")

_PREFIX = "cfw-thread"
_PATIENCE = 0.3
"""Seconds until what a thread still does, such as writing a file, is left to itself."""


class Unwaited(ThreadPoolExecutor):
    """The threads of one event loop. Its end waits a moment for them, and no longer."""

    def __init__(self) -> None:
        super().__init__(thread_name_prefix=_PREFIX)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002
        """Take no more work, and wait a moment for what is under way."""
        super().shutdown(wait=False, cancel_futures=True)
        deadline = time.monotonic() + _PATIENCE
        for thread in _left():
            thread.join(max(0.0, deadline - time.monotonic()))


def run(main: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine to its end, as `asyncio.run` does."""
    with asyncio.Runner() as runner:
        loop = runner.get_loop()
        loop.set_default_executor(Unwaited())
        _let_signals_wake(loop)
        return runner.run(main)


def _let_signals_wake(loop: asyncio.AbstractEventLoop) -> None:
    """Have every signal wake the loop, as on Windows.

    Python calls asyncio's handler of an interrupt once the loop has something to do: if the signal came just
    before the loop fell asleep, that may be never. A loop with a handler of its own, for whichever signal,
    is woken by all of them.
    """
    if hasattr(signal, "SIGCONT"):
        loop.add_signal_handler(signal.SIGCONT, lambda: None)


def leave(status: int) -> None:
    """End the process; at once where threads are left, which Python would wait for."""
    if _left():
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)
    sys.exit(status)


def _left() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name.startswith(_PREFIX)]
