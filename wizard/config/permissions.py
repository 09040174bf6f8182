"""Keep the configuration private to its owner: file modes, or access control lists on Windows."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from wizard.config import windows_acl
from wizard.config.paths import BACKUP_INFIX, CACHE_NAME, FILE_NAME, default_path

if sys.platform != "win32":
    import pwd

FOLDER_MODE = 0o700
FILE_MODE = 0o600

_OTHERS_MASK = 0o077
_OTHERS_WRITE = 0o022
_OWN_PREFIXES = (
    FILE_NAME,
    "config.damaged-",
    f"config{BACKUP_INFIX}",
    f".config{BACKUP_INFIX}",
    f".{FILE_NAME}.",
    CACHE_NAME,
    f".{CACHE_NAME}.",
)
"""Prefixes of the names of all files that this program writes to the folder."""


def repair_permissions(path: Path) -> tuple[str, ...]:
    """Close the file and its folder to other users, and give a sentence for each that was open.

    Ignores what doesn't exist. A folder that the user chose and that also contains other files is left alone,
    with a sentence that says so. Raises nothing: a permission that can't be changed becomes a sentence too.
    """
    notes = []
    folder = path.parent
    if is_open_to_others(folder):
        if path != default_path() and _contains_other_files(folder):
            notes.append(
                f"Other users of this computer can look into the folder {folder}."
                " It contains other files too, so its permissions were not changed."
            )
        else:
            notes.append(_close(folder, FOLDER_MODE, f"the folder {folder}"))
    if is_open_to_others(path):
        notes.append(_close(path, FILE_MODE, f"the file {path}, which can contain tokens"))
    return tuple(notes)


def is_open_to_others(path: Path) -> bool:
    """Whether other users of this computer can access the file or folder in any way."""
    try:
        return bool(users_with_access(path))
    except OSError:  # it doesn't exist or can't be examined: reading or writing it reports why
        return False


def users_with_access(path: Path) -> tuple[str, ...]:
    """Name the other users with any access to the file or folder. Raises `OSError`."""
    if os.name == "nt":
        return windows_acl.other_accounts(path)
    return ("Others",) if path.stat().st_mode & _OTHERS_MASK else ()


def writers(path: Path) -> str:
    """Name who else can change the file, or replace it in its folder; empty if nobody can.

    On Windows that is whoever can access it at all. Root, and administrators, don't count.
    """
    try:
        for one in dict.fromkeys((path, path.parent, *(Path(os.path.realpath(path)).parents[:1]))):
            if os.name == "nt":
                if accounts := windows_acl.other_accounts(one):
                    return ", ".join(accounts)
                continue
            status = one.stat()
            if status.st_uid not in (os.geteuid(), 0):
                return foreign_owner(one) or "another user"
            if status.st_mode & _OTHERS_WRITE:
                return "other users of this computer"
    except OSError:
        return "perhaps other users"
    return ""


def foreign_owner(path: Path) -> str | None:
    """Name the owner of the file or folder if that isn't the current user; None on Windows."""
    if sys.platform == "win32" or os.name == "nt":
        return None
    try:
        owner = path.stat().st_uid
    except OSError:
        return None
    if owner == os.geteuid():
        return None
    try:
        return pwd.getpwuid(owner).pw_name
    except KeyError:
        return f"user {owner}"


def make_folder(folder: Path) -> None:
    """Make a folder that only its owner can open, unless it exists. Raises `OSError`."""
    if folder.is_dir():
        return
    folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    if os.name == "nt":
        restrict_on_windows(folder)


def restrict_on_windows(path: Path) -> None:
    """Close a new file or folder to other accounts, if the disk supports that.

    On Windows a new file inherits its folder's access control list; file modes have no effect there.
    """
    with suppress(OSError):
        windows_acl.restrict(path)


def _contains_other_files(folder: Path) -> bool:
    try:
        return any(not entry.name.startswith(_OWN_PREFIXES) for entry in folder.iterdir())
    except OSError:
        return True


def _close(path: Path, mode: int, thing: str) -> str:
    """Close a file or folder to other users, and say whether that worked."""
    with suppress(OSError):
        if os.name == "nt":
            restrict_on_windows(path)
        else:
            path.chmod(mode)
        if not (is_open_to_others(path) or foreign_owner(path)):
            return f"Other users of this computer could open {thing}. Now only you can."
    return f"Other users of this computer can open {thing}, and this could not be changed."
