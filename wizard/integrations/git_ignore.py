"""Whether git would commit a file, and how to prevent that."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

_TIMEOUT = 10
"""Seconds; a folder on a network may be slow."""


def would_commit(git: str, path: Path) -> bool | None:
    """Whether `path` is in a git repository and not ignored, or already committed. None if git can't tell.

    `git` is the program's absolute path. Settings of the repository that run programs are switched off.
    """
    command = [git, "-c", "core.fsmonitor=false", "check-ignore", "--quiet", "--", path.name]
    try:
        done = subprocess.run(
            command,
            cwd=path.parent,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_TIMEOUT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return {0: False, 1: True}.get(done.returncode)


def ignore(path: Path) -> Path:
    """Add a file to the `.gitignore` beside it, and give the path of that. Raises `OSError`."""
    file = path.with_name(".gitignore")
    pattern = re.sub(r"([\\*?\[\] ])", r"\\\1", path.name)
    with file.open("ab+") as stream:
        stream.seek(0)
        if stream.read()[-1:] not in (b"", b"\n"):
            stream.write(b"\n")
        stream.write(f"/{pattern}\n".encode())
    return file
