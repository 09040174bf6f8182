"""`cfw forget` and `cfw token-store`: profiles and tokens that leave, or move."""

from __future__ import annotations

from wizard.config import choose, config_path, read
from wizard.config.changes import forget, move_tokens
from wizard.config.reading import pick
from wizard.entries import entries, find
from wizard.errors import Usage
from wizard.exits import DONE, LEFT
from wizard.options import Options

from .talk import agreed, note

TEAMS_ADDRESS = "https://accounts.myclickfunnels.com/account/teams"
"""Where a team's settings, and so its Developer Portal, begin. Source: Getting Started guide."""

STILL_WORKS = (
    f"The token still works at ClickFunnels until it is revoked there: {TEAMS_ADDRESS}"
    " > the team > Team Settings > Developer Portal."
)


def run(options: Options) -> int:
    """Remove profiles, after a yes."""
    path = config_path(options.config_dir)
    document = read(path)
    if bool(options.names) == options.all:
        raise Usage("Which profiles?", "Name them, or use --all: `cfw forget NAME ...`.")
    if not document.profiles:
        pick(document, path)
    saved = entries(document)
    chosen = saved if options.all else [find(saved, name) for name in options.names]
    names = list(dict.fromkeys(entry.via for entry in chosen))
    question = f"Forget {', '.join(names)}?"
    if not agreed(question, yes=options.yes):
        note("Nothing was removed.")
        return LEFT
    result = forget(path, names)
    for text in result.notes:
        note(text)
    print(f"Forgot {', '.join(names)}.")
    note(STILL_WORKS)
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
        names = [choose(path, options.profile).profile.name]
    for text in move_tokens(path, names, options.store).notes:
        note(text)
    place = "the file" if options.store == "file" else "the keyring"
    print(f"Kept in {place}: the token of {', '.join(names) or 'nobody'}.")
    return DONE
