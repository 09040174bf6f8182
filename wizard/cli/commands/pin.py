"""`cfw pin`: let this directory use a workspace."""

from __future__ import annotations

from pathlib import Path

from wizard.account.switch_list import entries, find
from wizard.cli.options import Options
from wizard.config.active_profile import choose_profile
from wizard.config.paths import config_path
from wizard.config.pin_changes import write_pin
from wizard.config.reading import read_saved


def run(options: Options) -> None:
    """Write `.clickfunnels.json` for the named profile, or for the one in use."""
    path = config_path(options.config_dir)
    if options.name:
        entry = find(entries(read_saved(path)), options.name)
        team, workspace = entry.team, entry.workspace
    else:
        profile = choose_profile(path, options.profile).profile
        team, workspace = profile.team, profile.workspace
    written = write_pin(Path.cwd(), team.id, workspace.id)
    print(f"Pinned to {workspace.name} ({workspace.subdomain}) in {written}")
