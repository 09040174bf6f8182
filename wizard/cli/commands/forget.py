"""`cfw forget`: remove saved profiles and their tokens."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from wizard.account.switch_list import entries, find
from wizard.cli.options import Options
from wizard.cli.prompts import confirm
from wizard.cli.session_factory import create_session
from wizard.cli.terminal import note
from wizard.config.paths import config_path
from wizard.config.profile import Profile
from wizard.config.profile_changes import forget, forgot_message
from wizard.config.reading import read_saved
from wizard.onboarding import step_texts
from wizard.onboarding.exit_status import CANCELLED, DONE
from wizard.onboarding.revocation import revoke_tokens, sharing_token
from wizard.support import event_loop
from wizard.support.errors import UsageError


def run(options: Options) -> int:
    """Remove profiles, after confirmation."""
    path = config_path(options.config_dir)
    if bool(options.names) == options.all:
        raise UsageError("Which profiles?", "Name them, or use --all: `cfw forget NAME ...`.")
    document = read_saved(path)
    saved = entries(document)
    chosen = saved if options.all else [find(saved, name) for name in options.names]
    names = list(dict.fromkeys(entry.via for entry in chosen))
    profiles = [document.profiles[name] for name in names]
    granted = [one for one in profiles if one.grant] if options.revoke else []
    if sharing := sharing_token(document, path, granted):
        note(f"These profiles have the same token, and it won't work any more: {', '.join(sharing)}.")
    if not confirm(f"Forget {', '.join(names)}?", yes=options.yes):
        note("Nothing was removed.")
        return CANCELLED
    if granted:
        event_loop.run(_revoke(options, path, granted))
    result = forget(path, names)
    note(*result.notes)
    print(forgot_message(names))
    if len(granted) < len(names):
        note(_still_works([one.name for one in profiles if one not in granted]))
    if document.current in names and result.document.profiles:
        note("There is no current profile now; `cfw switch NAME` sets one.")
    return DONE


async def _revoke(options: Options, path: Path, granted: Sequence[Profile]) -> None:
    connect = create_session(options).connect
    try:
        await revoke_tokens(connect, path, granted)
    finally:
        await connect.close()
    note(f"Revoked at ClickFunnels: the token of {', '.join(one.name for one in granted)}.")


def _still_works(names: Sequence[str]) -> str:
    """Say that the tokens of these profiles still work, and where to revoke them."""
    return (
        f"The token of {', '.join(names)} still works at ClickFunnels until it is revoked there: "
        f"{step_texts.TEAMS_PAGE}, {step_texts.DEVELOPER_PORTAL}."
    )
