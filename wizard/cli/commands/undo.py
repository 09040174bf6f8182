"""`cfw undo`: restore the configuration file as it was before the last change, or an older version."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from wizard.cli.options import Options
from wizard.cli.terminal import note
from wizard.config.document import EMPTY, Document
from wizard.config.errors import Damaged
from wizard.config.paths import config_path
from wizard.config.profile_changes import kept_in_message, undo
from wizard.config.reading import Version, read, versions
from wizard.config.saving import set_aside
from wizard.onboarding.exit_status import DONE, NOTHING_SAVED
from wizard.support.times import ago, exact_time


def run(options: Options) -> int:
    """Restore a version, or list the versions there are."""
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
        note(f"{damaged.what} It is kept as {set_aside(path).name}.")
    saved = undo(path, options.number)
    note(*saved.notes)
    current = saved.document.current
    print(f"Undone. Current profile: {current}." if current else "Undone. No profile is current.")
    for text in differences(before, saved.document):
        print(text)
    return DONE


def differences(before: Document, after: Document) -> Iterator[str]:
    """Say what changed from `before` to `after`, one sentence for each kind of change."""
    restored = [name for name in after.names if name not in before.profiles]
    removed = [name for name in before.names if name not in after.profiles]
    common = {
        name: (before.profiles[name], new) for name, new in after.profiles.items() if name in before.profiles
    }
    # The time that changes with each use isn't worth a word.
    changed = [name for name, (old, new) in common.items() if old._replace(used_at=new.used_at) != new]
    without_token = [name for name in restored if not after.profiles[name].kept_in]
    if restored:
        yield f"Restored: {', '.join(restored)}."
    if removed:
        yield f"Removed: {', '.join(removed)}."
    if changed:
        yield f"Changed back: {', '.join(changed)}."
    if without_token:
        yield f"Without a token, because it was deleted: {', '.join(without_token)}. `cfw setup` adds one."
    moved = [name for name, (old, new) in common.items() if old.kept_in != new.kept_in]
    for store in ("file", "keyring", "command"):
        if names := [name for name in moved if after.profiles[name].kept_in == store]:
            yield kept_in_message(names, store)


def _list(path: Path, kept: Sequence[Version]) -> int:
    if not kept:
        note(f"No older version of {path} is kept.")
        return NOTHING_SAVED
    now = datetime.now(UTC)
    for number, version in enumerate(kept, 1):
        moment, document = version.replaced_at, version.document
        count = len(document.profiles)
        profiles = "1 profile" if count == 1 else f"{count} profiles"
        current = f"current {document.current}" if document.current else "none is current"
        print(f"{number:2}  until {exact_time(moment)}, {ago(moment, now)}: {profiles}, {current}")
    return DONE
