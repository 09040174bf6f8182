"""What the log says of a request: enough to find a fault with, and nothing that is a secret or a person's.

The records go to the logger ``wizard.http``; nobody listens unless `--debug` or an importing program does.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

_log = logging.getLogger("wizard.http")
_log.addHandler(logging.NullHandler())

_TELLING = {"sort_order", "sort_property", "resource", "count"}
"""Parameters whose values are words of the API's own."""
_WORDS = {"api", "v2", "teams", "workspaces", "contacts", "tags", "stats"}


class Logged:
    """What became of one request."""

    def __init__(self) -> None:
        self.status = 0
        self.size = 0


@contextmanager
def logged(request: httpx.Request) -> Iterator[Logged]:
    """Log a request once it is answered or has failed: method, address, status or error, bytes and time."""
    outcome = Logged()
    began = time.perf_counter()
    try:
        yield outcome
    except BaseException as error:
        if _log.isEnabledFor(logging.DEBUG):
            _log.debug("%s %s, %s", _address(request.url), type(error).__name__, _since(began))
        raise
    if _log.isEnabledFor(logging.DEBUG):
        address = _address(request.url)
        _log.debug("%s %d, %s bytes, %s", address, outcome.status, f"{outcome.size:,}", _since(began))


def paused(seconds: float) -> None:
    """Log a pause before another try."""
    _log.debug("waiting %.1f s before another try", seconds)


def _address(url: httpx.URL) -> str:
    """The address with dots for all that was typed by somebody, or could have been."""
    path = "/".join(
        part if not part or part in _WORDS or part.isdigit() else "…" for part in url.path.split("/")
    )
    asked = "&".join(
        f"{name}={value if name in _TELLING or (value.isdigit() and name == 'after') else '…'}"
        for name, value in url.params.multi_items()
    )
    return f"GET {url.scheme}://{url.netloc.decode('ascii', 'replace')}{path}{'?' if asked else ''}{asked}"


def _since(began: float) -> str:
    return f"{(time.perf_counter() - began) * 1_000:.0f} ms"
