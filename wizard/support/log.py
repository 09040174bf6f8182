"""The package's log. `--debug` writes it to a file, without tokens, names and addresses of people."""

from __future__ import annotations

import logging
import traceback
from pathlib import Path

LOGGER = "wizard"
"""The logger of this package; nobody listens unless `--debug` or an importing program does."""


def log_crash(error: BaseException) -> None:
    """Log where a fault of ours came up: places and types alone, since messages and variables hold data."""
    places = traceback.StackSummary.extract(traceback.walk_tb(error.__traceback__), lookup_lines=False)
    where = "".join(f"\n  {Path(one.filename).name}:{one.lineno} {one.name}" for one in places)
    logging.getLogger(LOGGER).debug("%s%s", type(error).__name__, where)
