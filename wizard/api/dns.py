"""DNS lookups for `cfw doctor`."""

from __future__ import annotations

import asyncio
import socket
from urllib.parse import urlsplit

from wizard.api import errors

_TIMEOUT_SECONDS = 10.0


async def resolve(base: str) -> int:
    """Count the addresses of the host in the URL `base`. Raises `NameNotFound` or `TimedOut`."""
    host, port = _host(base)
    try:
        async with asyncio.timeout(_TIMEOUT_SECONDS):
            found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except TimeoutError as error:
        raise errors.TimedOut(host, _TIMEOUT_SECONDS) from error
    except (OSError, UnicodeError) as error:
        raise errors.NameNotFound(host) from error
    return len({address[0] for *_, address in found})


def _host(base: str) -> tuple[str, int]:
    parts = urlsplit(base)
    return parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
