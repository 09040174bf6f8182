"""Streams an export is written to as it arrives: open descriptors, FIFOs and devices."""

from __future__ import annotations

import errno
import os
import re
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from wizard.support.errors import TimedOut
from wizard.support.wait_tracker import WAIT_TRACKER

_DESCRIPTORS = {"/dev/stdin": 0, "/dev/stdout": 1, "/dev/stderr": 2}
_NUMBERED = re.compile(r"/(?:dev|proc/self)/fd/(\d+)")
_USUAL_WAIT = 1.0
"""Seconds within which a FIFO's reader usually opens it; only a longer wait is shown."""
_POLL_INTERVAL = 0.05
"""Seconds."""


def descriptor_of(path: Path) -> int | None:
    """Give the open descriptor that `path` stands for; None for an ordinary path."""
    if os.name == "nt":
        return None
    match = _NUMBERED.fullmatch(str(path))
    return int(match[1]) if match else _DESCRIPTORS.get(str(path))


def is_stream(path: Path) -> bool:
    """Whether `path` exists and is written to, rather than being replaced like a file."""
    with suppress(OSError):
        return descriptor_of(path) is not None or not (path.is_file() or path.is_dir() or not path.exists())
    return False


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Open a stream. Raises `OSError`, and `TimedOut` for a FIFO that nobody reads."""
    number = descriptor_of(path)
    if number is not None:
        descriptor = os.dup(number)  # opening it again would truncate a file
    elif stat.S_ISFIFO(path.stat().st_mode):
        descriptor = _open_fifo(path)
    else:
        descriptor = os.open(path, os.O_WRONLY)
    with os.fdopen(descriptor, "wb") as stream:
        yield stream


def _open_fifo(path: Path) -> int:
    """Open a FIFO once a program reads it."""
    began = WAIT_TRACKER.clock()
    while WAIT_TRACKER.clock() - began < min(_USUAL_WAIT, WAIT_TRACKER.timeout):
        if (descriptor := _open_if_read(path)) is not None:
            return descriptor
        time.sleep(_POLL_INTERVAL)
    with WAIT_TRACKER.waiting_for(f"a program that reads {path}"):
        while WAIT_TRACKER.seconds_left(began) > 0:
            if (descriptor := _open_if_read(path)) is not None:
                return descriptor
            time.sleep(_POLL_INTERVAL)
    raise TimedOut(
        f"Gave up: no program has read {path} for {WAIT_TRACKER.timeout:g} s.",
        "Start the program that reads it.",
    )


def _open_if_read(path: Path) -> int | None:
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_NONBLOCK)
    except OSError as error:
        if error.errno != errno.ENXIO:
            raise
        return None
    os.set_blocking(descriptor, True)
    return descriptor
