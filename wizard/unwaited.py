"""An event loop whose end does not wait for threads: a name that is being looked up cannot be called back."""

from __future__ import annotations

import asyncio
import os
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
        runner.get_loop().set_default_executor(Unwaited())
        return runner.run(main)


def leave(status: int) -> None:
    """End the process; at once where threads are left, which Python would wait for."""
    if _left():
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)
    sys.exit(status)


def _left() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name.startswith(_PREFIX)]
