"""`cfw env` and `cfw token`: the choice, for shells and programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from wizard.cli.options import Options
from wizard.cli.profile_selection import chosen, token_without_profile
from wizard.cli.prompts import note
from wizard.config import ActiveProfile, choose_profile, config_path
from wizard.config.paths import PROFILE_VARIABLE, TOKEN_VARIABLE
from wizard.onboarding.exit_status import DONE, FAILED


def run(options: Options) -> int:
    """Print the choice as variables, in the words of one shell or format."""
    choice = chosen(options)
    values = variables(choice)
    if sys.stdout.isatty() and not options.show:
        values[TOKEN_VARIABLE] = choice.token().masked
        note("On a terminal the token is masked; --show prints it. Scripts get it as it is.")
    print(FORMATS[options.format](values, choice.path))
    return DONE


def run_token(options: Options) -> int:
    """Print the token alone; on a terminal, where others may look on, only if asked to show it."""
    alone = token_without_profile(options)
    token = alone.token if alone else choose_profile(config_path(options.config_dir), options.profile).token()
    if sys.stdout.isatty() and not options.show:
        note(f"{token.masked}\nThis is a terminal, so the token is not shown. Pipe it, or add --show.")
        return FAILED
    print(token.reveal())
    return DONE


def variables(choice: ActiveProfile) -> dict[str, str]:
    """Give the variables by name; empty where the profile has no such value. Raises `NoToken`."""
    profile = choice.profile
    return {
        TOKEN_VARIABLE: choice.token().reveal(),
        "CLICKFUNNELS_TEAM_ID": str(profile.team.id),
        "CLICKFUNNELS_WORKSPACE_ID": str(profile.workspace.id),
        "CLICKFUNNELS_WORKSPACE_PUBLIC_ID": profile.workspace.public_id or "",
        "CLICKFUNNELS_SUBDOMAIN": profile.workspace.subdomain,
        "CLICKFUNNELS_API_URL": profile.api_url,
        "CLICKFUNNELS_ACCOUNTS_URL": profile.accounts_url,
        PROFILE_VARIABLE: profile.name,
    }


def _sh(values: Mapping[str, str], _: Path) -> str:
    return "\n".join(f"export {name}={_sh_quoted(value)}" for name, value in values.items())


def _sh_quoted(value: str) -> str:
    """Quoted for every POSIX shell (POSIX 2.2.2): nothing is special inside but the quote itself."""
    return "'" + value.replace("'", "'\\''") + "'"


def _fish(values: Mapping[str, str], _: Path) -> str:
    def quoted(value: str) -> str:
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"

    return "\n".join(f"set -gx {name} {quoted(value)}" for name, value in values.items())


def _powershell(values: Mapping[str, str], _: Path) -> str:
    def quoted(value: str) -> str:
        """Every kind of single quote ends a text there, and stands for itself when doubled."""
        return "'" + "".join(one * 2 if one in "'‘’‚‛" else one for one in value) + "'"

    return "\n".join(f"$env:{name} = {quoted(value)}" for name, value in values.items())


def _dotenv(values: Mapping[str, str], _: Path) -> str:
    """Single quotes are literal in every reader; a value that holds one is escaped as a shell reads it."""

    def quoted(value: str) -> str:
        if "'" not in value:
            return f"'{value}'"
        return '"' + "".join(f"\\{one}" if one in '\\"$`' else one for one in value) + '"'

    return "\n".join(f"{name}={quoted(value)}" for name, value in values.items())


def _direnv(values: Mapping[str, str], path: Path) -> str:
    return f"watch_file {_sh_quoted(str(path))}\n{_sh(values, path)}"


def _json(values: Mapping[str, str], _: Path) -> str:
    return json.dumps(values, indent=2, ensure_ascii=False)


FORMATS: dict[str, Callable[[Mapping[str, str], Path], str]] = {
    "sh": _sh,
    "fish": _fish,
    "powershell": _powershell,
    "dotenv": _dotenv,
    "direnv": _direnv,
    "json": _json,
}
"""How each format writes the variables; the path is that of the configuration file."""
