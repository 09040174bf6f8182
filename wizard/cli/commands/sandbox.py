"""`cfw sandbox`: serve invented data on a port of this machine."""

from __future__ import annotations

from wizard.cli.options import Options
from wizard.sandbox.server import serve


def run(options: Options) -> int:
    """Serve until Ctrl+C."""
    return serve(options.port)
