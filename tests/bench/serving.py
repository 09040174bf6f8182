"""A sandbox with one workspace on a local port, in its own process, optionally with slow responses."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn

from wizard.sandbox import (
    DEMO_TOKEN,
    Access,
    InventedContacts,
    Platform,
    SandboxTeam,
    SandboxWorkspace,
    create_app,
)
from wizard.sandbox.people import invented_tags

WORKSPACE = 44


@contextmanager
def serving(contacts: int, delay_ms: float) -> Iterator[str]:
    """Serve this many contacts, with a delay before each response, and give the address."""
    command = [sys.executable, __file__, str(contacts), str(delay_ms)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        try:
            yield server.stdout.readline().strip()
        finally:
            server.terminate()


def _platform(contacts: int) -> Platform:
    workspace = SandboxWorkspace(
        WORKSPACE,
        "The Long List",
        "long-list",
        contacts=InventedContacts(WORKSPACE, contacts),
        tags=invented_tags(WORKSPACE),
        has_stats=True,
    )
    workspace.contacts_by_update  # noqa: B018 - sorted once, before the clock runs
    return Platform((SandboxTeam(3, "A Team", None, (workspace,)),), {DEMO_TOKEN: Access()})


async def _serve(contacts: int, delay_ms: float) -> None:
    sandbox = create_app(_platform(contacts))

    async def slowly(scope: Any, receive: Any, send: Any) -> None:
        await asyncio.sleep(delay_ms / 1000)
        await sandbox(scope, receive, send)

    app = slowly if delay_ms else sandbox
    with socket.socket(
        proto=socket.IPPROTO_TCP
    ) as listener:  # without naming it, asyncio doesn't turn off Nagle's algorithm
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        print(f"http://127.0.0.1:{listener.getsockname()[1]}", flush=True)
        await uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off")).serve([listener])


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1]), float(sys.argv[2])))
