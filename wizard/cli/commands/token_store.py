"""`cfw token-store`: move tokens into the file or the keyring."""

from __future__ import annotations

from wizard.account.switch_list import entries, find
from wizard.cli.options import Options
from wizard.cli.terminal import note
from wizard.config.active_profile import choose_profile
from wizard.config.paths import config_path
from wizard.config.profile_changes import kept_in_message, move_tokens
from wizard.config.reading import read, read_saved


def run(options: Options) -> None:
    """Move the token of the profile in use, of the named profiles, or of all."""
    path = config_path(options.config_dir)
    if options.all:
        names = [name for name, one in read(path).profiles.items() if one.kept_in]
    elif options.names:
        saved = entries(read_saved(path))
        names = [find(saved, name).via for name in options.names]
    else:
        names = [choose_profile(path, options.profile).profile.name]
    note(*move_tokens(path, names, options.store).notes)
    print(
        kept_in_message(names, options.store)
        if names
        else "Nothing was changed: no profile has a saved token."
    )
