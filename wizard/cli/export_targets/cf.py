"""`cfw export cf`: log the official `cf` command in. Experimental: its file format isn't published."""

from __future__ import annotations

from wizard.cli.export_targets.target import Target
from wizard.cli.options import Options
from wizard.cli.profile_selection import select_profile
from wizard.cli.terminal import note
from wizard.config.cf_cli import credentials_path, export


def _run(options: Options) -> None:
    """Add the profile in use to the credentials of `cf`."""
    choice = select_profile(options)
    path = credentials_path()
    note(*export(path, choice.profile, choice.token()))
    workspace = choice.profile.workspace
    print(f"Exported {workspace.name} ({workspace.subdomain}) to {path}")
    note("Experimental: the format of that file is not published. It contains the token as plain text.")


CF = Target(
    "log the official cf command in (experimental)",
    "Writes the profile in use where the official cf command keeps its own login. Experimental: the "
    "format of that file isn't published. The file contains the token as plain text.",
    (("cfw export cf", "the official command uses the same token and workspace"),),
    _run,
)
