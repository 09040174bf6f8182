"""Read standard input one line at a time, without echo while a token is typed."""

from __future__ import annotations

import asyncio
import codecs
import os
import select
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TextIO

from wizard.support.text_encoding import detect_encoding

if sys.platform == "win32":
    import ctypes

    def _turn_off(_: int) -> Callable[[], object]:
        """Turn the console's echo off, and give a function that turns it on again."""
        kernel = ctypes.windll.kernel32
        console, mode = kernel.GetStdHandle(-10), ctypes.c_ulong()
        kernel.GetConsoleMode(console, ctypes.byref(mode))
        kernel.SetConsoleMode(console, mode.value & ~0x4)
        return lambda: kernel.SetConsoleMode(console, mode)

else:
    import termios

    def _turn_off(descriptor: int) -> Callable[[], object]:
        """Turn a terminal's echo off, and give a function that turns it on again."""

        def put(settings: list[Any]) -> None:
            with suppress(termios.error):
                termios.tcsetattr(descriptor, termios.TCSANOW, settings)

        try:
            before = termios.tcgetattr(descriptor)
        except termios.error:  # the terminal is gone: the next write fails and says so
            return lambda: None
        put([*before[:3], before[3] & ~termios.ECHO, *before[4:]])
        return lambda: put(before)


_LONGEST = 100_000
"""Characters of a line or a paste; anything longer is split."""

_PASTE_PAUSE = 0.1
"""Seconds without new input after which a paste is over."""


class Echo:
    """The echo of a terminal; a pipe has none."""

    def __init__(self, descriptor: int | None) -> None:
        self._descriptor = descriptor
        self._restore: Callable[[], object] | None = None

    def off(self) -> None:
        """Hide what is typed."""
        if self._descriptor is not None:
            self._restore = _turn_off(self._descriptor)

    def off_again(self) -> None:
        """Hide it again if it was hidden, after a shell has used the terminal in between."""
        if self._restore is not None and self._descriptor is not None:
            _turn_off(self._descriptor)

    def on(self) -> None:
        """Show what is typed again."""
        if self._restore is not None:
            self._restore()
        self._restore = None


class InputLines:
    """The lines that someone types, or that come through a pipe.

    A daemon thread waits for each piece, so the event loop can handle signals and responses meanwhile, and
    the program can end while the thread still waits.
    """

    def __init__(self, stream: TextIO) -> None:
        self._descriptor = stream.fileno()
        self._encoding = stream.encoding or "utf-8"
        self._rest = b""
        self._recoder: codecs.IncrementalDecoder | None = None
        """Decodes a pipe whose encoding isn't the system's."""
        self._has_started = False
        self.is_terminal = stream.isatty()
        self.echo = Echo(self._descriptor if self.is_terminal else None)

    async def read(self) -> str:
        """Give the next line. Raises `EOFError` at the end of the input."""
        while b"\n" not in self._rest and len(self._rest) < _LONGEST:
            piece = self._recode(await self._next_piece())
            if not piece and not self._rest:
                raise EOFError
            self._rest += piece or b"\n"
        line, _, self._rest = self._rest.partition(b"\n")
        return line.decode(self._encoding, "replace").rstrip("\r")

    async def read_paste(self, is_unfinished: Callable[[str], bool]) -> str:
        """Give the next line and the lines that belong to it.

        Those are the lines a terminal delivers at once and, from a pipe too, whatever follows while the text
        `is_unfinished`. Raises `EOFError` if there isn't even one line.
        """
        text = await self.read()
        while len(text) < _LONGEST and (is_unfinished(text) or await self._has_more()):
            try:
                text += f"\n{await self.read()}"
            except EOFError:
                break
        return text

    def _recode(self, piece: bytes) -> bytes:
        """Turn a piece of a pipe into UTF-8 if its first bytes show another encoding."""
        if not self._has_started and not self.is_terminal and (encoding := detect_encoding(piece)):
            self._recoder = codecs.getincrementaldecoder(encoding)("replace")
            self._encoding = "utf-8"
        self._has_started = True
        return self._recoder.decode(piece, final=not piece).encode() if self._recoder else piece

    async def _has_more(self) -> bool:
        """Whether a terminal already has another line."""
        if not self.is_terminal:
            return False
        await asyncio.sleep(_PASTE_PAUSE)
        with suppress(OSError):  # on Windows, select() only works with sockets
            return bool(self._rest or select.select([self._descriptor], [], [], 0)[0])
        return False

    async def _next_piece(self) -> bytes:
        """Give what comes next; nothing at the end, or when the terminal is gone."""
        loop = asyncio.get_running_loop()
        piece: asyncio.Future[bytes] = loop.create_future()

        def deliver(data: bytes) -> None:
            if not piece.done():
                piece.set_result(data)

        def wait() -> None:
            data = b""
            with suppress(OSError):
                data = os.read(self._descriptor, 65_536)
            with suppress(RuntimeError):  # the loop is closed: the program has ended
                loop.call_soon_threadsafe(deliver, data)

        threading.Thread(target=wait, daemon=True).start()
        return await piece
