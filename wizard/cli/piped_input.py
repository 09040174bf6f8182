"""Read a pipe to its end, and give up after long silence."""

from __future__ import annotations

import os
import select
import time
from contextlib import ExitStack

from wizard.support.errors import TimedOut
from wizard.support.wait_tracker import WAIT_TRACKER

_USUAL_WAIT = 1.5
"""Seconds within which most programs have written their output; only a longer wait is shown."""
_POLL_INTERVAL = 0.05
"""Seconds."""


def read_all(descriptor: int, most: int, source: str, *, waits_for_writer: bool = False) -> bytes:
    """Read to the end, but at most `most` bytes. Raises `OSError`, and `TimedOut` after long silence.

    A FIFO that no program has opened for writing yet looks as if it had ended; `waits_for_writer` waits.
    """
    data = b""
    with ExitStack() as stack:
        began = WAIT_TRACKER.clock()
        piece = _piece(descriptor, most, min(_USUAL_WAIT, WAIT_TRACKER.timeout), waits_for_writer)
        if piece is None:
            stack.enter_context(WAIT_TRACKER.waiting_for(source))
            piece = _piece(descriptor, most, WAIT_TRACKER.seconds_left(began), waits_for_writer)
        while piece:
            WAIT_TRACKER.note_activity()
            data += piece
            if len(data) >= most:
                break
            piece = _piece(descriptor, most - len(data), WAIT_TRACKER.seconds_left(began), False)
    if piece is None:
        raise TimedOut(
            f"Gave up: nothing came from {source} for {WAIT_TRACKER.timeout:g} s.",
            "Check the program that writes to it, or wait longer with --timeout SECONDS.",
        )
    return data


def _piece(descriptor: int, most: int, seconds: float, waits_for_writer: bool) -> bytes | None:
    """Read what comes next: nothing at the end, None if nothing came for so many seconds."""
    end = WAIT_TRACKER.clock() + seconds
    while _is_ready(descriptor, end - WAIT_TRACKER.clock()):
        piece = os.read(descriptor, most)
        if piece or not waits_for_writer:
            return piece
        if WAIT_TRACKER.clock() >= end:
            break
        time.sleep(_POLL_INTERVAL)
    return None


def _is_ready(descriptor: int, seconds: float) -> bool:
    """Whether there is something to read, or the end, within so many seconds."""
    if os.name == "nt":  # select() works only with sockets there
        return True
    return bool(select.select([descriptor], [], [], max(0.0, seconds))[0])
