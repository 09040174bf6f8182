"""`cfw export cf`: log the official `cf` command in. Experimental: the file is that command's own."""

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
    note("Experimental: it's cf's own file, and its format may change. It contains the token as plain text.")


CF = Target(
    "log the official cf command in (experimental)",
    "Writes the profile in use where the official cf command keeps its own login. Experimental: the "
    "file is its own, and the format may change. Another entry for the same workspace is replaced. The file "
    "contains the token as plain text.",
    (("cfw export cf", "the official command uses the same token and workspace"),),
    _run,
)
