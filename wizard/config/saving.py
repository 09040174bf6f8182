"""Write the configuration file: one program at a time, and either the whole file or nothing."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from wizard.config import keyring_store
from wizard.config.atomic_write import move_file, remove_file, write_atomically
from wizard.config.backups import gather_versions, keep_version, remove_forgotten_tokens
from wizard.config.document import Document, dump
from wizard.config.errors import Damaged, KeyringTrouble, NothingSaved
from wizard.config.json_file import TOO_DEEP, is_too_deep
from wizard.config.locking import exclusive_access
from wizard.config.paths import lock_file, own_file
from wizard.config.permissions import FILE_MODE, repair_permissions
from wizard.config.profile import Profile
from wizard.config.reading import read
from wizard.config.saved import Saved


def save(path: Path, profile: Profile) -> Saved:
    """Save the profile and make it the current one; see `update`."""
    return update(path, lambda document: document.with_profile(profile))


def update(path: Path, change: Callable[[Document], Document], *, is_undone: bool = False) -> Saved:
    """Read the file, `change` its content and write it back, while other programs wait.

    Makes a missing folder. Keeps the earlier content as a version that can be restored. Unless the change
    restores a version itself (`is_undone`), removes tokens that are no longer in the file from all versions.
    Puts the tokens of profiles that use the keyring into it, and removes those of profiles that no longer do.
    If anything fails, the file stays as it was. Raises `Damaged`, `NewerVersion`, `NotReadable`,
    `NotWritable`, `Locked`, `KeyringTrouble`, or what `change` raises.
    """
    with exclusive_access(path, lock_file(path)) as target:
        before = read(path)
        document = change(before)
        if is_too_deep(document.raw):
            raise Damaged(path, TOO_DEEP)
        text = dump(document)
        notes = repair_permissions(path)
        in_keyring, were_in_keyring = _in_keyring(document), _in_keyring(before)
        added = []
        try:
            for name, profile in in_keyring.items():
                if profile.token:
                    keyring_store.keep(target, name, profile.token)
                    if name not in were_in_keyring:
                        added.append(name)
            gather_versions(path)
            if before.profiles and before.raw != document.raw:
                keep_version(path, before)
            if not is_undone:
                remove_forgotten_tokens(path, document)
            write_atomically(target, text)
        except BaseException:
            for name in added:
                _remove_from_keyring(target, name)
            raise
        for name in were_in_keyring.keys() - in_keyring.keys():
            notes += _remove_from_keyring(target, name)
    return Saved(target, document, notes)


def _remove_from_keyring(path: Path, name: str) -> tuple[str, ...]:
    """Remove a token from the keyring; give a sentence if that failed, as the file is already written."""
    try:
        keyring_store.remove(path, name)
    except KeyringTrouble as error:
        return (f"{error.what} The token of “{name}” is still in it.",)
    return ()


def _in_keyring(document: Document) -> dict[str, Profile]:
    return {name: one for name, one in document.profiles.items() if one.token_store == "keyring"}


def set_aside(path: Path, moment: datetime | None = None) -> Path:
    """Move the file to ``config.damaged-YYYYMMDDTHHMMSSZ.json`` in our own folder, and give its new path.

    `moment` (aware) is now by default. Overwrites nothing: if the name is taken, it gets a number. Raises
    `NothingSaved` if there is no file, `NotWritable` or `Locked`.
    """
    stem = f"config.damaged-{(moment or datetime.now(UTC)).astimezone(UTC):%Y%m%dT%H%M%SZ}"
    with exclusive_access(path, lock_file(path)) as target:
        if not target.exists():
            raise NothingSaved(path)
        aside = _create_file(own_file(path).parent, stem)
        try:
            move_file(target, aside)
        except BaseException:
            remove_file(aside)
            raise
        return aside


def _create_file(folder: Path, stem: str) -> Path:
    """Create an empty file with a name that was free, so that no other program can take it."""
    for number in count(1):
        path = folder / (f"{stem}.json" if number == 1 else f"{stem}-{number}.json")
        with suppress(FileExistsError):
            path.touch(mode=FILE_MODE, exist_ok=False)
            return path
    raise AssertionError("count() never ends")
