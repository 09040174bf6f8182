"""Standard streams on Windows: UTF-8 and LF in pipes and files, broken pipes detected, consoles in colour."""

from __future__ import annotations

import errno
import io
import os
import stat
import sys
from typing import Any


def prepared(stream: io.TextIOWrapper, *, is_output: bool) -> io.TextIOWrapper:
    """Give a stream to the same place that behaves as on other systems.

    In pipes and files Python would use the system's code page, which can't encode most names, and CR LF line
    endings, which break `eval "$(cfw env)"` in Git Bash.
    """
    if stream.isatty():
        if is_output:
            _enable_escapes(stream.fileno())
        return stream
    if "PYTHONIOENCODING" not in os.environ:
        stream.reconfigure(encoding="utf-8", errors="replace")
    stream.reconfigure(newline="\n")
    return _with_broken_pipes(stream) if is_output else stream


class _Pipe(io.FileIO):
    """A pipe that raises `BrokenPipeError` once its reader is gone; Windows reports EINVAL."""

    def write(self, data: Any, /) -> int:
        """Write some bytes."""
        try:
            return super().write(data)
        except OSError as error:
            if error.errno != errno.EINVAL:
                raise
            raise BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE)) from None


def _with_broken_pipes(stream: io.TextIOWrapper) -> io.TextIOWrapper:
    try:
        descriptor = stream.fileno()
    except OSError:  # not a stream of the system
        return stream
    if not stat.S_ISFIFO(os.fstat(descriptor).st_mode):
        return stream
    return io.TextIOWrapper(
        io.BufferedWriter(_Pipe(descriptor, "w", closefd=False)),
        encoding=stream.encoding,
        errors=stream.errors,
        newline="\n",
        line_buffering=stream.line_buffering,
    )


if sys.platform == "win32":
    import ctypes
    import msvcrt

    _ENABLE_VIRTUAL_TERMINAL_PROCESSING = 0x4

    def _enable_escapes(descriptor: int) -> None:
        """Make a console interpret escape sequences, such as colours, instead of showing them."""
        console, mode = ctypes.c_void_p(msvcrt.get_osfhandle(descriptor)), ctypes.c_ulong()
        kernel = ctypes.windll.kernel32
        if kernel.GetConsoleMode(console, ctypes.byref(mode)):
            kernel.SetConsoleMode(console, mode.value | _ENABLE_VIRTUAL_TERMINAL_PROCESSING)

else:

    def _enable_escapes(descriptor: int) -> None:
        """Other terminals always interpret them."""
