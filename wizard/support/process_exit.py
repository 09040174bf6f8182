"""End the process even if a background thread is stuck: a name lookup, for example, can't be cancelled."""

from __future__ import annotations

import os
import sys
import threading

BACKGROUND_THREAD_PREFIX = "cfw-thread"
"""The name prefix of threads that the process doesn't wait for."""


def exit_process(status: int) -> None:
    """End the process with this exit status, without waiting for background threads as Python would."""
    if background_threads():
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)
    sys.exit(status)


def background_threads() -> list[threading.Thread]:
    """Give the background threads that are still running."""
    return [thread for thread in threading.enumerate() if thread.name.startswith(BACKGROUND_THREAD_PREFIX)]
