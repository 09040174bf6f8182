"""Write variables into a `.env` file that only its owner can open, and warn if git would commit it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from wizard.cli.env_request import EnvRequest, read_env_file
from wizard.cli.terminal import note
from wizard.config.atomic_write import write_atomically
from wizard.config.errors import reason_for
from wizard.integrations.env_text import filled_in
from wizard.integrations.git_ignore import ignore, would_commit
from wizard.support.errors import UsageError, UserError
from wizard.support.programs import find_program


def write_file(path: Path, request: EnvRequest, lines: Mapping[str, str], *, adds_to_gitignore: bool) -> None:
    """Merge `lines`, assignments by name, into the file, or into the template if the file doesn't exist.

    Raises `UsageError` if the file can't be read, and `UserError` if it can't be written.
    """
    target = Path(os.path.realpath(path))
    if not target.parent.is_dir():
        raise UsageError(f"There is no folder {target.parent}.", "")
    before = read_env_file(path) if path.exists() else request.template or ""
    try:
        write_atomically(target, filled_in(before, lines, is_dotenv=request.format == "dotenv"))
    except OSError as error:
        raise UserError(f"{path} can't be written: {reason_for(error)}.", "") from error
    print(f"Wrote {path}: {', '.join(lines)}.")
    if adds_to_gitignore or request.has_token:
        _keep_out_of_git(target, adds_to_gitignore=adds_to_gitignore)


def _keep_out_of_git(path: Path, *, adds_to_gitignore: bool) -> None:
    git = find_program("git")
    commits = would_commit(git, path) if git else None
    if commits is None and adds_to_gitignore:
        note("There is no git repository here, so no .gitignore was changed.")
    if not git or not commits:
        return
    if not adds_to_gitignore:
        note(f"git would commit {path.name}, which contains the token. --gitignore prevents that.")
        return
    try:
        print(f"Added {path.name} to {ignore(path)}.")
    except OSError as error:
        raise UserError(
            f"{path.with_name('.gitignore')} can't be written: {reason_for(error)}.", ""
        ) from error
    if would_commit(git, path):
        note(f"git has committed {path.name} before. `git rm --cached {path.name}` makes git forget it.")
