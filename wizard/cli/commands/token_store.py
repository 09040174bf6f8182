"""`cfw token-store`: move tokens into the file or the keyring, or let a command get them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from wizard.account.switch_list import entries, find
from wizard.cli.options import Options
from wizard.cli.terminal import note
from wizard.config import token_command
from wizard.config.active_profile import choose_profile, saved_token
from wizard.config.paths import config_path
from wizard.config.profile_changes import kept_in_message, move_tokens
from wizard.config.reading import read, read_saved
from wizard.support.errors import UsageError, UserError


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
    if options.store == "command":
        _try(path, names, options.token_command)
    note(*move_tokens(path, names, options.store, options.token_command).notes)
    print(
        kept_in_message(names, options.store)
        if names
        else "Nothing was changed: no profile has a saved token."
    )


def _try(path: Path, names: Sequence[str], command: tuple[str, ...]) -> None:
    """Run the command before the saved token is removed: it has to print the same token."""
    if not command:
        raise UsageError(
            "Name the command that prints the token.",
            'For example: cfw token-store command --command "op read op://Work/ClickFunnels/token"',
        )
    token, document = token_command.run(command), read_saved(path)
    for name in names:
        profile = document.profiles[name]
        if profile.kept_in in ("file", "keyring") and saved_token(path, profile) != token:
            raise UserError(
                f"The command prints another token ({token.masked}) than the one saved for “{name}”.",
                "Nothing was changed. To use that token, run `cfw setup --token-command` with the command.",
            )
