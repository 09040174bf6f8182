"""`cfw env`: print the profile in use as environment variables, for shells and programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from wizard.cli.options import Options
from wizard.cli.profile_selection import select_profile
from wizard.cli.terminal import note
from wizard.config.active_profile import ActiveProfile
from wizard.config.paths import PROFILE_VARIABLE, TOKEN_VARIABLE


def run(options: Options) -> None:
    """Print the variables in the syntax of a shell or format."""
    choice = select_profile(options)
    values = variables(choice)
    if sys.stdout.isatty() and not options.show:
        values[TOKEN_VARIABLE] = choice.token().masked
        note("On a terminal the token is masked; --show prints it. Scripts get it unmasked.")
    print(FORMATS[options.format](values, choice.path))


def variables(choice: ActiveProfile) -> dict[str, str]:
    """Give the variables by name. Raises what `ActiveProfile.token` raises."""
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
    """Quote for a POSIX shell: nothing but the quote itself is special inside single quotes (POSIX 2.2.2)."""
    return "'" + value.replace("'", "'\\''") + "'"


def _fish(values: Mapping[str, str], _: Path) -> str:
    def quoted(value: str) -> str:
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"

    return "\n".join(f"set -gx {name} {quoted(value)}" for name, value in values.items())


def _powershell(values: Mapping[str, str], _: Path) -> str:
    def quoted(value: str) -> str:
        """Every kind of single quote ends a string there, unless doubled."""
        return "'" + "".join(one * 2 if one in "'‘’‚‛" else one for one in value) + "'"

    return "\n".join(f"$env:{name} = {quoted(value)}" for name, value in values.items())


def _dotenv(values: Mapping[str, str], _: Path) -> str:
    """Single quotes are literal for every reader; a value that contains one is escaped as for a shell."""

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
"""Writers of the variables by format; they also get the path of the configuration file."""
