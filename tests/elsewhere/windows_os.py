"""Replaces `os` and file permissions with Windows' behaviour, to test modules on another system."""

from __future__ import annotations

import os
from pathlib import Path
from types import ModuleType
from typing import Any


class WindowsOs(ModuleType):
    """`os` on Windows, as far as this program uses it."""

    name = "nt"

    def __getattr__(self, name: str) -> Any:
        if name in ("fchmod", "O_NOFOLLOW", "getuid", "execvpe"):
            raise AttributeError(name)
        return getattr(os, name)


class AccessLists:
    """Fake access control lists: who else can open a file, and what it looked like when it was closed."""

    def __init__(self) -> None:
        self.open_to: dict[Path, tuple[str, ...]] = {}
        self.closed: dict[Path, int] = {}
        """The size of each file when it was closed to others."""
        self.is_supported = True

    def others(self, path: Path) -> tuple[str, ...]:
        """Name other accounts, like `windows_acl.other_accounts`."""
        if not self.is_supported:
            raise OSError(1, "not supported")
        path.stat()
        return self.open_to.get(path, ())

    def close(self, path: Path) -> None:
        """Close the file to others, like `windows_acl.restrict`."""
        if not self.is_supported:
            raise OSError(1, "not supported")
        self.closed[path] = path.stat().st_size if path.is_file() else 0
        self.open_to.pop(path, None)
