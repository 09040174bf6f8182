"""A sandbox with one workspace on a local port, in its own process, optionally with slow responses."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from starlette.responses import JSONResponse

from wizard.sandbox import (
    DEMO_TOKEN,
    Access,
    InventedContacts,
    Platform,
    SandboxTeam,
    SandboxWorkspace,
    create_app,
)
from wizard.sandbox.local_server import serving as serving_app
from wizard.sandbox.people import invented_tags

WORKSPACE = 44
EVERYONE = 1
"""The id of a segment with every contact."""
COUNT = "/requests"
"""The path that responds with the number of other requests so far, and the most there were at once."""


@contextmanager
def serving(
    contacts: int, delay_ms: float, *, apart: int = 7, imported: bool = False, limited: bool = False
) -> Iterator[str]:
    """Serve this many contacts, with a delay before each response, and give the address.

    Their ids are `apart` on average. If they are `imported`, their order of update is that of their ids. If
    the server is `limited`, it allows two requests with a filter at a time.
    """
    options = json.dumps([contacts, delay_ms, apart, imported, limited])
    with subprocess.Popen([sys.executable, __file__, options], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        try:
            yield server.stdout.readline().strip()
        finally:
            server.terminate()


def _platform(contacts: int, delay_ms: float, apart: int, imported: bool, limited: bool) -> Platform:
    workspace = SandboxWorkspace(
        WORKSPACE,
        "Early Bird Club",
        "early-bird",
        contacts=InventedContacts(WORKSPACE, contacts, apart=apart, imported=imported),
        tags=invented_tags(WORKSPACE),
        segments=[
            {
                "id": EVERYONE,
                "name": "Everyone",
                "filter_class": "ContactsFilter",
                "conjunction": "and",
                "criteria": [{"attribute": "created_at", "clause": "gte", "value": "2023-01-01"}],
            }
        ],
        has_stats=True,
    )
    workspace.contacts_by_update  # noqa: B018 - sorted once, before the clock runs
    return Platform(
        (SandboxTeam(3, "A Team", None, (workspace,)),),
        {DEMO_TOKEN: Access()},
        limits_every_filter=limited,
        heavy_read_seconds=delay_ms / 1000 if limited else 0.0,
    )


class _Slow:
    """An app that takes longer, and counts its requests."""

    def __init__(self, app: Any, delay_ms: float) -> None:
        self._app = app
        self._delay_ms = delay_ms
        self._count = self._at_once = self._most = 0

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["path"] == COUNT:
            await JSONResponse([self._count, self._most])(scope, receive, send)
            return
        self._count += 1
        self._at_once += 1
        self._most = max(self._most, self._at_once)
        try:
            if self._delay_ms:
                await asyncio.sleep(self._delay_ms / 1000)
            await self._app(scope, receive, send)
        finally:
            self._at_once -= 1


def _serve(options: list[Any]) -> None:
    with serving_app(_Slow(create_app(_platform(*options)), options[1])) as address:
        print(address, flush=True)
        threading.Event().wait()


if __name__ == "__main__":
    _serve(json.loads(sys.argv[1]))
