"""Serve a sandbox to a browser while someone signs in to the demo, which itself needs no port."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec

from starlette.applications import Starlette

HOST = "127.0.0.1"


def can_serve() -> bool:
    """Whether uvicorn is installed, which is an extra."""
    return find_spec("uvicorn") is not None


def listen(port: int) -> socket.socket:
    """Listen on a port of loopback, or on a free one if it's 0. Raises `OSError` if it can't be had."""
    # name the protocol, or asyncio doesn't turn off Nagle's algorithm
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
        listener.listen()
    except OSError:
        listener.close()
        raise
    return listener


@contextmanager
def serving(app: Starlette) -> Iterator[str]:
    """Serve `app` on a free port of loopback during the block, and give its origin, such as http://127.0.0.1:5/."""
    import uvicorn  # noqa: PLC0415 - an extra, which the wizard itself does not need

    with listen(0) as listener:
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        try:
            yield f"http://{HOST}:{listener.getsockname()[1]}/"
        finally:
            server.should_exit = True
