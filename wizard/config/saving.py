"""Write the configuration file: one writer at a time, and the whole file or nothing."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from wizard.config import keyring_store
from wizard.config.atomic_write import move_file, remove_file, write_atomically
from wizard.config.backups import gather_versions, keep_version, remove_forgotten_tokens
from wizard.config.document import Document, dump
from wizard.config.errors import Damaged, KeyringTrouble, NothingSaved
from wizard.config.json_file import is_too_deep
from wizard.config.locking import exclusive_access
from wizard.config.paths import lock_file, own_file
from wizard.config.permissions import FILE_MODE, repair_permissions
from wizard.config.profile import Profile
from wizard.config.reading import read
from wizard.words import config as words


@dataclass(frozen=True, slots=True)
class Saved:
    """What was written, and where."""

    path: Path
    """The file itself, where ``config.json`` is a link to it."""
    document: Document
    notes: tuple[str, ...]
    """Sentences for people: rights that were too wide, and are repaired or not."""


def save(path: Path, profile: Profile) -> Saved:
    """Save the profile and make it the current one; see `update` for the rest."""
    return update(path, lambda document: document.with_profile(profile))


def update(path: Path, change: Callable[[Document], Document], *, is_undone: bool = False) -> Saved:
    """Read the file, `change` its content and write it back, while other writers wait.

    The earlier content is kept in our own folder, to be brought back, without the tokens that are not in the
    file any more, unless the change undoes another one and may be undone itself. A missing folder is made.
    Tokens of profiles that say so go into the keyring, and those of profiles that no longer do are taken out
    of it. Whatever goes wrong, the old file stays whole. Raises `Damaged`, `NewerVersion`, `NotReadable`,
    `NotWritable`, `Locked`, `KeyringTrouble`, or what `change` raises.
    """
    with exclusive_access(path, lock_file(path)) as target:
        before = read(path)
        document = change(before)
        if is_too_deep(document.raw):
            raise Damaged(path, words.TOO_DEEP)
        text = dump(document)
        notes = repair_permissions(path)
        in_keyring, left_keyring = _in_keyring(document), _in_keyring(before).keys() - _in_keyring(document)
        new = []
        try:
            for name, profile in in_keyring.items():
                if profile.token:
                    keyring_store.keep(target, name, profile.token)
                    new += [name] if name not in _in_keyring(before) else []
            gather_versions(path)
            if before.profiles and before.raw != document.raw:
                keep_version(path, before)
            if not is_undone:
                remove_forgotten_tokens(path, document)
            write_atomically(target, text)
        except BaseException:
            for name in new:
                _taken_out(target, name)
            raise
        notes += tuple(note for name in left_keyring if (note := _taken_out(target, name)))
    return Saved(target, document, notes)


def _taken_out(path: Path, name: str) -> str:
    """Take a token out of the keyring; a sentence where that failed, the file being written already."""
    try:
        keyring_store.remove(path, name)
    except KeyringTrouble as error:
        return f"{error.what} The token of “{name}” is still in it."
    return ""


def _in_keyring(document: Document) -> dict[str, Profile]:
    return {name: one for name, one in document.profiles.items() if one.token_store == "keyring"}


def set_aside(path: Path, moment: datetime | None = None) -> Path:
    """Move the file to ``config.damaged-YYYYMMDDTHHMMSSZ.json`` in our own folder, and give its new path.

    `moment` (aware) is now unless given. No file is overwritten: a name that is taken gets a number.
    Raises `NothingSaved` where there is no file, `NotWritable` or `Locked`.
    """
    stem = f"config.damaged-{(moment or datetime.now(UTC)).astimezone(UTC):%Y%m%dT%H%M%SZ}"
    with exclusive_access(path, lock_file(path)) as target:
        if not target.exists():
            raise NothingSaved(path)
        aside = _new_file(own_file(path).parent, stem)
        try:
            move_file(target, aside)
        except BaseException:
            remove_file(aside)
            raise
        return aside


def _new_file(folder: Path, stem: str) -> Path:
    """Make an empty file of a name that was free, so that nobody else can take it."""
    for number in count(1):
        path = folder / (f"{stem}.json" if number == 1 else f"{stem}-{number}.json")
        with suppress(FileExistsError):
            path.touch(mode=FILE_MODE, exist_ok=False)
            return path
    raise AssertionError("count() never ends")
