"""What an export is written to as it comes: standard output, an open descriptor, a FIFO or a device."""

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
_NOT_WORTH_TELLING = 1.0
"""Seconds in which whoever reads a FIFO usually opens it."""
_LOOKS_AGAIN = 0.05


def descriptor_of(path: Path) -> int | None:
    """Give the open descriptor that `path` stands for; None where it is a path like any other."""
    if os.name == "nt":
        return None
    match = _NUMBERED.fullmatch(str(path))
    return int(match[1]) if match else _DESCRIPTORS.get(str(path))


def is_stream(path: Path) -> bool:
    """Whether `path` is there already and takes what is written, rather than being replaced as a file."""
    with suppress(OSError):
        return descriptor_of(path) is not None or not (path.is_file() or path.is_dir() or not path.exists())
    return False


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Open a stream. Raises `OSError`, and `TimedOut` for a FIFO that nobody reads."""
    number = descriptor_of(path)
    if number is not None:
        descriptor = os.dup(number)  # opening it again would begin a file anew
    elif stat.S_ISFIFO(path.stat().st_mode):
        descriptor = _open_fifo(path)
    else:
        descriptor = os.open(path, os.O_WRONLY)
    with os.fdopen(descriptor, "wb") as stream:
        yield stream


def _open_fifo(path: Path) -> int:
    """Open a FIFO once somebody reads it."""
    began = WAIT_TRACKER.clock()
    while WAIT_TRACKER.clock() - began < min(_NOT_WORTH_TELLING, WAIT_TRACKER.timeout):
        if (descriptor := _open_if_read(path)) is not None:
            return descriptor
        time.sleep(_LOOKS_AGAIN)
    with WAIT_TRACKER.waiting_for(f"a program that reads {path}"):
        while WAIT_TRACKER.seconds_left(began) > 0:
            if (descriptor := _open_if_read(path)) is not None:
                return descriptor
            time.sleep(_LOOKS_AGAIN)
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
