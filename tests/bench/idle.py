"""How much CPU time an idle screen takes: python tests/bench/idle.py [SECONDS]

Runs an empty Textual application (one Input, whose cursor blinks) and three screens of the program for some
seconds (5 by default), each in a process and a pseudo-terminal of its own. Prints the CPU time as a share of
the time that passed.
"""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from fcntl import ioctl
from pathlib import Path
from termios import TIOCSWINSZ

from serving import WORKSPACE, serving

from wizard.api.models import Team, Workspace
from wizard.config.profile import Profile
from wizard.config.saving import save
from wizard.sandbox import DEMO_TOKEN
from wizard.support.secret import Token

CONTACTS = 25_000
_LOADED = f"{CONTACTS:,} contacts, newest first"
EMPTY = (
    "from textual.app import App\nfrom textual.widgets import Input\n"
    "class Empty(App):\n    def compose(self):\n        yield Input()\nEmpty().run()"
)
_SEQUENCE = re.compile(rb"\x1b(\[[0-9;?<>=]*[a-zA-Z]|[^\[])")


class Terminal:
    """A process in a pseudo-terminal."""

    def __init__(self, command: Sequence[str], environ: dict[str, str]) -> None:
        self._end, theirs = pty.openpty()
        ioctl(theirs, TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        self._process = subprocess.Popen(
            command, stdin=theirs, stdout=theirs, stderr=theirs, env=environ, start_new_session=True
        )
        os.close(theirs)
        self._written = b""

    def read(self, seconds: float) -> None:
        """Read its output for this long."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if select.select([self._end], [], [], left)[0]:
                self._written += os.read(self._end, 65536)

    def until(self, text: str) -> None:
        """Read until it has written this text since the last key."""
        began = time.monotonic()
        while text.encode() not in _SEQUENCE.sub(b"", self._written):
            assert time.monotonic() - began < 120, self._written[-2000:]
            self.read(0.1)

    def press(self, keys: bytes) -> None:
        """Send keys."""
        self._written = b""
        os.write(self._end, keys)

    def work(self) -> float:
        """Return the CPU seconds it has used so far."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def close(self) -> None:
        """Kill it."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        os.close(self._end)


def idle(terminal: Terminal, seconds: float) -> float:
    """Return the share of the time that it uses the CPU while nobody does anything."""
    terminal.read(3)  # until prefetching and start-up have finished
    before = terminal.work()
    terminal.read(seconds)
    return (terminal.work() - before) / seconds


def main(seconds: float = 5) -> None:
    """Print one line for each screen."""
    with tempfile.TemporaryDirectory() as folder, serving(CONTACTS, 0) as url:
        environ = {**os.environ, "TERM": "xterm-256color", "CLICKFUNNELS_CONFIG_DIR": folder}
        environ = {name: value for name, value in environ.items() if name not in ("NO_COLOR", "ACCESSIBLE")}
        environ |= {"CLICKFUNNELS_URL": url}
        workspace = Workspace(WORKSPACE, "Early Bird Club", "early-bird")
        save(
            Path(folder) / "config.json",
            Profile("long", Token(DEMO_TOKEN), Team(3, "A Team"), workspace, url, url, datetime.now(UTC)),
        )
        cfw = (sys.executable, "-m", "wizard")
        shares: dict[str, float] = {}
        for name, command, text, keys, then in (
            ("an empty Textual application", (sys.executable, "-c", EMPTY), "\u2594", b"", ""),
            ("token", (*cfw, "setup"), "Paste your API token", b"", ""),
            ("home", cfw, "Switch workspace", b"", ""),
            ("contacts, all loaded", (*cfw, "contacts"), "newest first", b"l", _LOADED),
        ):
            terminal = Terminal(command, environ)
            try:
                terminal.until(text)
                if keys:
                    terminal.press(keys)
                    terminal.until(then)
                shares[name] = idle(terminal, seconds)
            finally:
                terminal.close()
            print(f"{name:30} {shares[name]:6.2%} of a processor", flush=True)


if __name__ == "__main__":
    main(float(sys.argv[1]) if sys.argv[1:] else 5)
