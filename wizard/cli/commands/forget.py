"""`cfw forget`: remove saved profiles and their tokens."""

from __future__ import annotations

from wizard.account.switch_list import entries, find
from wizard.cli.options import Options
from wizard.cli.prompts import confirm
from wizard.cli.terminal import note
from wizard.config.errors import NothingSaved
from wizard.config.paths import config_path
from wizard.config.profile_changes import forget, forgot_message
from wizard.config.reading import read
from wizard.onboarding import step_texts
from wizard.onboarding.exit_status import CANCELLED, DONE
from wizard.support.errors import UsageError


def run(options: Options) -> int:
    """Remove profiles, after a yes."""
    path = config_path(options.config_dir)
    document = read(path)
    if bool(options.names) == options.all:
        raise UsageError("Which profiles?", "Name them, or use --all: `cfw forget NAME ...`.")
    if not document.profiles:
        raise NothingSaved(path)
    saved = entries(document)
    chosen = saved if options.all else [find(saved, name) for name in options.names]
    names = list(dict.fromkeys(entry.via for entry in chosen))
    if not confirm(f"Forget {', '.join(names)}?", yes=options.yes):
        note("Nothing was removed.")
        return CANCELLED
    result = forget(path, names)
    note(*result.notes)
    print(forgot_message(names))
    note(
        f"The token still works at ClickFunnels until it is revoked there: {step_texts.TEAMS_PAGE}"
        " > the team > Team Settings > Developer Portal."
    )
    if document.current in names and result.document.profiles:
        note("There is no current profile now; `cfw switch NAME` sets one.")
    return DONE
