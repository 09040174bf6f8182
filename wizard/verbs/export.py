"""`cfw export cf`: a login for the official `cf` command. Experimental: its format is not published."""

from __future__ import annotations

from wizard.config.cf_cli import credentials_path, export
from wizard.exits import DONE
from wizard.options import Options
from wizard.words import commands as words

from .chosen import chosen
from .talk import note


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
