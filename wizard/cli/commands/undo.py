"""`cfw undo`: the configuration file as it was before the last change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from wizard.cli.options import Options
from wizard.cli.prompts import note
from wizard.config import Damaged, Document, Profile, config_path, read
from wizard.config.backups import Version, versions
from wizard.config.document import EMPTY
from wizard.config.profile_changes import undo
from wizard.config.saving import set_aside
from wizard.onboarding.exit_status import DONE, NOTHING_SAVED
from wizard.support.times import ago, exact_time
from wizard.words import forget as forget_words

TYPE_CHECKING = False  # as typing has it, whose import is slow
if TYPE_CHECKING:
    from wizard.config.profile import Store


def run(options: Options) -> int:
    """Restore a version, or list those that there are."""
    path = config_path(options.config_dir)
    try:
        before, damaged = read(path), None
    except Damaged as error:
        before, damaged = EMPTY, error
    kept = versions(path, before)
    if options.list:
        return _list(path, kept)
    if damaged:
        if options.number > len(kept):
            raise damaged
        note(_set_aside(damaged.what, set_aside(path).name))
    saved = undo(path, options.number)
    for text in saved.notes:
        note(text)
    print(_undone(saved.document.current))
    for text in differences(before, saved.document):
        print(text)
    return DONE


def differences(before: Document, after: Document) -> Iterator[str]:
    """Say what is different in `after`, a sentence each."""
    back = [name for name in after.names if name not in before.profiles]
    gone = [name for name in before.names if name not in after.profiles]
    changed = [
        name
        for name in after.names
        if name in before.profiles and _lasting(after.profiles[name]) != _lasting(before.profiles[name])
    ]
    bare = [name for name in back if _keeps_token_in(after, name) is None]
    moved = [name for name in changed if _keeps_token_in(before, name) != _keeps_token_in(after, name)]
    for names, sentence in (
        (back, _restored),
        (gone, _removed),
        (changed, _changed_back),
        (bare, _without_token),
        ([name for name in moved if _keeps_token_in(after, name) == "file"], forget_words.kept_in_file),
        ([name for name in moved if _keeps_token_in(after, name) == "keyring"], forget_words.kept_in_keyring),
    ):
        if names:
            yield sentence(names)


def _lasting(profile: Profile) -> Profile:
    """The profile without what each use of it changes."""
    return replace(profile, used_at=None)


def _keeps_token_in(document: Document, name: str) -> Store | None:
    profile = document.profiles[name]
    return profile.token_store if profile.token or profile.token_store == "keyring" else None


def _list(path: Path, kept: Sequence[Version]) -> int:
    if not kept:
        note(f"No older version of {path} is kept.")
        return NOTHING_SAVED
    now = datetime.now(UTC)
    for number, version in enumerate(kept, 1):
        moment, document = version.replaced_at, version.document
        text = _version(exact_time(moment), ago(moment, now), len(document.profiles), document.current)
        print(f"{number:2}  {text}")
    return DONE


def _set_aside(problem: str, name: str) -> str:
    """The damaged file that stood in the way was renamed."""
    return f"{problem} It is kept as {name}."


def _undone(current: str | None) -> str:
    """It is done; one of the profiles is the current one, or none."""
    return f"Undone. Current profile: {current}." if current else "Undone. No profile is current."


def _restored(names: Iterable[str]) -> str:
    """Profiles that were forgotten."""
    return f"Restored: {', '.join(names)}."


def _removed(names: Iterable[str]) -> str:
    """Profiles that were saved since."""
    return f"Removed: {', '.join(names)}."


def _changed_back(names: Iterable[str]) -> str:
    """Profiles that were changed since."""
    return f"Changed back: {', '.join(names)}."


def _without_token(names: Iterable[str]) -> str:
    """Profiles that are back, but not their tokens."""
    return f"Without a token, because it was deleted: {', '.join(names)}. `cfw setup` adds one."


def _version(moment: str, ago: str, count: int, current: str | None) -> str:
    """One of the versions that there are."""
    profiles = "1 profile" if count == 1 else f"{count} profiles"
    return f"until {moment}, {ago}: {profiles}, current {current}"
