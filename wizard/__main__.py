"""The command line's entry: `cfw`, `clickfunnels-wizard`, and `python -m wizard`."""

from __future__ import annotations

import io
import os
import sys

from wizard.cli import run_command
from wizard.terminal_stream import guarded


def main() -> None:
    """Run the command and end the process with its exit status."""
    _prepare_streams()
    status = run_command(sys.argv[1:])
    if "wizard.unwaited" in sys.modules:
        sys.modules["wizard.unwaited"].leave(status)
    sys.exit(status)


def _prepare_streams() -> None:
    """Let nothing fail for want of a stream, or of a letter in its encoding; keep terminals safe."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:  # it was closed before we began
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123
        elif isinstance(stream, io.TextIOWrapper):
            if os.name == "nt" and not stream.isatty():
                _use_utf8_and_lf(stream)
            if mode == "w":  # POSIX file names keep their bytes; elsewhere a question mark beats no answer
                keeps_bytes = os.name != "nt" and stream.encoding == "utf-8"
                stream.reconfigure(errors="surrogateescape" if keeps_bytes else "replace")
                setattr(sys, name, guarded(stream))


def _use_utf8_and_lf(stream: io.TextIOWrapper) -> None:
    """Make text in a pipe or a file the same on Windows as on other systems.

    By default Python uses the system's code page there, which can't encode most names, and ends lines with
    CR LF, which breaks `eval "$(cfw env)"` in Git Bash.
    """
    if "PYTHONIOENCODING" not in os.environ:
        stream.reconfigure(encoding="utf-8", errors="replace")
    stream.reconfigure(newline="\n")


if __name__ == "__main__":
    main()
