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
TEAM_STEP = """
from pathlib import Path

import wizard.tui
from wizard.account.account import Account
from wizard.account.connection import Connector
from wizard.api.hosts import Hosts
from wizard.api.models import Team
from wizard.api.pagination import Page
from wizard.onboarding.answers import Answers
from wizard.onboarding.session import Session
from wizard.support.secret import Token
from wizard.tui.base_app import BaseApp
from wizard.tui.screens.team_picker import team_picker

class Api:
    was_rate_limited = True

    async def teams(self, *_):
        yield Page(tuple(Team(3 + number, f"Team number {number}") for number in range(20)))

class TeamStep(BaseApp):
    CSS_PATH = Path(wizard.tui.__file__).with_name("wizard.tcss")

    async def on_mount(self):
        answers = Answers(Account(Token("invented-token"), Api()))
        self.push_screen(team_picker(answers, self._session, takes_single=True))

TeamStep(Session(Path("unused/config.json"), Hosts(), Connector(Hosts()))).run()
"""
"""The step with a list that needs no network, as it would be if it came first."""
LIST = ["Hammer Workspace", "Switch", "Browse", "Help"]
URL = "https://accounts.myclickfunnels.com/api/v2"
PROFILE = Profile(
    "hammer-workspace",
    Token("invented-token"),
    Team(3, "Northwind Coaching"),
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
    threads = Path(f"/proc/{child.pid}/task").glob("*/schedstat")
    cpu = sum(int(thread.read_text(encoding="ascii").split()[0]) for thread in threads) / 1e9
    child.close(force=True)
    return cpu, passed


def program(home: str, name: str, text: str) -> list[str]:
    """Write a program, and give the command that runs it."""
    path = Path(home) / name
    path.write_text(text, encoding="utf-8")
    return [sys.executable, str(path)]


def compare(name: str, command: list[str], texts: list[str], home: str, rounds: int) -> None:
    """Print how a screen compares with one Label."""
    label = program(home, "one_label.py", ONE_LABEL)
    pairs: list[tuple[Times, Times]] = []
    for number in range(rounds + 1):
        pair = measure(label, ["Hello, world"], home), measure(command, texts, home)
        if number:  # the first pair fills the caches
            pairs.append(pair)
    for kind, what in enumerate(("CPU", "passed")):
        ours = median(screen[kind] for _, screen in pairs) * 1000
        ratio = median(screen[kind] / one[kind] for one, screen in pairs)
        print(f"{name:24} {what:8} {ours:7.1f} ms  {ratio:.2f} times one Label")


def main() -> None:
    """Measure the token step, the team step and the list of workspaces."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    cfw = shutil.which("cfw", path=str(Path(sys.executable).parent)) or "cfw"
    with tempfile.TemporaryDirectory() as home, tempfile.TemporaryDirectory() as used:
        save(Path(used) / ".config/clickfunnels/config.json", PROFILE)
        team_step = program(home, "team_step.py", TEAM_STEP)
        compare("token step", [cfw], ["Paste your API token", "Check", "Help"], home, rounds)
        compare("team step", team_step, ["Choose a team", "Team number 7", "Choose", "Help"], home, rounds)
        compare("list of workspaces", [cfw, "switch", "--offline"], LIST, used, rounds)


if __name__ == "__main__":
    main()
