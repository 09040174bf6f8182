"""The entry point of `cfw`, `clickfunnels-wizard` and `python -m wizard`."""

from __future__ import annotations

import io
import os
import sys

from wizard.cli.main import run_command
from wizard.cli.windows_streams import prepared
from wizard.support.process_exit import exit_process
from wizard.support.terminal_stream import safe_for_terminal


def main() -> None:
    """Run the command and end the process with its exit status."""
    _prepare_streams()
    exit_process(run_command(sys.argv[1:]))


def _prepare_streams() -> None:
    """Handle closed streams and characters missing from an encoding; sanitize what goes to a terminal."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:  # it was closed before the program started
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123
        elif isinstance(stream, io.TextIOWrapper):
            if os.name == "nt":
                stream = prepared(stream, is_output=mode == "w")
                setattr(sys, name, stream)
            if mode == "w":
                # Keep the bytes of POSIX file names; elsewhere, a question mark is better than an error.
                keeps_bytes = os.name != "nt" and stream.encoding == "utf-8"
                stream.reconfigure(errors="surrogateescape" if keeps_bytes else "replace")
                setattr(sys, name, safe_for_terminal(stream))


if __name__ == "__main__":
    main()
