"""The line on standard error that shows what a command is waiting for, and its progress."""

from __future__ import annotations

import math
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from textwrap import shorten

from wizard.support.wait_tracker import WAIT_TRACKER, Wait, WaitTracker, pause_message, waiting_message

SECONDS_UNTIL_SHOWN = 2.0
"""How long a command may be silent before it says what it's waiting for."""

_TICK = 0.2
"""Seconds between updates."""

_LOG_INTERVAL = 10.0
"""Seconds between lines of progress where nothing can be redrawn."""

_DOT = " · "
"""Between the parts of a line."""

_SHORTEST_BAR, _LONGEST_BAR = 8, 40
"""Characters."""


class StatusLine:
    """Shows waits, from a thread of its own, because whatever waits may be unable to.

    If it `redraws`, the line is updated in place and finally erased, with a bar if `share` is known.
    Otherwise each wait is printed once, as a line of its own, and if it `logs`, the progress now and then.
    Data that may be on the same terminal is written inside `hidden`.
    """

    def __init__(
        self,
        *,
        redraws: bool,
        shows_network: bool = True,
        logs: bool = False,
        progress: Callable[[], str] | None = None,
        share: Callable[[], float | None] = lambda: None,
        tracker: WaitTracker = WAIT_TRACKER,
    ) -> None:
        self._redraws = redraws
        self._shows_network = shows_network
        self._progress = progress
        """Describes the command's progress, shown all the time if the line is redrawn."""
        self._share = share
        self._logs = logs
        self._logged_at = tracker.clock()
        self._tracker = tracker
        self._last_shown = tracker.clock()
        self._printed: set[str] = set()
        """Waits that have been printed as lines."""
        self._printed_until = -math.inf
        """When the last pause ends that was printed as a line."""
        self._drawn = ""
        self._hidden = 0
        self._lock = threading.Lock()
        self._busy = threading.Event()
        self._closed = threading.Event()
        self._thread: threading.Thread | None = None

    def __enter__(self) -> StatusLine:
        """Start to listen to the program's waits."""
        self._tracker.listener = self
        if self._progress:
            self._wake()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop listening, and erase the line."""
        self.close()
        self._tracker.listener = None

    def changed(self) -> None:
        """Show a wait that began, or erase the line before what was waited for is written."""
        if self._tracker.current():
            self._wake()
        elif not self._progress:
            with self._lock:
                self._clear()

    @contextmanager
    def hidden(self) -> Iterator[None]:
        """Erase the line and draw nothing in the meantime."""
        with self._lock:
            self._hidden += 1
            self._clear()
        try:
            yield
        finally:
            with self._lock:
                self._hidden -= 1
                self._last_shown = self._tracker.clock()

    def close(self) -> None:
        """Erase the line and end the thread."""
        with self._lock:
            self._closed.set()
            self._clear()
        self._busy.set()
        if self._thread:
            self._thread.join()

    def tick(self) -> None:
        """Show the current wait and progress."""
        with self._lock:
            if self._closed.is_set() or self._hidden:
                return
            now = self._tracker.clock()
            wait = self._tracker.current()
            if wait and wait.is_network and not self._shows_network:
                wait = None
            if self._redraws and (wait is None or wait.is_network):
                message = _message(wait, now, self._silence(now))
                self._draw(self._with_progress(message), None if message else self._share())
                return
            if wait:
                self._print_once(wait, now)
            if self._logs and now - self._logged_at >= _LOG_INTERVAL:
                self._print("")

    def _silence(self, now: float) -> float:
        """For how long nothing visible has happened. If progress is shown, arriving data is visible."""
        shows_arrivals = self._logs or (self._redraws and self._progress is not None)
        return now - (
            max(self._last_shown, self._tracker.last_activity) if shows_arrivals else self._last_shown
        )

    def _print_once(self, wait: Wait, now: float) -> None:
        if wait.until is not None:
            if wait.until - max(wait.since, self._printed_until) >= SECONDS_UNTIL_SHOWN:
                self._printed_until = wait.until
                self._print(pause_message(wait, now))
        elif wait.what not in self._printed and (
            not wait.is_network or self._silence(now) >= SECONDS_UNTIL_SHOWN
        ):
            self._printed.add(wait.what)
            self._print(waiting_message(wait.what))

    def _print(self, text: str) -> None:
        self._clear()
        if line := self._with_progress(text):
            print(line, file=sys.stderr, flush=True)
        self._last_shown = self._logged_at = self._tracker.clock()

    def _with_progress(self, text: str) -> str:
        return _DOT.join(filter(None, (text, self._progress() if self._progress else "")))

    def _draw(self, text: str, share: float | None) -> None:
        text = _fitted(text, _width() - 1)
        length = min(_width() - len(text) - 2, _LONGEST_BAR)
        if text and share is not None and length >= _SHORTEST_BAR:
            done = round(share * length)
            text = f"{'━' * done}{'─' * (length - done)} {text}"
        if not text:
            self._clear()
        elif text != self._drawn:
            print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)
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
        with suppress(OSError, ValueError):  # standard error has been closed
            while not self._closed.wait(_TICK):
                self.tick()
                if not self._tracker.current() and not self._progress:
                    self._busy.clear()
                    if not (self._tracker.current() or self._closed.is_set()):
                        self._busy.wait()


def _fitted(text: str, width: int) -> str:
    """As many of a text's parts as fit, and of a single one as many words."""
    while len(text) > width and _DOT in text:
        text = text.rpartition(_DOT)[0]
    return text if len(text) <= width else shorten(text, width, placeholder="…")


def _width() -> int:
    return os.get_terminal_size(sys.stderr.fileno()).columns


def _message(wait: Wait | None, now: float, silence: float) -> str:
    """The message to draw: a pause at once, any other wait after some silence."""
    if wait is None:
        return ""
    if wait.until is not None:
        return pause_message(wait, now)
    return waiting_message(wait.what, int(silence)) if silence >= SECONDS_UNTIL_SHOWN else ""
