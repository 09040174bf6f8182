"""`cfw setup`: the wizard, or no questions at all if every answer is given or nobody can be asked."""

from __future__ import annotations

import os
from pathlib import Path

from wizard.cli.conversation import converse
from wizard.cli.options import Options
from wizard.cli.prompts import interface
from wizard.cli.session_factory import create_session
from wizard.cli.terminal import note
from wizard.cli.token_option import read_token
from wizard.config import token_command
from wizard.config.active_profile import environment_token
from wizard.config.pin import find_pin
from wizard.onboarding.session import Presets
from wizard.support.errors import UsageError
from wizard.support.pasted_place import NOWHERE


def run(options: Options) -> int:
    """Set up a profile."""
    presets = _presets(options)
    how = interface(options)
    if presets.token is None and (not how or presets.workspace):
        presets = presets._replace(token=environment_token(os.environ))
    if options.demo and not how:
        raise UsageError(
            "The demo is there to be looked at.", "Run `cfw --demo` in a terminal, or `cfw --demo --plain`."
        )
    session = create_session(options, presets)
    if how and not presets.is_complete:
        return converse(session, how)
    from wizard.cli.unattended_setup import set_up  # noqa: PLC0415 - screens and lines ask their own questions

    return set_up(session)


def _presets(options: Options) -> Presets:
    """The answers that options and the directory's pin file give."""
    team, workspace = options.team, options.workspace
    if team is None and workspace is None and (pin := find_pin(Path.cwd())):
        note(f"{pin.path} names workspace {pin.workspace_id} of team {pin.team_id}.")
        team, workspace = str(pin.team_id), str(pin.workspace_id)
    found, command = read_token(options), options.token_command
    if command and options.token_store:
        raise UsageError(
            "With --token-command the token is neither in the file nor in the keyring.",
            "Leave out --token-store.",
        )
    return Presets(
        token=token_command.run(command) if command else found.token if found else None,
        place=found.place if found else NOWHERE,
        team=team,
        workspace=workspace,
        profile_name=options.profile,
        token_store=None if options.demo else options.token_store,
        token_command=command,
        replaces_token=options.replace_token,
    )
