"""`cfw export cf`: a login for the official `cf` command. Experimental: its format is not published."""

from __future__ import annotations

from wizard.cli.chosen_profile import chosen
from wizard.cli.messages import note
from wizard.cli.options import Options
from wizard.config.cf_cli import credentials_path, export
from wizard.onboarding.exit_status import DONE


def run(options: Options) -> int:
    """Merge the choice into the credentials of `cf`."""
    choice = chosen(options)
    path = credentials_path()
    for text in export(path, choice.profile, choice.token()):
        note(text)
    workspace = choice.profile.workspace
    print(f"Exported {workspace.name} ({workspace.subdomain}) to {path}")
    note("Experimental: the format of that file is not published. The token stands in it in clear.")
    return DONE
