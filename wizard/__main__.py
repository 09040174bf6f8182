"""The command line's entry: `cfw`, `clickfunnels-wizard`, and `python -m wizard`."""

from __future__ import annotations

import sys

from wizard.cli import run_command


def main() -> None:
    """Run the command and end the process with its exit status."""
    sys.exit(run_command(sys.argv[1:]))


if __name__ == "__main__":
    main()
