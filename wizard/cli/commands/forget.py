"""`cfw forget` and `cfw token-store`: profiles and tokens that leave, or move."""

from __future__ import annotations

from wizard.account.switch_list import entries, find
from wizard.cli.options import Options
from wizard.cli.prompts import confirm, note
from wizard.config import choose_profile, config_path, read
from wizard.config.profile_changes import forget, move_tokens
from wizard.config.reading import find_profile
from wizard.onboarding import step_texts
from wizard.onboarding.exit_status import CANCELLED, DONE
from wizard.support.errors import UsageError
from wizard.words import forget as words


def run(options: Options) -> int:
    """Remove profiles, after a yes."""
    path = config_path(options.config_dir)
    document = read(path)
    if bool(options.names) == options.all:
        raise UsageError("Which profiles?", "Name them, or use --all: `cfw forget NAME ...`.")
    if not document.profiles:
        find_profile(document, path)
    saved = entries(document)
    chosen = saved if options.all else [find(saved, name) for name in options.names]
    names = list(dict.fromkeys(entry.via for entry in chosen))
    if not confirm(f"Forget {', '.join(names)}?", yes=options.yes):
        note("Nothing was removed.")
        return CANCELLED
    result = forget(path, names)
    for text in result.notes:
        note(text)
    print(words.forgot(names))
    note(
        f"The token still works at ClickFunnels until it is revoked there: {step_texts.TEAMS_PAGE}"
        " > the team > Team Settings > Developer Portal."
    )
    if document.current in names and result.document.profiles:
        note("No profile is the current one now; `cfw switch NAME` makes one so.")
    return DONE


def run_token_store(options: Options) -> int:
    """Move the token of the choice, of the named profiles, or of all, into the file or the keyring."""
    path = config_path(options.config_dir)
    document = read(path)
    if options.all:
        names = [name for name, one in document.profiles.items() if one.token or one.token_store == "keyring"]
    elif options.names:
        names = [find(entries(document), name).via for name in options.names]
    else:
        names = [choose_profile(path, options.profile).profile.name]
    for text in move_tokens(path, names, options.store).notes:
        note(text)
    print(words.kept_in_file(names) if options.store == "file" else words.kept_in_keyring(names))
    return DONE
