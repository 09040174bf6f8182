"""Serve a sandbox on a port of this machine: for tests, and while someone signs in to the demo."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any, NamedTuple

from wizard.sandbox.app import create_app
from wizard.sandbox.demo import DEMO_TOKEN
from wizard.sandbox.platform import Platform

HOST = "127.0.0.1"
NEEDS_UVICORN = "The sandbox needs uvicorn. Install it with: pip install 'clickfunnels-wizard[sandbox]'"

_SECONDS_TO_STOP = 5.0


class RunningSandbox(NamedTuple):
    """A sandbox that runs."""

    url: str
    """Its address, such as http://127.0.0.1:50123, for `CLICKFUNNELS_URL` or a tool's own setting."""
    token: str
    """A token that can access every team of the demo's platform."""


@contextmanager
def running(platform: Platform | None = None) -> Iterator[RunningSandbox]:
    """Run a ClickFunnels of your own on a free port during the block, for example in a test.

    It has the data of `platform`, by default the demo's. It only listens on loopback.

    Raises `ModuleNotFoundError` if uvicorn isn't installed, which the extra `sandbox` brings along.

    >>> from urllib.request import urlopen
    >>> from wizard.sandbox import running
    >>> with running() as server:
    ...     urlopen(f"{server.url}/.well-known/oauth-authorization-server").status
    200
    """
    with serving(create_app(platform)) as url:
        yield RunningSandbox(url, DEMO_TOKEN)


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
def serving(app: Any) -> Iterator[str]:
    """Serve an ASGI app on a free port of loopback during the block, and give its address.

    Raises `ModuleNotFoundError` if uvicorn isn't installed.
    """
    try:
        import uvicorn  # noqa: PLC0415 - an extra, which the wizard itself does not need
    except ModuleNotFoundError:
        raise ModuleNotFoundError(NEEDS_UVICORN) from None

    with listen(0) as listener:
        address = f"http://{HOST}:{listener.getsockname()[1]}"
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        try:
            yield address
        finally:
            server.should_exit = server.force_exit = True
            thread.join(_SECONDS_TO_STOP)
