"""The module `os` as it is on Windows, for modules that are tested on another system."""

from __future__ import annotations

import os
from types import ModuleType
from typing import Any


class WindowsOs(ModuleType):
    """`os` on Windows, as far as this program uses it."""

    name = "nt"

    def __getattr__(self, name: str) -> Any:
        if name in ("fchmod", "O_NOFOLLOW", "getuid", "execvpe"):
            raise AttributeError(name)
        return getattr(os, name)
