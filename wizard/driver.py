"""Textual's driver for terminals, which any keyboard may speak to."""

from __future__ import annotations

from textual.drivers.linux_driver import LinuxDriver


class SturdyDriver(LinuxDriver):
    """Passes over bytes that are no UTF-8, where Textual's own driver ends the program."""

    def run_input_thread(self) -> None:
        """Take in keys until the end."""
        while not self.exit_event.is_set():
            try:
                super().run_input_thread()
            except UnicodeDecodeError:
                continue
