"""Remember which theme was chosen: in a small file of its own, apart from the configuration."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import platformdirs

from wizard.config.atomic_write import write_atomically

_LONGEST = 100
"""More bytes than the name of any theme has."""


def theme_file() -> Path | None:
    """Give the file's path, such as ``~/.local/state/clickfunnels/theme``; None without a home folder."""
    try:
        folder = platformdirs.user_state_path("clickfunnels", appauthor=False)
    except RuntimeError:
        return None
    return None if folder.parts[0] == "~" else folder / "theme"  # older platformdirs leave the ~ there


def remembered_theme() -> str:
    """Give the name of the theme chosen last; empty if none was, or if the file can't be read."""
    path = theme_file()
    if path is None:
        return ""
    with suppress(OSError, ValueError), path.open("rb") as stream:
        return stream.read(_LONGEST).decode().strip()
    return ""


def remember_theme(name: str) -> None:
    """Save the name of the theme. A folder that can't be written to means that it won't be remembered."""
    path = theme_file()
    if path is None:
        return
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_atomically(path, f"{name}\n")
