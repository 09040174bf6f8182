"""Standard input, a line at a time: read only when a line is wanted, and without echo where it is a token."""

from __future__ import annotations

import asyncio
import codecs
import os
import select
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TextIO

from wizard.plain.echo import Echo
from wizard.support.text_encoding import detect_encoding

_LONGEST = 100_000
"""Characters of a line or a paste; what is longer is cut into several."""

_LULL = 0.1
"""Seconds without anything new, after which a paste is over."""


class Lines:
    """The lines that somebody types, or that a pipe brings.

    A thread of its own waits for each piece, so that signals and answers of the network come meanwhile; it
    takes no lock with it when the program ends under it.
    """

    def __init__(self, stream: TextIO) -> None:
        self._descriptor = stream.fileno()
        self._encoding = stream.encoding or "utf-8"
        self._rest = b""
        self._recoder: codecs.IncrementalDecoder | None = None
        """Decodes a pipe that turned out to have another encoding than the system's."""
        self._is_begun = False
        self.is_terminal = stream.isatty()
        self.echo = Echo(self._descriptor if self.is_terminal else None)

    async def read(self) -> str:
        """Give the next line. Raises `EOFError` where there is none."""
        while b"\n" not in self._rest and len(self._rest) < _LONGEST:
            piece = self._recoded(await self._piece())
            if not piece and not self._rest:
                raise EOFError
            self._rest += piece or b"\n"
        line, _, self._rest = self._rest.partition(b"\n")
        return line.decode(self._encoding, "replace").rstrip("\r")

    async def read_paste(self, is_open: Callable[[str], bool]) -> str:
        """Give the next line, and those that belong to it.

        That is all of what a terminal brings at once, or, from a pipe too, what follows while the text
        `is_open`. Raises `EOFError` where there is no line at all.
        """
        text = await self.read()
        while len(text) < _LONGEST and (is_open(text) or await self._brings_more()):
            try:
                text += f"\n{await self.read()}"
            except EOFError:
                break
        return text

    def _recoded(self, piece: bytes) -> bytes:
        """Give a piece of a pipe in UTF-8 where the pipe's beginning says that it has another encoding."""
        if not self._is_begun and not self.is_terminal and (encoding := detect_encoding(piece)):
            self._recoder = codecs.getincrementaldecoder(encoding)("replace")
            self._encoding = "utf-8"
        self._is_begun = True
        return self._recoder.decode(piece, final=not piece).encode() if self._recoder else piece

    async def _brings_more(self) -> bool:
        """Whether a terminal has another line already."""
        if not self.is_terminal:
            return False
        await asyncio.sleep(_LULL)
        with suppress(OSError):  # Windows can tell that of sockets only
            return bool(self._rest or select.select([self._descriptor], [], [], 0)[0])
        return False

    async def _piece(self) -> bytes:
        """Give what comes next; nothing at the end, and where the terminal is gone."""
        loop = asyncio.get_running_loop()
        piece: asyncio.Future[bytes] = loop.create_future()

        def give(came: bytes) -> None:
            if not piece.done():
                piece.set_result(came)

        def wait() -> None:
            came = b""
            with suppress(OSError):
                came = os.read(self._descriptor, 65_536)
            with suppress(RuntimeError):  # the program has ended meanwhile
                loop.call_soon_threadsafe(give, came)

        threading.Thread(target=wait, daemon=True).start()
        return await piece
