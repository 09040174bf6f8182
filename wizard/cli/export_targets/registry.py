"""All targets of `cfw export` by name. To add one, write a file beside this and name it here."""

from __future__ import annotations

from wizard.cli.export_targets.api_clients import BRUNO, HTTP_CLIENT, POSTMAN, VSCODE_REST
from wizard.cli.export_targets.cf import CF
from wizard.cli.export_targets.mcp import MCP
from wizard.cli.export_targets.secret_stores import SECRET_STORES
from wizard.cli.export_targets.target import Target

TARGETS: dict[str, Target] = {
    "cf": CF,
    **SECRET_STORES,
    "mcp": MCP,
    "postman": POSTMAN,
    "bruno": BRUNO,
    "http-client": HTTP_CLIENT,
    "vscode-rest": VSCODE_REST,
}
"""In the order of the help."""
