"""What a command works with: a saved profile, or the token in the environment and its workspace."""

from __future__ import annotations

import os
from pathlib import Path

from wizard.cli.options import Options
from wizard.cli.prompts import note
from wizard.config import ActiveProfile, choose_profile, config_path, read
from wizard.config.active_profile import environment_token
from wizard.config.paths import PROFILE_VARIABLE, TOKEN_VARIABLE

TYPE_CHECKING = False  # as typing has it, whose import is slow
if TYPE_CHECKING:
    from wizard.support.secret import Token


class TokenWithoutProfile:
    """The token in the environment, used without a profile, and what names its workspace."""

    def __init__(self, token: Token, chosen_by: str, team: str | None, workspace: str | None) -> None:
        self.token = token
        self.chosen_by = chosen_by
        """An option, the path of a directory file, or the variable of a token with only one workspace."""
        self.team = team
        self.workspace = workspace


def chosen(options: Options) -> ActiveProfile:
    """Give the choice; only where no profile is used does it take requests.

    Raises what `choose_profile`, `token_without_profile` and `choose_unsaved` raise.
    """
    alone = token_without_profile(options)
    if alone is None:
        return choose_profile(config_path(options.config_dir), options.profile)
    from wizard.cli.session_factory import create_session  # noqa: PLC0415
    from wizard.onboarding.session import Presets  # noqa: PLC0415
    from wizard.onboarding.unsaved_workspace import choose_unsaved  # noqa: PLC0415
    from wizard.support import event_loop  # noqa: PLC0415 - brings what requests need

    async def look_up() -> ActiveProfile:
        session = create_session(
            options, Presets(token=alone.token, team=alone.team, workspace=alone.workspace)
        )
        try:
            account = session.connect(alone.token)
            choice = await choose_unsaved(session, account, alone.chosen_by)
            for error in account.unreadable_lists():
                note(error.what)
            return choice
        finally:
            await session.connect.close()

    return event_loop.run(look_up())


def token_without_profile(options: Options) -> TokenWithoutProfile | None:
    """Give the token in the environment, where it needs no profile; None where a saved profile is used.

    It needs none where --team or --workspace is given, or where nothing is saved. Raises `UsageError` where
    the options don't go together, `BadToken`, and what reading the configuration raises.
    """
    token = environment_token(os.environ)
    if options.team is not None or options.workspace is not None:
        from wizard.support.errors import UsageError  # noqa: PLC0415 - most commands name no workspace

        if token is None:
            raise UsageError(
                "--team and --workspace need the token in CLICKFUNNELS_API_TOKEN.",
                "Set it, or choose a saved profile with --profile.",
            )
        if options.profile is not None:
            raise UsageError(
                "--team and --workspace don't go together with --profile.",
                "Leave one of them out: a profile has its own workspace.",
            )
        option = "--team" if options.workspace is None else "--workspace"
        return TokenWithoutProfile(token, option, options.team, options.workspace)
    if token is None or options.profile is not None or os.environ.get(PROFILE_VARIABLE):
        return None
    if read(config_path(options.config_dir)).profiles:
        return None
    from wizard.config.pin import find_pin  # noqa: PLC0415 - only where nothing is saved

    if pin := find_pin(Path.cwd()):
        return TokenWithoutProfile(token, str(pin.path), str(pin.team_id), str(pin.workspace_id))
    return TokenWithoutProfile(token, TOKEN_VARIABLE, None, None)
