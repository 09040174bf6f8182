"""Run all benchmarks, or the named ones: python tests/bench/all.py [NAME ...]

Each is a program of its own; its command is printed above its results. All of them take half an hour.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

BENCHMARKS = ("start", "first_frame", "keys", "idle", "browser", "export", "segment")


def main(names: tuple[str, ...]) -> int:
    """Run them; return 1 if any of them failed."""
    failed = 0
    for name in names:
        path = Path(__file__).parent / f"{name}.py"
        print(f"\n$ python tests/bench/{path.name}", flush=True)
        failed += subprocess.run([sys.executable, path], check=False).returncode != 0
    return min(failed, 1)


if __name__ == "__main__":
    sys.exit(main(tuple(sys.argv[1:]) or BENCHMARKS))
