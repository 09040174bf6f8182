"""A sandbox whose lists have records that can't be read."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from starlette.responses import JSONResponse

from wizard.sandbox import Platform, create_app

Change = Callable[[list[Any]], list[Any]]


def some(rows: list[Any]) -> list[Any]:
    """Add two unreadable records."""
    return [*rows, None, {"name": "no id"}] if rows else rows


def nothing_but(rows: list[Any]) -> list[Any]:
    """Replace all records by three unreadable ones."""
    return [1, "two", {"name": "no id"}]


class Spoilt:
    """Changes the records on each page of lists whose path ends with a given text."""

    def __init__(self, changes: dict[str, Change], platform: Platform | None = None) -> None:
        self._app: Any = create_app(platform)
        self.changes = changes

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Respond like the sandbox, with changed records."""
        change = next((one for end, one in self.changes.items() if scope["path"].endswith(end)), None)
        if change is None:
            await self._app(scope, receive, send)
            return
        sent: list[Any] = []

        async def keep(message: Any) -> None:
            sent.append(message)

        await self._app(scope, receive, keep)
        headers = {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}
        del headers["content-length"]
        rows = json.loads(b"".join(message.get("body", b"") for message in sent[1:]))
        changed = change(rows) if isinstance(rows, list) else rows
        await JSONResponse(changed, sent[0]["status"], headers)(scope, receive, send)
