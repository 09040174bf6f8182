"""Where the configuration file is, a directory's own file, and the variables that choose in it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import platformdirs

CONFIG_DIR_VARIABLE = "CLICKFUNNELS_CONFIG_DIR"
"""The environment variable that names another folder; empty is the same as unset."""

PROFILE_VARIABLE = "CLICKFUNNELS_PROFILE"
"""The environment variable that names the profile to use; empty is the same as unset."""

TOKEN_VARIABLE = "CLICKFUNNELS_API_TOKEN"
"""The environment variable whose token wins over the saved one; empty is the same as unset."""

FILE_NAME = "config.json"

CACHE_NAME = "last-known.json"
"""The file beside it with the last known list of what the saved tokens reach."""

BACKUP_INFIX = ".backup-"
"""What stands between the name and the number of the files that hold earlier versions of it."""

PIN_NAME = ".clickfunnels.json"
"""The file of a directory that names the workspace which is used there."""


def config_path(folder: Path | None = None, environ: Mapping[str, str] = os.environ) -> Path:
    """Give the absolute path of ``config.json`` in `folder`, `CONFIG_DIR_VARIABLE`'s folder or the default one.

    A leading ``~`` is a home folder; a relative folder starts at the current one. Nothing is created,
    and links are not followed here. Raises `NoHome` where that needs a home folder that is not there.
    """
    chosen = folder or environ.get(CONFIG_DIR_VARIABLE)
    if not chosen:
        return default_folder() / FILE_NAME
    try:
        return Path(chosen).expanduser().absolute() / FILE_NAME
    except RuntimeError:
        from wizard.config.errors import NoHome  # noqa: PLC0415
        from wizard.words import config as words  # noqa: PLC0415 - the first frame waits for no more than it shows

        setting = "--config-dir" if folder else CONFIG_DIR_VARIABLE
        raise NoHome(*words.no_such_home(chosen, setting)) from None


def default_folder() -> Path:
    """Give the system's usual folder for this, such as ``~/.config/clickfunnels`` on Linux.

    Raises `NoHome` where the system knows no home folder: a user without an entry in its list, and no HOME.
    """
    usual = default_path()
    if usual is None:
        from wizard.config.errors import NoHome  # noqa: PLC0415

        raise NoHome(
            "This user has no home folder: HOME is not set to an absolute path; the system "
            "doesn't know the user.",
            "Name a folder for the configuration with --config-dir or CLICKFUNNELS_CONFIG_DIR, or set HOME.",
        )
    return usual.parent


def default_path() -> Path | None:
    """Give the path of ``config.json`` in the system's usual folder; None where that needs a home folder."""
    try:
        folder = platformdirs.user_config_path("clickfunnels", appauthor=False)
    except RuntimeError:
        return None
    return None if folder.parts[0] == "~" else folder / FILE_NAME  # earlier versions leave the ~ there


def home_folder() -> Path | None:
    """Give the user's home folder; None where HOME is not set and the system has no entry for the user."""
    try:
        return Path.home()
    except RuntimeError:
        return None


def own_file(path: Path) -> Path:
    """Give the path beside which what belongs to the configuration file `path` is kept: versions, its lock.

    That is the file itself, or the link to it: what a link leads to is in somebody else's folder, such as a
    repository of dotfiles, where no token should get by accident.
    """
    return path.absolute() if is_link(path) else Path(os.path.realpath(path))


def is_link(path: Path) -> bool:
    """Whether it is a link, as far as this user can see."""
    try:
        return path.is_symlink()
    except OSError:
        return False


def lock_file(path: Path) -> Path:
    """Give the lock file of the configuration file `path`."""
    own = own_file(path)
    return own.with_name(f"{own.name}.lock")


def pinned_folder(folder: Path | None = None) -> Path | None:
    """Give `folder` (the current one unless given), or the nearest one above it, that has a `PIN_NAME`."""
    try:
        folder = (folder or Path.cwd()).absolute()
    except FileNotFoundError:  # a current folder that somebody removed
        return None
    return next((one for one in (folder, *folder.parents) if _is_there(one / PIN_NAME)), None)


def _is_there(path: Path) -> bool:
    """Whether there is such a file, as far as this user can see."""
    try:
        return path.exists()
    except OSError:
        return False
