"""The real program in a pseudo-terminal, as a terminal would show it."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pexpect
import pyte

PASTE = "\x1b[200~", "\x1b[201~"
KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "ctrl+c": "\x03",
    "ctrl+n": "\x0e",
    "ctrl+q": "\x11",
    "ctrl+y": "\x19",
}
KEYS |= {
    "end": "\x1b[F",
    "ctrl+t": "\x14",
    "ctrl+u": "\x15",
    "down": "\x1b[B",
    "up": "\x1b[A",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
}


class Terminal:
    """A program in a terminal of `columns` by `rows`, with its own environment."""

    def __init__(
        self,
        command: Sequence[str],
        home: Path,
        *,
        columns: int = 80,
        rows: int = 24,
        environ: Mapping[str, str] | None = None,
        folder: Path | None = None,
    ) -> None:
        home.mkdir(parents=True, exist_ok=True)
        self.raw = b""
        """All bytes that the program wrote."""
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.child = pexpect.spawn(
            command[0],
            list(command[1:]),
            dimensions=(rows, columns),
            timeout=30,
            cwd=folder,
            env={
                "PATH": os.environ["PATH"],
                "HOME": str(home),
                "TERM": "xterm-256color",
                "LANG": "C.UTF-8",
                **(environ or {}),
            },
        )

    @property
    def text(self) -> str:
        """What the screen shows, as one line with single spaces."""
        return " ".join(" ".join(self._screen.display).split())

    @property
    def last_line(self) -> str:
        """The last line of the screen."""
        return self._screen.display[-1]

    def press(self, *keys: str) -> None:
        """Press keys by name; type anything else."""
        for key in keys:
            self.child.send(KEYS.get(key, key))

    def paste(self, text: str) -> None:
        """Paste as a terminal does, with bracketed paste."""
        self.child.send(PASTE[0] + text + PASTE[1])

    def resize(self, columns: int, rows: int) -> None:
        """Resize the window."""
        self._screen.resize(rows, columns)
        self.child.setwinsize(rows, columns)

    def flicker(self, columns: int, rows: int) -> None:
        """Resize the window and back again, too fast for the program to see the other size."""
        size = self._screen.lines, self._screen.columns
        self._screen.resize(rows, columns)
        self._screen.resize(*size)
        os.kill(self.child.pid, signal.SIGWINCH)

    def shows(self, *texts: str, seconds: float = 30) -> None:
        """Wait until the screen shows all the texts; else raise `AssertionError` with what it shows."""
        deadline = time.monotonic() + seconds
        while not all(text in self.text for text in texts):
            if not self._read(deadline):
                raise AssertionError(f"waited in vain for {texts}; the screen shows:\n{self._picture()}")

    def until(self, condition: Callable[[], bool], seconds: float = 30) -> None:
        """Read the program's output until the condition is true."""
        deadline = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < deadline, self._picture()
            self._read(time.monotonic() + 0.05)

    def ends(self, seconds: float = 30) -> int:
        """Wait for the program to end and give its exit status."""
        deadline = time.monotonic() + seconds
        while self._read(deadline):
            pass
        assert time.monotonic() < deadline, f"still running; the screen shows:\n{self._picture()}"
        self.child.close()
        status: int | None = self.child.exitstatus
        assert status is not None, f"ended by signal {self.child.signalstatus}"
        return status

    def _read(self, deadline: float) -> bool:
        """Read the program's output; False at its end or at the deadline."""
        try:
            piece = self.child.read_nonblocking(65536, timeout=max(0.01, deadline - time.monotonic()))
        except (pexpect.EOF, pexpect.TIMEOUT):
            return False
        self.raw += piece
        self._stream.feed(piece)
        return True

    def _picture(self) -> str:
        return "\n".join(line.rstrip() for line in self._screen.display)
