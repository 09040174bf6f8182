"""The body of an answer, unpacked no further than it may be long."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import Protocol

import httpx

from wizard.api import errors

ACCEPTED = "gzip"
"""The one packing that is asked for (RFC 9110 section 12.5.3); an answer packed in another way is refused."""

_GZIP = 16 + zlib.MAX_WBITS


class _Unpacking(Protocol):
    @property
    def eof(self) -> bool: ...

    def decompress(self, data: bytes, max_length: int = ..., /) -> bytes: ...


async def read_body(response: httpx.Response, most: int, on_piece: Callable[[], None]) -> bytes:
    """Give the body, `most` bytes at most; a few bytes can unpack to gigabytes, so none is unpacked in vain.

    `on_piece` is called whenever a piece of it has come.
    Raises `UnexpectedShape` for a longer one, `NotJson` for one that cannot be unpacked.
    """
    if response.is_stream_consumed:  # whoever wraps the transport has read it
        return response.content
    host = response.url.host
    unpacking = _unpacking(response)
    body = bytearray()
    async for piece in response.aiter_raw():
        on_piece()
        try:
            body += unpacking.decompress(piece, most + 1 - len(body)) if unpacking else piece
        except zlib.error as error:
            raise errors.NotJson(host) from error
        if len(body) > most:
            raise errors.UnexpectedShape(host, "it is far too long")
    if unpacking and body and not unpacking.eof:
        raise errors.ConnectionBroke(host)
    return bytes(body)


def _unpacking(response: httpx.Response) -> _Unpacking | None:
    packing = response.headers.get("Content-Encoding", "identity").strip().lower()
    if packing == ACCEPTED:
        return zlib.decompressobj(_GZIP)
    if packing in ("", "identity"):
        return None
    raise errors.NotJson(response.url.host)
