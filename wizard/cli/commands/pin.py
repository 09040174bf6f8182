"""`cfw pin` and `cfw unpin`: which workspace a directory uses."""

from __future__ import annotations

from pathlib import Path

from wizard.account.switch_list import entries, find
from wizard.cli.options import Options
from wizard.cli.prompts import note
from wizard.config import choose_profile, config_path, read
from wizard.config.paths import PIN_NAME
from wizard.config.pin import find_pin, remove_pin, write_pin
from wizard.config.reading import find_profile
from wizard.onboarding.exit_status import DONE, NOTHING_SAVED


def run(options: Options) -> int:
    """Write the directory file for the named profile, or for the choice."""
    path = config_path(options.config_dir)
    if options.name:
        document = read(path)
        if not document.profiles:
            find_profile(document, path)
        entry = find(entries(document), options.name)
        team, workspace = entry.team, entry.workspace
    else:
        profile = choose_profile(path, options.profile).profile
        team, workspace = profile.team, profile.workspace
    written = write_pin(Path.cwd(), team.id, workspace.id)
    print(f"Pinned to {workspace.name} ({workspace.subdomain}) in {written}")
    return DONE


def run_unpin(_: Options) -> int:
    """Remove this directory's file."""
    here = Path.cwd()
    removed = remove_pin(here)
    if removed:
        print(f"Removed {removed}")
        return DONE
    note(f"There is no {PIN_NAME} in this directory.")
    if above := find_pin(here):
        note(f"{above.path} holds for it; run `cfw unpin` in {above.path.parent}.")
    return NOTHING_SAVED
