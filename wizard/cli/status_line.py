"""The line on standard error that says what a command is waiting for, and how far it has come."""

from __future__ import annotations

import math
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from wizard.support.wait_tracker import WAIT_TRACKER, Wait, WaitTracker, pause_message, waiting_message

SECONDS_UNTIL_TOLD = 2.0
"""How long a command may be silent before it says what it is waiting for."""

_TICK = 0.2


class StatusLine:
    """Tells people about waits, from a thread of its own: what waits may be unable to.

    Where it `moves`, the line is drawn over and over, and taken away again. Elsewhere each thing is said
    once, as a line. It never shares a line with the data, which is written inside `hidden`.
    """

    def __init__(
        self,
        *,
        moves: bool,
        tells_of_network: bool = True,
        how_far: Callable[[], str] | None = None,
        waits: WaitTracker = WAIT_TRACKER,
    ) -> None:
        self.how_far = how_far
        """Says how far the command has come; drawn all the time, where the line moves."""
        self._moves = moves
        self._tells_of_network = tells_of_network
        self._waits = waits
        self._spoke_at = waits.clock()
        self._told: set[str] = set()
        self._told_until = -math.inf
        """When the last pause ends that was told as a line."""
        self._drawn = ""
        self._hiding = 0
        self._lock = threading.Lock()
        self._busy = threading.Event()
        self._closed = threading.Event()
        self._thread: threading.Thread | None = None

    def __enter__(self) -> StatusLine:
        """Listen to the waits of this program from now on."""
        self._waits.listener = self
        if self.how_far:
            self._wake()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop, and take the line away."""
        self.close()
        self._waits.listener = None

    def changed(self) -> None:
        """Begin to tell, or take the line away before what was waited for is written."""
        if self._waits.current():
            self._wake()
        elif not self.how_far:
            with self._lock:
                self._clear()

    @contextmanager
    def hidden(self) -> Iterator[None]:
        """Keep the terminal free; nothing is drawn meanwhile, however long that takes."""
        with self._lock:
            self._hiding += 1
            self._clear()
        try:
            yield
        finally:
            with self._lock:
                self._hiding -= 1
                self._spoke_at = self._waits.clock()

    def close(self) -> None:
        """Take the line away for good."""
        with self._lock:
            self._closed.set()
            self._clear()
        self._busy.set()
        if self._thread:
            self._thread.join()

    def tick(self) -> None:
        """Say or draw what there is to say now."""
        with self._lock:
            if self._closed.is_set() or self._hiding:
                return
            now = self._waits.clock()
            wait = self._waits.current()
            if wait and wait.is_network and not self._tells_of_network:
                wait = None
            if self._moves and (wait is None or wait.is_network):
                self._draw(_joined(_shown(wait, now, self._silent_for(now)), self._progress()))
            elif wait:
                self._say_once(wait, now)

    def _silent_for(self, now: float) -> float:
        """For how long people have seen nothing happen: where progress is drawn, they see what comes."""
        is_seen = self._moves and self.how_far is not None
        return now - (max(self._spoke_at, self._waits.last_activity) if is_seen else self._spoke_at)

    def _progress(self) -> str:
        return self.how_far() if self.how_far else ""

    def _say_once(self, wait: Wait, now: float) -> None:
        if wait.until is not None:
            if wait.until - max(wait.since, self._told_until) >= SECONDS_UNTIL_TOLD:
                self._told_until = wait.until
                self._say(_shown(wait, now, 0))
        elif wait.what not in self._told and (
            not wait.is_network or self._silent_for(now) >= SECONDS_UNTIL_TOLD
        ):
            self._told.add(wait.what)
            self._say(waiting_message(wait.what))

    def _say(self, text: str) -> None:
        self._clear()
        print(_joined(text, self._progress()), file=sys.stderr, flush=True)
        self._spoke_at = self._waits.clock()

    def _draw(self, text: str) -> None:
        if not text:
            self._clear()
        elif text != self._drawn:
            print(f"\r\x1b[K{text[: _width() - 1]}", end="", file=sys.stderr, flush=True)
            self._drawn = text

    def _clear(self) -> None:
        if self._drawn:
            self._drawn = ""
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)

    def _wake(self) -> None:
        self._busy.set()
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="status line", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        with suppress(OSError, ValueError):  # nobody reads standard error any more
            while not self._closed.wait(_TICK):
                self.tick()
                if not self._waits.current() and not self.how_far:
                    self._busy.clear()
                    if not (self._waits.current() or self._closed.is_set()):
                        self._busy.wait()


def _width() -> int:
    return os.get_terminal_size(sys.stderr.fileno()).columns


def _joined(*parts: str) -> str:
    return " · ".join(filter(None, parts))


def _shown(wait: Wait | None, now: float, silent_for: float) -> str:
    """What is drawn of a wait: a pause at once, anything else after a while."""
    if wait is None:
        return ""
    if wait.until is not None:
        return pause_message(wait, now)
    return waiting_message(wait.what, int(silent_for)) if silent_for >= SECONDS_UNTIL_TOLD else ""
