"""`cfw unpin`: remove this directory's `.clickfunnels.json`."""

from __future__ import annotations

from pathlib import Path

from wizard.cli.options import Options
from wizard.cli.terminal import note
from wizard.config.paths import PIN_NAME
from wizard.config.pin import find_pin
from wizard.config.pin_changes import remove_pin
from wizard.onboarding.exit_status import DONE, NOTHING_SAVED


def run(_: Options) -> int:
    """Remove the file."""
    here = Path.cwd()
    removed = remove_pin(here)
    if removed:
        print(f"Removed {removed}")
        return DONE
    note(f"There is no {PIN_NAME} in this directory.")
    if above := find_pin(here):
        note(f"{above.path} applies here too; run `cfw unpin` in {above.path.parent}.")
    return NOTHING_SAVED
