"""The token in the environment, used without a profile, and what names its workspace."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from wizard.cli.options import Options
from wizard.config.active_profile import environment_token
from wizard.config.paths import PROFILE_VARIABLE, TOKEN_VARIABLE, config_path
from wizard.config.pin import find_pin
from wizard.config.reading import read
from wizard.support.errors import UsageError
from wizard.support.secret import Token


class UnsavedToken(NamedTuple):
    """A token without a profile."""

    token: Token
    chosen_by: str
    """An option, the path of a directory's pin file, or the variable of a token with only one workspace."""
    team: str | None
    workspace: str | None


def unsaved_token(options: Options) -> UnsavedToken | None:
    """Give the token in the environment if it's used without a profile; None if a saved profile is used.

    It's used alone with `--team` or `--workspace`, or if nothing is saved. Raises `UsageError` for options
    that can't be combined, `BadToken`, and what reading the configuration raises.
    """
    token = environment_token(os.environ)
    if options.team is not None or options.workspace is not None:
        if token is None:
            raise UsageError(
                "--team and --workspace need the token in CLICKFUNNELS_API_TOKEN.",
                "Set it, or choose a saved profile with --profile.",
            )
        if options.profile is not None:
            raise UsageError(
                "--team and --workspace can't be combined with --profile.",
                "Leave one of them out: a profile has its own workspace.",
            )
        option = "--team" if options.workspace is None else "--workspace"
        return UnsavedToken(token, option, options.team, options.workspace)
    if token is None or options.profile is not None or os.environ.get(PROFILE_VARIABLE):
        return None
    if read(config_path(options.config_dir)).profiles:
        return None
    if pin := find_pin(Path.cwd()):
        return UnsavedToken(token, str(pin.path), str(pin.team_id), str(pin.workspace_id))
    return UnsavedToken(token, TOKEN_VARIABLE, None, None)
