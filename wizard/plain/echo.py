"""A terminal's echo, turned off while a token is typed."""

from __future__ import annotations

import sys
from contextlib import suppress

if sys.platform == "win32":
    termios = None
else:
    import termios


class Echo:
    """The echo of a terminal; where there is none (a pipe, Windows), nothing happens."""

    def __init__(self, descriptor: int | None) -> None:
        self._descriptor = descriptor
        self._found: list[int | list[bytes | int]] | None = None
        """The terminal's settings as they were, while the echo is off."""

    def off(self) -> None:
        """Show nothing of what is typed."""
        if termios is None or self._descriptor is None:
            return
        with suppress(termios.error):
            settings = termios.tcgetattr(self._descriptor)
            self._found = self._found or list(settings)
            settings[3] &= ~termios.ECHO
            termios.tcsetattr(self._descriptor, termios.TCSANOW, settings)

    def off_again(self) -> None:
        """Turn it off where it was, after a shell has had the terminal meanwhile."""
        if self._found is not None:
            self.off()

    def on(self) -> None:
        """Show again what is typed."""
        if termios is None or self._descriptor is None or self._found is None:
            return
        with suppress(termios.error):
            termios.tcsetattr(self._descriptor, termios.TCSANOW, self._found)
        self._found = None
