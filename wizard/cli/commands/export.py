"""`cfw export cf`: a login for the official `cf` command. Experimental: its format is not published."""

from __future__ import annotations

from wizard.cli.chosen_profile import chosen
from wizard.cli.messages import note
from wizard.cli.options import Options
from wizard.config.cf_cli import credentials_path, export
from wizard.onboarding.exit_status import DONE
from wizard.words import commands as words


def run(options: Options) -> int:
    """Merge the choice into the credentials of `cf`."""
    choice = chosen(options)
    path = credentials_path()
    for text in export(path, choice.profile, choice.token()):
        note(text)
    workspace = choice.profile.workspace
    print(words.exported_login(workspace.name, workspace.subdomain, path))
    note(words.EXPERIMENTAL)
    return DONE
