"""Servers that misbehave in one way, for the tests of the screens."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.responses import HTMLResponse, JSONResponse

from wizard.sandbox import create_app

Asgi = Callable[..., Awaitable[None]]


class Switched:
    """The sandbox; paths for which `failing` is true get a 500, and `held` ones wait for `released`."""

    def __init__(self, app: Asgi | None = None) -> None:
        self._app: Any = app or create_app()
        self.failing: Callable[[str], bool] = lambda path: False
        self.held: Callable[[str], bool] = lambda path: False
        self.released = asyncio.Event()
        self.asked: list[str] = []
        """Path and query of every request."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Respond as the settings say."""
        address = scope["path"] + ("?" + scope["query_string"].decode() if scope["query_string"] else "")
        self.asked.append(address)
        if self.held(address):
            await self.released.wait()
        if self.failing(address):
            await HTMLResponse("<h1>Bad gateway</h1>", status_code=500)(scope, receive, send)
            return
        await self._app(scope, receive, send)


async def endless(scope: Any, receive: Any, send: Any) -> None:
    """Serve the same rows on every page, and a cursor to the next page every time."""
    path = scope["path"]
    if path.endswith("/teams"):
        rows = [{"id": 42000, "name": "Example Team", "public_id": "ClNcfI"}] * 2
    elif path.endswith("/workspaces"):
        rows = [{"id": 42000, "name": "Example Workspace", "public_id": "CblaAF", "subdomain": "example"}] * 2
    else:
        rows = [{"id": 24359, "email_address": "jane.doe@example.com", "first_name": "Jane"}]
    await JSONResponse(rows, headers={"Pagination-Next": "42000"})(scope, receive, send)
