"""Textual's driver for terminals, which any keyboard may speak to."""

from __future__ import annotations

import asyncio
import os
import signal

from textual import events
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size


class SturdyDriver(LinuxDriver):
    """Passes over bytes that are no UTF-8, sees every resize, and hears Esc inside of GNU screen."""

    def start_application_mode(self) -> None:
        """Take over the terminal, and look at its size in the event loop when that changes.

        Textual looks in a signal handler, which the next signal may interrupt: then the older size is told
        last, and stays.
        """
        super().start_application_mode()  # type: ignore[no-untyped-call]
        asyncio.get_running_loop().add_signal_handler(signal.SIGWINCH, self._tell_size)

    def _enable_mouse_support(self) -> None:
        """Do without the mouse inside of GNU screen.

        While a program listens to the mouse, screen holds an Esc back until another key is pressed: it may
        be the beginning of what the mouse does.
        """
        if "STY" not in os.environ:
            super()._enable_mouse_support()

    def _tell_size(self) -> None:
        if not self._in_band_window_resize:  # else the terminal tells it
            size = Size(*self._get_terminal_size())
            self.send_message(events.Resize(size, size))

    def run_input_thread(self) -> None:
        """Take in keys until the end."""
        while not self.exit_event.is_set():
            try:
                super().run_input_thread()
            except UnicodeDecodeError:
                continue
