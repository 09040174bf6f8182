"""What a pipe brings, however long that takes, but not for ever."""

from __future__ import annotations

import os
import select
from contextlib import ExitStack

from wizard.errors import GaveUp
from wizard.waits import WAITS
from wizard.words import waiting as words

_NOT_WORTH_TELLING = 1.5
"""Seconds in which most programs have written what they write."""


def read_all(descriptor: int, most: int, source: str) -> bytes:
    """Read to the end, but no more than so many bytes. Raises `OSError`, and `GaveUp` after long silence."""
    data = b""
    with ExitStack() as told:
        began = WAITS.clock()
        if not _is_ready(descriptor, min(_NOT_WORTH_TELLING, WAITS.limit)):
            told.enter_context(WAITS.waiting_for(source))
        while len(data) < most:
            if not _is_ready(descriptor, WAITS.left(began)):
                raise GaveUp(*words.nothing_came(source, WAITS.limit))
            piece = os.read(descriptor, most - len(data))
            if not piece:
                break
            WAITS.heard()
            data += piece
    return data


def _is_ready(descriptor: int, seconds: float) -> bool:
    """Whether there is something to read, or the end, before so many seconds are over."""
    if os.name == "nt":  # which can tell that of sockets only
        return True
    return bool(select.select([descriptor], [], [], max(0.0, seconds))[0])
