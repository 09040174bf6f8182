"""`cfw setup`: the wizard; or no screen at all, where everything is given or nobody can be asked."""

from __future__ import annotations

import asyncio
import os
import sys
from argparse import Namespace
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from wizard.config import BadToken, Document, read
from wizard.config.changes import same_team
from wizard.config.choice import environment_token
from wizard.config.pin import find_pin
from wizard.errors import Usage
from wizard.exits import DONE, LEFT
from wizard.flow import Answers, onboard
from wizard.given import Given
from wizard.pasted import Found
from wizard.pasted import read as read_paste
from wizard.run import Run
from wizard.secret import Token
from wizard.unattended import Unattended

from .runs import run_of
from .talk import Manner, manner, note

if TYPE_CHECKING:
    from wizard.app import WizardApp
    from wizard.plain.program import PlainProgram

_LONGEST = 100_000
"""Characters of a text that is looked through for a token."""


def run(options: Namespace) -> int:
    """Set up a profile."""
    given = _given(options)
    asks = manner(options)
    if given.token is None and (not asks or given.workspace):
        given = replace(given, token=environment_token(os.environ))
    if options.demo and not asks:
        raise Usage(
            "The demo is there to be looked at.", "Run `cfw --demo` in a terminal, or `cfw --demo --plain`."
        )
    run = run_of(options, given)
    if asks and not given.is_complete:
        return converse(run, asks, keeps_folder=options.config_dir is not None)
    answers = asyncio.run(_unattended(run))
    assert answers
    assert answers.saved
    for text in answers.saved.notes:
        note(text)
    print(saved_line(answers.saved.document.current or "", answers.saved.path))
    _tell_of_old_tokens(answers.saved.document)
    return DONE


def _tell_of_old_tokens(document: Document) -> None:
    """Offer the new token for the team's other profiles, where nobody can be asked."""
    others = same_team(document, document.profiles[document.current or ""])
    if others:
        names = ", ".join(others)
        note(f"Other profiles of this team have another token: {names}. --replace-token gives them this one.")


def converse(run: Run, manner: Manner, *, keeps_folder: bool = True) -> int:
    """Run the screens, or ask line by line, and say in a line what came of it."""
    program: WizardApp | PlainProgram
    if manner is Manner.SCREENS:
        from wizard.app import WizardApp  # noqa: PLC0415

        program = WizardApp(run)
    else:
        from wizard.plain.program import PlainProgram  # noqa: PLC0415

        program = PlainProgram(run)
    said = program.run()
    if said is None and run.is_demo and not keeps_folder:
        with suppress(OSError):
            run.path.parent.rmdir()
    if program.return_code:
        return program.return_code
    if said is None:
        print(run.nothing_done)
        return LEFT
    print(said.line)
    for text in said.notes:
        note(text)
    return DONE


def saved_line(name: str, path: Path) -> str:
    """What is said at the end."""
    return f"Saved profile “{name}” in {path}"


async def _unattended(run: Run) -> Answers | None:
    read(run.path)  # a file that cannot be used is said before the network is asked
    try:
        return await onboard(Unattended(run))
    finally:
        await run.connect.close()


def _given(options: Namespace) -> Given:
    team, workspace = options.team, options.workspace
    if team is None and workspace is None and (pin := find_pin(Path.cwd())):
        note(f"{pin.path} names workspace {pin.workspace_id} of team {pin.team_id}.")
        team, workspace = str(pin.team_id), str(pin.workspace_id)
    return Given(
        token=_token(options),
        team=team,
        workspace=workspace,
        profile_name=options.profile,
        token_store=options.token_store,
        replaces_token=options.replace_token,
    )


def _token(options: Namespace) -> Token | None:
    if options.token_stdin:
        if sys.stdin.isatty():
            raise Usage(
                "--token-stdin reads the token from a pipe.", "Such as: pbpaste | cfw setup --token-stdin"
            )
        return _read(sys.stdin.read(_LONGEST), "standard input")
    if options.token_file:
        return _from_file(options.token_file)
    return None


def _from_file(path: Path) -> Token:
    try:
        with path.open(encoding="utf-8-sig", errors="replace") as stream:
            return _read(stream.read(_LONGEST), f"The file {path}")
    except OSError:
        raise Usage(f"The file {path} cannot be read.", "Check --token-file.") from None


def _read(text: str, source: str) -> Token:
    found = read_paste(text)
    if not isinstance(found, Found):
        raise BadToken(source, found.reason)
    return found.token
