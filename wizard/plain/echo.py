"""A terminal's echo, turned off while a token is typed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

if sys.platform == "win32":
    import ctypes

    def _turn_off(_: int) -> Callable[[], object]:
        """Turn the console's echo off, and give what turns it on again."""
        kernel = ctypes.windll.kernel32
        console, mode = kernel.GetStdHandle(-10), ctypes.c_ulong()
        kernel.GetConsoleMode(console, ctypes.byref(mode))
        kernel.SetConsoleMode(console, mode.value & ~0x4)
        return lambda: kernel.SetConsoleMode(console, mode)

else:
    import termios

    def _turn_off(descriptor: int) -> Callable[[], object]:
        """Turn a terminal's echo off, and give what turns it on again."""

        def put(settings: list[Any]) -> None:
            with suppress(termios.error):
                termios.tcsetattr(descriptor, termios.TCSANOW, settings)

        try:
            found = termios.tcgetattr(descriptor)
        except termios.error:  # the terminal is gone, which the next line that is written tells
            return lambda: None
        put([*found[:3], found[3] & ~termios.ECHO, *found[4:]])
        return lambda: put(found)


class Echo:
    """The echo of a terminal; a pipe has none."""

    def __init__(self, descriptor: int | None) -> None:
        self._descriptor = descriptor
        self._turn_on: Callable[[], object] | None = None

    def off(self) -> None:
        """Show nothing of what is typed."""
        if self._descriptor is not None:
            self._turn_on = _turn_off(self._descriptor)

    def off_again(self) -> None:
        """Turn it off where it was, after a shell has had the terminal meanwhile."""
        if self._turn_on is not None and self._descriptor is not None:
            _turn_off(self._descriptor)

    def on(self) -> None:
        """Show again what is typed."""
        if self._turn_on is not None:
            self._turn_on()
        self._turn_on = None
