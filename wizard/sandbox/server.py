"""The sandbox on a port of this machine, for people who write tools."""

from __future__ import annotations

import socket
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

HOST = "127.0.0.1"


def serve(port: int) -> int:
    """Serve the demo's platform on loopback until interrupted; 0 picks a free port. Gives the exit status."""
    try:
        import uvicorn  # noqa: PLC0415 - an extra, which the wizard itself does not need
    except ModuleNotFoundError:
        print(
            "The sandbox needs uvicorn. Install it with: pip install 'clickfunnels-wizard[sandbox]'",
            file=sys.stderr,
        )
        return 1
    # with the protocol named, or asyncio does not switch Nagle's delays off
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    with listener:
        try:
            listener.bind((HOST, port))
        except OSError:
            print(
                f"Port {port} is taken or not allowed. Choose another one with --port, or --port 0.",
                file=sys.stderr,
            )
            return 1
        listener.listen()
        server = uvicorn.Server(uvicorn.Config(create_app(), log_level="error", lifespan="off"))
        with suppress(KeyboardInterrupt):  # how this is meant to end
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
