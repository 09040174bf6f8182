"""`cfw undo`: the configuration file as it was before the last change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from wizard.cli.messages import note
from wizard.cli.options import Options
from wizard.config import Damaged, Document, Profile, config_path, read
from wizard.config.backups import Version, versions
from wizard.config.changes import undo
from wizard.config.document import EMPTY
from wizard.config.saving import set_aside
from wizard.onboarding.exit_status import DONE, NOTHING_SAVED
from wizard.support.times import ago, exact
from wizard.words import forget as forget_words
from wizard.words import undo as words

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
        note(words.set_aside(damaged.what, set_aside(path).name))
    saved = undo(path, options.number)
    for text in saved.notes:
        note(text)
    print(words.undone(saved.document.current))
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
        (back, words.restored),
        (gone, words.removed),
        (changed, words.changed_back),
        (bare, words.without_token),
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
        note(words.nothing_kept(path))
        return NOTHING_SAVED
    now = datetime.now(UTC)
    for number, version in enumerate(kept, 1):
        moment, document = version.replaced_at, version.document
        text = words.version(exact(moment), ago(moment, now), len(document.profiles), document.current)
        print(f"{number:2}  {text}")
    return DONE
