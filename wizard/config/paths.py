"""Where the configuration file and a directory's own file are, and the environment variables that matter."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import platformdirs

from wizard.config.errors import NoHome

CONFIG_DIR_VARIABLE = "CLICKFUNNELS_CONFIG_DIR"
"""The environment variable for another folder; empty means unset."""

PROFILE_VARIABLE = "CLICKFUNNELS_PROFILE"
"""The environment variable for the profile to use; empty means unset."""

TOKEN_VARIABLE = "CLICKFUNNELS_API_TOKEN"
"""The environment variable for a token that overrides the saved one; empty means unset."""

FILE_NAME = "config.json"

CACHE_NAME = "last-known.json"
"""The file beside it that caches the list of workspaces the saved tokens can access."""

OAUTH_CLIENTS_NAME = "oauth-clients.json"
"""The file beside it with the OAuth clients that were registered; they have no secrets."""

BACKUP_INFIX = ".backup-"
"""Comes between the name and the number of a backup file."""

PIN_NAME = ".clickfunnels.json"
"""The file that pins a directory to a workspace."""


def config_path(folder: Path | None = None, environ: Mapping[str, str] = os.environ) -> Path:
    """Give the absolute path of ``config.json`` in `folder`, `CONFIG_DIR_VARIABLE` or the default folder.

    A leading ``~`` means a home folder; a relative folder starts at the current one. Creates nothing and
    follows no links. Raises `NoHome` if the home folder it needs doesn't exist.
    """
    chosen = folder or environ.get(CONFIG_DIR_VARIABLE)
    if not chosen:
        return default_folder() / FILE_NAME
    try:
        return Path(chosen).expanduser().absolute() / FILE_NAME
    except RuntimeError:
        setting = "--config-dir" if folder else CONFIG_DIR_VARIABLE
        raise NoHome(
            f"The folder {chosen} from {setting} cannot be found: there is no such home folder.",
            f"Correct {setting}, or leave it out to use the default folder.",
        ) from None


def default_folder() -> Path:
    """Give the system's default folder for this, such as ``~/.config/clickfunnels`` on Linux.

    Raises `NoHome` if HOME isn't set and the system doesn't know the user's home folder.
    """
    path = default_path()
    if path is None:
        raise NoHome(
            "This user has no home folder: HOME is not set to an absolute path; the system "
            "doesn't know the user.",
            "Name a folder for the configuration with --config-dir or CLICKFUNNELS_CONFIG_DIR, or set HOME.",
        )
    return path.parent


def default_path() -> Path | None:
    """Give the path of ``config.json`` in the default folder; None if the user has no home folder."""
    try:
        folder = platformdirs.user_config_path("clickfunnels", appauthor=False)
    except RuntimeError:
        return None
    return None if folder.parts[0] == "~" else folder / FILE_NAME  # older platformdirs leave the ~ there


def home_folder() -> Path | None:
    """Give the user's home folder; None if HOME isn't set and the system doesn't know the user."""
    try:
        return Path.home()
    except RuntimeError:
        return None


def path_from_home(path: Path) -> str:
    """Give the path the way people write it: with ~ for the user's home folder."""
    home = home_folder()
    return str(Path("~") / path.relative_to(home)) if home and path.is_relative_to(home) else str(path)


def own_file(path: Path) -> Path:
    """Give the path beside which our own files go: backups, the lock, the cache.

    It is the file itself, or the link to it. The target of a link may be in a folder that is shared, such as
    a repository of dotfiles, where no token should end up by accident.
    """
    return path.absolute() if is_link(path) else Path(os.path.realpath(path))


def is_link(path: Path) -> bool:
    """Whether it is a symbolic link, as far as this user can see."""
    try:
        return path.is_symlink()
    except OSError:
        return False


def lock_file(path: Path) -> Path:
    """Give the lock file of the configuration file `path`."""
    own = own_file(path)
    return own.with_name(f"{own.name}.lock")


def pinned_folder(folder: Path | None = None) -> Path | None:
    """Give `folder` (by default the current one) or its nearest parent that contains a `PIN_NAME`."""
    try:
        folder = (folder or Path.cwd()).absolute()
    except FileNotFoundError:  # the current folder has been deleted
        return None
    return next((one for one in (folder, *folder.parents) if _exists(one / PIN_NAME)), None)


def _exists(path: Path) -> bool:
    """Whether there is such a file, as far as this user can see."""
    try:
        return path.exists()
    except OSError:
        return False
