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
from wizard.words import steps as words

if TYPE_CHECKING:
    from wizard.onboarding.answers import Answers


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

    answers = event_loop.run(_unattended(session))
    assert answers
    assert answers.saved
    for text in answers.saved.notes:
        note(text)
    print(words.saved(answers.saved.document.current or "", answers.saved.path))
    _tell_of_old_tokens(answers)
    return DONE


def _tell_of_old_tokens(answers: Answers) -> None:
    """Offer the new token for the team's other profiles, where nobody can be asked."""
    from wizard.account.access import is_for_one_workspace  # noqa: PLC0415
    from wizard.config.profile_changes import same_team  # noqa: PLC0415

    assert answers.account
    assert answers.saved
    if is_for_one_workspace(answers.account):
        return
    document = answers.saved.document
    others = same_team(document, document.profiles[document.current or ""])
    if others:
        note(_old_tokens(", ".join(others)))


async def _unattended(session: Session) -> Answers | None:
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


def _old_tokens(profiles: str) -> str:
    """The team's other profiles, and the option that gives them the new token."""
    return f"Other profiles of this team have another token: {profiles}. --replace-token gives them this one."
