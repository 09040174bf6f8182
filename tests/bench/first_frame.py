"""How long until a first screen is complete, key bar included: python tests/bench/first_frame.py [rounds]

It starts in a terminal of its own, in turn with an app of one Label. What counts is the median of the pairs:
of the CPU time of the process (user and system, Linux only), and of the time that passed.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import pexpect

from wizard.api.models import Team, Workspace
from wizard.config.profile import Profile
from wizard.config.saving import save
from wizard.support.secret import Token

ROUNDS = 20
ONE_LABEL = """
from textual.app import App
from textual.widgets import Label

class OneLabel(App):
    def compose(self):
        yield Label("Hello, world")

OneLabel().run()
"""
URL = "https://accounts.myclickfunnels.com/api/v2"
PROFILE = Profile(
    "hammer-workspace",
    Token("invented-token"),
    Team(3, "Richard Steinmetz's Team"),
    Workspace(42, "Hammer Workspace", "richstone"),
    URL,
    URL.replace("accounts", "richstone"),
    datetime.now(UTC),
)
Times = tuple[float, float]
"""CPU seconds, and seconds that passed."""


def measure(command: list[str], texts: list[str], home: str) -> Times:
    """Start a command, and stop it once the terminal has received all the texts."""
    environ = {"HOME": home, "PATH": os.environ["PATH"], "TERM": "xterm-256color", "LANG": "C.UTF-8"}
    before = time.perf_counter()
    child = pexpect.spawn(command[0], command[1:], env=environ, dimensions=(40, 120), timeout=30)
    for text in texts:
        child.expect_exact(text)
    passed = time.perf_counter() - before
    fields = Path(f"/proc/{child.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    cpu = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    child.close(force=True)
    return cpu, passed


def compare(name: str, command: list[str], texts: list[str], home: str, rounds: int) -> None:
    """Print how a screen compares with one Label."""
    label = Path(home) / "one_label.py"
    label.write_text(ONE_LABEL, encoding="utf-8")
    pairs: list[tuple[Times, Times]] = []
    for number in range(rounds + 1):
        pair = measure([sys.executable, str(label)], ["Hello, world"], home), measure(command, texts, home)
        if number:  # the first pair fills the caches
            pairs.append(pair)
    for kind, what in enumerate(("CPU", "passed")):
        ours = median(screen[kind] for _, screen in pairs) * 1000
        ratio = median(screen[kind] / one[kind] for one, screen in pairs)
        print(f"{name:24} {what:8} {ours:7.1f} ms  {ratio:.2f} times one Label")


def main() -> None:
    """Measure the token step and the list of workspaces."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    cfw = shutil.which("cfw", path=str(Path(sys.executable).parent)) or "cfw"
    with tempfile.TemporaryDirectory() as home, tempfile.TemporaryDirectory() as used:
        save(Path(used) / ".config/clickfunnels/config.json", PROFILE)
        compare("token step", [cfw], ["Paste your API token", "Help"], home, rounds)
        compare(
            "list of workspaces", [cfw, "switch", "--offline"], ["Hammer Workspace", "Help"], used, rounds
        )


if __name__ == "__main__":
    main()
