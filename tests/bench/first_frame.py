"""How long until the first step can be read: python tests/bench/first_frame.py

It and the smallest Textual application start in terminals of their own, in turn; what counts is the
median of the pairs.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import pexpect

ROUNDS = 20
SMALLEST = """
from textual.app import App
from textual.widgets import Label

class Smallest(App):
    def compose(self):
        yield Label("Hello, world")

Smallest().run()
"""


def seconds(command: list[str], text: str, home: str) -> float:
    """From the start of the process until the terminal has received `text`."""
    environ = {"HOME": home, "PATH": os.environ["PATH"], "TERM": "xterm-256color", "LANG": "C.UTF-8"}
    before = time.perf_counter()
    child = pexpect.spawn(command[0], command[1:], env=environ, dimensions=(40, 120), timeout=30)
    child.expect_exact(text)
    taken = time.perf_counter() - before
    child.close(force=True)
    return taken


def main() -> None:
    """Print both medians, and how they compare."""
    with tempfile.TemporaryDirectory() as home:
        smallest = Path(home) / "smallest.py"
        smallest.write_text(SMALLEST, encoding="utf-8")
        script = shutil.which("cfw", path=str(Path(sys.executable).parent)) or "cfw"
        pairs = []
        for number in range(ROUNDS + 1):
            label = seconds([sys.executable, str(smallest)], "Hello, world", home)
            wizard = seconds([sys.executable, script], "Paste your API token", home)
            if number:  # the first pair fills the caches
                pairs.append((label, wizard))
    label, wizard = median(one for one, _ in pairs), median(other for _, other in pairs)
    ratio = median(other / one for one, other in pairs)
    print(f"one label            {label * 1000:6.1f} ms")
    print(f"cfw, the first step  {wizard * 1000:6.1f} ms  {ratio:.2f} times")


if __name__ == "__main__":
    main()
