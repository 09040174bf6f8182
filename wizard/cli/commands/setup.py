"""`cfw setup`: the wizard; or no screen at all, where everything is given or nobody can be asked."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from wizard.cli.conversation import converse
from wizard.cli.options import Options
from wizard.cli.prompts import interface, note
from wizard.cli.session_factory import create_session
from wizard.config.paths import pinned_folder
from wizard.onboarding.exit_status import DONE
from wizard.onboarding.session import Presets, Session

if TYPE_CHECKING:
    from wizard.onboarding.flow import Completed


def run(options: Options) -> int:
    """Set up a profile."""
    presets = _given(options)
    asks = interface(options)
    if presets.token is None and (not asks or presets.workspace):
        from wizard.config.active_profile import environment_token  # noqa: PLC0415 - the screens wait for no more

        presets = presets._replace(token=environment_token(os.environ))
    if options.demo and not asks:
        from wizard.support.errors import UsageError  # noqa: PLC0415

        raise UsageError(
            "The demo is there to be looked at.", "Run `cfw --demo` in a terminal, or `cfw --demo --plain`."
        )
    session = create_session(options, presets)
    if asks and not presets.is_complete:
        return converse(session, asks, keeps_folder=options.config_dir is not None)
    return _do_without_asking(session)


def _do_without_asking(session: Session) -> int:
    from wizard.support import event_loop  # noqa: PLC0415

    completed = event_loop.run(_unattended(session))
    assert completed
    for text in completed.saved.notes:
        note(text)
    print(completed.line)
    if completed.other_tokens:
        note(
            f"Other profiles of this team have another token: {', '.join(completed.other_tokens)}. "
            "--replace-token gives them this one."
        )
    return DONE


async def _unattended(session: Session) -> Completed | None:
    from wizard.config import read  # noqa: PLC0415
    from wizard.onboarding.flow import onboard  # noqa: PLC0415
    from wizard.onboarding.unattended import Unattended  # noqa: PLC0415

    read(session.path)  # a file that cannot be used is said before the network is asked
    questions = Unattended(session)
    try:
        return await onboard(questions)
    finally:
        for text in questions.remarks():
            note(text)
        await session.connect.close()


def _given(options: Options) -> Presets:
    token = None
    if options.token_stdin or options.token_file:
        from wizard.cli.token_option import read_token  # noqa: PLC0415 - only where there is one

        token = read_token(options)
    team, workspace = options.team, options.workspace
    if team is None and workspace is None and pinned_folder():
        from wizard.config.pin import find_pin  # noqa: PLC0415 - only where there is one

        if pin := find_pin(Path.cwd()):
            note(f"{pin.path} names workspace {pin.workspace_id} of team {pin.team_id}.")
            team, workspace = str(pin.team_id), str(pin.workspace_id)
    return Presets(
        token=token,
        team=team,
        workspace=workspace,
        profile_name=options.profile,
        token_store=options.token_store,
        replaces_token=options.replace_token,
    )
