"""Open an address in the user's web browser, if there is one."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping


def open_in_browser(url: str, environ: Mapping[str, str] = os.environ) -> bool:
    """Open `url` in a browser with a window; whether that could be started.

    The variable BROWSER names one, as in other programs. Text browsers aren't used: they would take over
    this terminal.
    """
    if sys.platform == "win32" and not environ.get("BROWSER"):
        try:
            os.startfile(url)  # noqa: S606 - there is no shell
        except OSError:
            return False
        return True
    command = _command(environ)
    if not command:
        return False
    arguments = [part.replace("%s", url) for part in command]
    if arguments == command:
        arguments.append(url)
    try:
        subprocess.Popen(
            arguments,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return False
    return True


def _command(environ: Mapping[str, str]) -> list[str]:
    """The program to run, as a list; empty if there is none that would open a window."""
    named = environ.get("BROWSER", "").split(os.pathsep)[0]
    if named:
        try:
            return shlex.split(named)
        except ValueError:
            return []
    if sys.platform == "darwin":
        return ["/usr/bin/open"]
    if environ.get("SSH_CONNECTION"):
        return []
    if environ.get("WSL_DISTRO_NAME") and (wslview := shutil.which("wslview")):
        return [wslview]
    has_display = environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY")
    opener = shutil.which("xdg-open") if has_display else None
    return [opener] if opener else []
