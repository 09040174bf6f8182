"""`cfw undo`: restore the configuration file as it was before the last change, or an older version."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from wizard.cli.options import Options
from wizard.cli.report_lines import Column, print_table
from wizard.cli.terminal import note
from wizard.config.differences import differences
from wizard.config.document import EMPTY, Document
from wizard.config.errors import Damaged
from wizard.config.paths import config_path
from wizard.config.profile_changes import undo
from wizard.config.reading import Version, read, versions
from wizard.config.saving import set_aside
from wizard.onboarding.exit_status import DONE, NOTHING_SAVED
from wizard.support.times import ago, exact_time

_COLUMNS = (
    Column(""),
    Column("Replaced"),
    Column("At", rank=2),
    Column("Contains", rank=1),
    Column("Current"),
)


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


def _list(path: Path, kept: Sequence[Version]) -> int:
    if not kept:
        note(f"No older version of {path} is kept.")
        return NOTHING_SAVED
    now = datetime.now(UTC)
    rows = [
        (
            str(number),
            ago(version.replaced_at, now),
            exact_time(version.replaced_at),
            _profiles(version.document),
            version.document.current or "none is current",
        )
        for number, version in enumerate(kept, 1)
    ]
    print_table(_COLUMNS, rows)
    return DONE


def _profiles(document: Document) -> str:
    count = len(document.profiles)
    return "1 profile" if count == 1 else f"{count} profiles"
