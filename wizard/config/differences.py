"""What changed between two versions of the configuration, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from wizard.config.document import Document
from wizard.config.profile_changes import kept_in_message


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
