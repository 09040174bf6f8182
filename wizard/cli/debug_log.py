"""`--debug FILE`: log requests and their times to a file, without tokens or people's data."""

from __future__ import annotations

import logging
import os
import platform
import sys
from importlib.metadata import version
from pathlib import Path

from wizard.config.permissions import FILE_MODE, restrict_on_windows
from wizard.support.errors import UsageError
from wizard.support.log import LOGGER
from wizard.support.terminal_stream import safe_for_terminal


def start(path: Path) -> None:
    """Start to append to the file, which only its owner can open. Raises `UsageError`."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0)
    try:
        descriptor = os.open(path.expanduser(), flags, FILE_MODE)
        if os.name == "nt":
            restrict_on_windows(path.expanduser())
        else:
            os.fchmod(descriptor, FILE_MODE)
    except (OSError, RuntimeError):  # ~ for a user without a home folder
        raise UsageError(f"The log {path} cannot be written.", "Choose another file with --debug.") from None
    handler = logging.StreamHandler(
        safe_for_terminal(os.fdopen(descriptor, "a", encoding="utf-8", newline="\n"))
    )
    handler.setFormatter(logging.Formatter("%(asctime)s.%(msecs)03d %(message)s", "%Y-%m-%dT%H:%M:%S"))
    log = logging.getLogger(LOGGER)
    log.setLevel(logging.DEBUG)
    log.propagate = False
    log.addHandler(handler)
    libraries = ", ".join(f"{name} {version(name)}" for name in ("clickfunnels-wizard", "textual", "httpx"))
    log.debug("%s, Python %s, %s", libraries, platform.python_version(), sys.platform)
