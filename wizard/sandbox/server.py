"""Serve the sandbox on a local port, for people who write tools."""

from __future__ import annotations

import sys
from contextlib import suppress

from wizard.sandbox.app import create_app
from wizard.sandbox.demo import (
    DEMO_TOKEN,
    NO_PLAN_TOKEN,
    ORDERS_TOKEN,
    REVOKED_TOKEN,
    TEAM_TOKEN,
    WORKSPACE_TOKEN,
)
from wizard.sandbox.local_server import HOST, NEEDS_UVICORN, listen


def serve(port: int) -> int:
    """Serve the demo on loopback until interrupted and give the exit status. Port 0 picks a free one."""
    try:
        import uvicorn  # noqa: PLC0415 - an extra, which the wizard itself does not need
    except ModuleNotFoundError:
        print(NEEDS_UVICORN, file=sys.stderr)
        return 1
    try:
        listener = listen(port)
    except OSError:
        print(
            f"Port {port} is in use or not allowed. Choose another one with --port, or --port 0.",
            file=sys.stderr,
        )
        return 1
    with listener:
        server = uvicorn.Server(uvicorn.Config(create_app(), log_level="error", lifespan="off"))
        with suppress(KeyboardInterrupt):  # the normal way to stop it
            print(_welcome(listener.getsockname()[1]), flush=True)
            server.run(sockets=[listener])
    return 0


def _welcome(port: int) -> str:
    address = f"http://{HOST}:{port}"
    return f"""\
A ClickFunnels platform with invented data at {address} (Ctrl+C ends it)

Its access tokens:
  {DEMO_TOKEN}  every team
  {TEAM_TOKEN}  team 3 only
  {ORDERS_TOKEN}  team 3, but not its contacts: 403
  {WORKSPACE_TOKEN}  workspace 42 only; no lists: 403
  {NO_PLAN_TOKEN}  a plan without API access: 403
  {REVOKED_TOKEN}  revoked: 401

Use it:
  CLICKFUNNELS_URL={address} cfw
  curl -H 'Authorization: Bearer {DEMO_TOKEN}' {address}/teams
"""
