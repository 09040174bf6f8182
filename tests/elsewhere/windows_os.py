"""What Windows has in place of `os` and of permissions, for modules that are tested on another system."""

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
    """Access control lists of files: who else can open which, and in which state each was closed."""

    def __init__(self) -> None:
        self.open_to: dict[Path, tuple[str, ...]] = {}
        self.closed: dict[Path, int] = {}
        """The size that each file had when it was closed."""
        self.is_supported = True

    def others(self, path: Path) -> tuple[str, ...]:
        """Name the others, as `windows_acl.other_accounts` does."""
        if not self.is_supported:
            raise OSError(1, "not supported")
        path.stat()
        return self.open_to.get(path, ())

    def close(self, path: Path) -> None:
        """Close the file, as `windows_acl.restrict` does."""
        if not self.is_supported:
            raise OSError(1, "not supported")
        self.closed[path] = path.stat().st_size if path.is_file() else 0
        self.open_to.pop(path, None)
