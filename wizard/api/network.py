"""The network below HTTP, one step at a time, for finding out which step fails."""

from __future__ import annotations

import asyncio
import socket
import ssl
from contextlib import suppress
from urllib.parse import urlsplit

from . import errors

_SECONDS = 10.0


async def resolve(base: str) -> int:
    """Look the base's host up and give how many addresses it has. Raises `NameNotFound` or `TimedOut`."""
    host, port = _host(base)
    try:
        async with asyncio.timeout(_SECONDS):
            found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except TimeoutError as error:
        raise errors.TimedOut(host, _SECONDS) from error
    except (OSError, UnicodeError) as error:
        raise errors.NameNotFound(host) from error
    return len({address[0] for *_, address in found})


async def handshake(base: str) -> str:
    """Make a TLS connection to the base's host, send nothing, and give the protocol's name.

    Raises `BadCertificate`, `NoSecureConnection`, `NoConnection` or `TimedOut`.
    """
    host, port = _host(base)
    try:
        async with asyncio.timeout(_SECONDS):
            _, writer = await asyncio.open_connection(host, port, ssl=ssl.create_default_context())
    except TimeoutError as error:
        raise errors.TimedOut(host, _SECONDS) from error
    except ssl.SSLCertVerificationError as error:
        raise errors.BadCertificate(host) from error
    except ssl.SSLError as error:
        raise errors.NoSecureConnection(host) from error
    except OSError as error:
        raise errors.NoConnection(host) from error
    version: str = writer.get_extra_info("ssl_object").version()
    writer.close()
    with suppress(OSError):
        await writer.wait_closed()
    return version


def _host(base: str) -> tuple[str, int]:
    parts = urlsplit(base)
    return parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
