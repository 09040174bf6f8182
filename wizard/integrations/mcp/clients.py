"""MCP clients: where each keeps its list of servers, and what an entry looks like there.

Sources: the vendors' documentation of 2026, and the code of Gemini CLI 0.49. Claude Code rewrites its file
while it runs, so its own command changes it; Claude Desktop reads only local servers from its file.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from wizard.integrations.mcp.json_edit import remove_member, set_member
from wizard.integrations.mcp.toml_edit import remove_table, set_table

SERVER_URL = "https://agents.myclickfunnels.com/mcp"
"""ClickFunnels' own MCP server. Agents sign in to it with the browser, so no file contains a token."""


class Client(NamedTuple):
    """A program that uses MCP servers."""

    title: str
    path: Callable[[Path], Path] | None
    """Gives its file in a home folder; None if only its own command changes that."""
    section: str = "mcpServers"
    """What the list of servers is called in it."""
    remote: Callable[[str], Mapping[str, Any]] | None = lambda url: {"url": url}
    """Gives the entry for a server at an address; None if it doesn't read those from the file."""
    local_type: str = ""
    """The type of a local server, if it has to be named."""
    is_toml: bool = False
    then: str = ""
    """What to do once the entry for a server at an address is there, as a sentence."""

    def local(self, command: list[str]) -> dict[str, Any]:
        """Give the entry for a server that the client starts itself."""
        kind = {"type": self.local_type} if self.local_type else {}
        return {**kind, "command": command[0], "args": command[1:]}

    def with_server(self, text: str, name: str, entry: Mapping[str, Any]) -> str:
        """Add the server to the file's text. Raises `NotEditable`."""
        return (set_table if self.is_toml else set_member)(text, self.section, name, dict(entry))

    def without_server(self, text: str, name: str) -> str:
        """Remove the server from the file's text. Raises `NotEditable`."""
        return (remove_table if self.is_toml else remove_member)(text, self.section, name)


def _app_data(home: Path, *names: str) -> Path:
    """A file in the folder where desktop programs keep their settings."""
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA") or home / "AppData/Roaming", *names)
    if sys.platform == "darwin":
        return Path(home, "Library/Application Support", *names)
    return Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config", *names)


def _codex(home: Path) -> Path:
    return Path(os.environ.get("CODEX_HOME") or home / ".codex") / "config.toml"


CLIENTS = {
    "claude-code": Client("Claude Code", None, then="In Claude Code, /mcp signs in."),
    "claude-desktop": Client(
        "Claude Desktop",
        lambda home: _app_data(home, "Claude", "claude_desktop_config.json"),
        remote=None,
    ),
    "cursor": Client(
        "Cursor",
        lambda home: home / ".cursor/mcp.json",
        then="In Cursor, open Settings > MCP and connect.",
    ),
    "vscode": Client(
        "VS Code",
        lambda home: _app_data(home, "Code", "User", "mcp.json"),
        "servers",
        lambda url: {"type": "http", "url": url},
        local_type="stdio",
        then="In VS Code, run MCP: List Servers and start it.",
    ),
    "windsurf": Client(
        "Windsurf",
        lambda home: home / ".codeium/windsurf/mcp_config.json",
        remote=lambda url: {"serverUrl": url},
        then="In Windsurf, refresh the list of MCP servers.",
    ),
    "codex": Client(
        "Codex", _codex, "mcp_servers", is_toml=True, then="Restart Codex; it asks you to sign in."
    ),
    "gemini": Client(
        "Gemini CLI",
        lambda home: home / ".gemini/settings.json",
        remote=lambda url: {"url": url, "type": "http"},
        then="In Gemini CLI, /mcp auth signs in.",
    ),
}
"""By the name on the command line."""
