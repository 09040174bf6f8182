"""The command line's entry: `cfw`, `clickfunnels-wizard`, and `python -m wizard`."""

from __future__ import annotations

import io
import os
import sys

from wizard.cli import run_command


def main() -> None:
    """Run the command and end the process with its exit status."""
    _prepare_streams()
    status = run_command(sys.argv[1:])
    if "wizard.unwaited" in sys.modules:
        sys.modules["wizard.unwaited"].leave(status)
    sys.exit(status)


def _prepare_streams() -> None:
    """Let nothing fail for want of a stream, or of a letter in the terminal's encoding."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:  # it was closed before we began
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123
        elif mode == "w" and isinstance(stream, io.TextIOWrapper):
            # the names of files keep their bytes; elsewhere a question mark is better than no answer
            stream.reconfigure(errors="surrogateescape" if stream.encoding == "utf-8" else "replace")


if __name__ == "__main__":
    main()
