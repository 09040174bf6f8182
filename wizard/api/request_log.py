"""Logs requests for debugging, without secrets or personal data.

The logger is ``wizard.http``; it's silent unless `--debug` or an importing program listens.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

_log = logging.getLogger("wizard.http")
_log.addHandler(logging.NullHandler())

_SHOWN_PARAMETERS = {
    "sort_order", "sort_property", "resource", "count", "stored_filter_id",
    "results[fields][]", "results[limit]", "results[max_bytes]", "results[count]",
}  # fmt: skip
"""Parameters whose values are never personal."""
_SHOWN_PATH_PARTS = {
    "api", "v2", "teams", "workspaces", "contacts", "tags", "stats", "refine_filters", "oauth", ".well-known"
}  # fmt: skip


class Outcome:
    """The result of one request."""

    def __init__(self) -> None:
        self.status = 0
        self.size = 0


@contextmanager
def log_request(request: httpx.Request) -> Iterator[Outcome]:
    """Log a request when it ends: method, address, status or error, size and time."""
    outcome = Outcome()
    began = time.perf_counter()
    try:
        yield outcome
    except BaseException as error:
        if _log.isEnabledFor(logging.DEBUG):
            _log.debug("%s %s, %s", _address(request), type(error).__name__, _since(began))
        raise
    if _log.isEnabledFor(logging.DEBUG):
        address = _address(request)
        _log.debug("%s %d, %s bytes, %s", address, outcome.status, f"{outcome.size:,}", _since(began))


def log_pause(seconds: float) -> None:
    """Log a pause before another attempt."""
    _log.debug("waiting %.1f s before another attempt", seconds)


def _address(request: httpx.Request) -> str:
    """The method and the URL, with “…” for everything that someone may have typed."""
    url = request.url
    path = "/".join(
        part if not part or part in _SHOWN_PATH_PARTS or part.isdigit() else "…"
        for part in url.path.split("/")
    )
    asked = "&".join(
        f"{name}={value if name in _SHOWN_PARAMETERS or (value.isdigit() and name == 'after') else '…'}"
        for name, value in url.params.multi_items()
    )
    host = url.netloc.decode("ascii", "replace")
    return f"{request.method} {url.scheme}://{host}{path}{'?' if asked else ''}{asked}"


def _since(began: float) -> str:
    return f"{(time.perf_counter() - began) * 1_000:.0f} ms"
