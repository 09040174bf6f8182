"""The package's log, without tokens or personal data. `--debug` writes it to a file."""

from __future__ import annotations

import logging
import traceback
from pathlib import Path

LOGGER = "wizard"
"""The name of this package's logger. It has no handler unless `--debug` or an importing program adds one."""


def log_crash(error: BaseException) -> None:
    """Log a bug of ours: only the type and the source lines, as messages and variables may contain data."""
    frames = traceback.StackSummary.extract(traceback.walk_tb(error.__traceback__), lookup_lines=False)
    where = "".join(f"\n  {Path(one.filename).name}:{one.lineno} {one.name}" for one in frames)
    logging.getLogger(LOGGER).debug("%s%s", type(error).__name__, where)
