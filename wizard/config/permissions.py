"""Who can open the configuration: only its owner. By permissions, on Windows by access control lists."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from wizard.config.paths import BACKUP_INFIX, CACHE_NAME, FILE_NAME, default_path

_OTHERS_TEXT = "Others"
"""All other users of a computer that doesn't name them."""

FOLDER_MODE = 0o700
FILE_MODE = 0o600

_OTHERS = 0o077
_OWN_PREFIXES = (
    FILE_NAME,
    "config.damaged-",
    f"config{BACKUP_INFIX}",
    f".config{BACKUP_INFIX}",
    f".{FILE_NAME}.",
    CACHE_NAME,
    f".{CACHE_NAME}.",
)
"""How the names of all files begin that this program puts into the folder."""


def repair_permissions(path: Path) -> tuple[str, ...]:
    """Close the file and its folder to other users, and give a sentence for each that was open.

    What is not there is passed over. A folder that the user chose and that holds other files as well is
    left as it is, with a sentence that says so. Raises nothing: a right that cannot be changed is a
    sentence too.
    """
    notes = []
    folder = path.parent
    if is_open_to_others(folder):
        if path != default_path() and _holds_other_files(folder):
            notes.append(
                f"Other users of this computer can look into the folder {folder}."
                " It holds other files too, so its rights were left as they are."
            )
        else:
            notes.append(_close(folder, FOLDER_MODE, f"the folder {folder}"))
    if is_open_to_others(path):
        notes.append(_close(path, FILE_MODE, f"the file {path}, which can hold tokens"))
    return tuple(notes)


def is_open_to_others(path: Path) -> bool:
    """Whether other users of this computer have any right to the file or folder."""
    try:
        return bool(users_with_access(path))
    except OSError:  # absent or out of reach: reading or writing it finds the words
        return False


def users_with_access(path: Path) -> tuple[str, ...]:
    """Name the other users with any right to the file or folder. Raises `OSError`."""
    if os.name == "nt":
        from wizard.config.windows_acl import other_accounts  # noqa: PLC0415 - only on Windows

        return other_accounts(path)
    return (_OTHERS_TEXT,) if path.stat().st_mode & _OTHERS else ()


def foreign_owner(path: Path) -> str | None:
    """Name the owner of the file or folder, if that isn't the user who runs this; None on Windows."""
    if os.name == "nt":
        return None
    try:
        owner = path.stat().st_uid
    except OSError:
        return None
    if owner == os.geteuid():
        return None
    import pwd  # noqa: PLC0415 - there is none on Windows

    try:
        return pwd.getpwuid(owner).pw_name
    except KeyError:
        return f"user {owner}"


def make_folder(folder: Path) -> None:
    """Make a folder that only its owner can open, unless it's there. Raises `OSError`."""
    if folder.is_dir():
        return
    folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    if os.name == "nt":
        restrict_on_windows(folder)


def restrict_on_windows(path: Path) -> None:
    """Close a new file or folder to other accounts, where the disk knows any.

    Windows gives it what its folder says; the modes that close it on other systems mean nothing there.
    """
    from wizard.config.windows_acl import restrict  # noqa: PLC0415 - only on Windows

    with suppress(OSError):
        restrict(path)


def _holds_other_files(folder: Path) -> bool:
    try:
        return any(not entry.name.startswith(_OWN_PREFIXES) for entry in folder.iterdir())
    except OSError:
        return True


def _close(path: Path, mode: int, thing: str) -> str:
    try:
        if os.name == "nt":
            restrict_on_windows(path)
        else:
            path.chmod(mode)
    except OSError:
        return _left_open(thing)
    is_open = is_open_to_others(path) or foreign_owner(path)
    return (
        _left_open(thing)
        if is_open
        else f"Other users of this computer could open {thing}. Now only you can."
    )


def _left_open(thing: str) -> str:
    """Rights that are too wide, and that the system does not let be changed."""
    return f"Other users of this computer can open {thing}, and this could not be changed."
