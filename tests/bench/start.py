"""How long commands without a screen or a network take to answer: python tests/bench/start.py

Each runs as a process of its own, in turn with a Python that only imports what any such program needs.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from wizard.api.models import Team, Workspace
from wizard.config.profile import Profile
from wizard.config.saving import save
from wizard.support.secret import Token

ROUNDS = 30
BASELINE = ("-c", "import json, argparse, platformdirs")
COMMANDS = ("path", "list", "status --offline", "env", "token", "schema", "--help")


def seconds(arguments: tuple[str, ...], environ: dict[str, str]) -> float:
    """How long one run takes."""
    before = time.perf_counter()
    subprocess.run([sys.executable, *arguments], env=environ, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - before


def main() -> None:
    """Print the medians, and how they compare with the baseline."""
    with tempfile.TemporaryDirectory() as folder:
        team, workspace = Team(3, "Richard Steinmetz's Team"), Workspace(42, "Hammer Workspace", "richstone")
        urls = ("https://accounts.myclickfunnels.com/api/v2", "https://richstone.myclickfunnels.com/api/v2")
        token = Token("an-invented-token-for-a-benchmark-012345678")
        save(
            Path(folder) / "config.json", Profile("hammer", token, team, workspace, *urls, datetime.now(UTC))
        )
        environ = {**os.environ, "CLICKFUNNELS_CONFIG_DIR": folder}
        environ.pop("PYTHONDONTWRITEBYTECODE", None)  # pip compiles what it installs
        script = shutil.which("cfw", path=str(Path(sys.executable).parent)) or "wizard/__main__.py"
        runs = {command: (script, *command.split()) for command in COMMANDS}
        times: dict[str, list[float]] = {command: [] for command in runs}
        baseline: list[float] = []
        for command in runs.values():
            seconds(command, environ)
        for _ in range(ROUNDS):
            for command, arguments in runs.items():
                baseline.append(seconds(BASELINE, environ))
                times[command].append(seconds(arguments, environ))
        base = median(baseline)
        print(f"{'baseline':18} {base * 1000:6.1f} ms")
        for command, taken in times.items():
            print(f"{command:18} {median(taken) * 1000:6.1f} ms  {median(taken) / base:.2f} times")


if __name__ == "__main__":
    main()
