"""How much CPU time commands without a screen or a network take: python tests/bench/start.py

Each runs as a process of its own, in turn with a Python that only imports what any such program needs. The
last column compares clock time, which means little while the machine does something else.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import NamedTuple

from wizard.api.models import Team, Workspace
from wizard.config.profile import Profile
from wizard.config.saving import save
from wizard.support.secret import Token

ROUNDS = 30
BASELINE = ("-c", "import json, argparse, platformdirs")
COMMANDS = ("path", "list", "status --offline", "env", "token", "prompt", "schema", "--help")


class Run(NamedTuple):
    """What one run took, in seconds."""

    cpu: float
    clock: float


def run(arguments: tuple[str, ...], environ: dict[str, str]) -> Run:
    """Run Python and measure it."""
    before, cpu_before = time.perf_counter(), cpu_of_ended_processes()
    subprocess.run([sys.executable, *arguments], env=environ, stdout=subprocess.DEVNULL, check=True)
    return Run(cpu_of_ended_processes() - cpu_before, time.perf_counter() - before)


def cpu_of_ended_processes() -> float:
    """CPU seconds of all processes this one has waited for."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def medians(runs: list[Run]) -> Run:
    """The median of each measure."""
    return Run(median(one.cpu for one in runs), median(one.clock for one in runs))


def main() -> None:
    """Print the medians, and how they compare with the baseline."""
    with tempfile.TemporaryDirectory() as folder:
        team, workspace = Team(3, "Northwind Coaching"), Workspace(42, "Hammer Workspace", "richstone")
        urls = ("https://accounts.myclickfunnels.com/api/v2", "https://richstone.myclickfunnels.com/api/v2")
        token = Token("an-invented-token-for-a-benchmark-012345678")
        save(
            Path(folder) / "config.json", Profile("hammer", token, team, workspace, *urls, datetime.now(UTC))
        )
        environ = {**os.environ, "CLICKFUNNELS_CONFIG_DIR": folder}
        environ.pop("PYTHONDONTWRITEBYTECODE", None)  # pip compiles what it installs
        script = shutil.which("cfw", path=str(Path(sys.executable).parent)) or "wizard/__main__.py"
        commands = {command: (script, *command.split()) for command in COMMANDS}
        runs: dict[str, list[Run]] = {command: [] for command in commands}
        baseline: list[Run] = []
        for arguments in commands.values():
            run(arguments, environ)
        for _ in range(ROUNDS):
            for command, arguments in commands.items():
                baseline.append(run(BASELINE, environ))
                runs[command].append(run(arguments, environ))
        base = medians(baseline)
        print(f"{'':18} {'CPU':>8}  {'ratio':>5}  {'clock':>5}")
        print(f"{'baseline':18} {base.cpu * 1000:5.1f} ms")
        for command, taken in runs.items():
            one = medians(taken)
            ratios = f"{one.cpu / base.cpu:5.2f}  {one.clock / base.clock:5.2f}"
            print(f"{command:18} {one.cpu * 1000:5.1f} ms  {ratios}")


if __name__ == "__main__":
    main()
