"""`cfw prompt`: the profile in use, for a shell's prompt. Nothing, and no error, if there is none."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping

from wizard.cli.options import Options
from wizard.config.active_profile import choose_profile
from wizard.config.paths import PROFILE_VARIABLE, config_path
from wizard.support.errors import ExplainedError


def run(options: Options) -> None:
    """Print it. Asks neither ClickFunnels nor the keyring, and reads no token from the environment."""
    environ = {PROFILE_VARIABLE: os.environ.get(PROFILE_VARIABLE, "")}
    try:
        profile = choose_profile(config_path(options.config_dir), options.profile, environ).profile
    except (ExplainedError, OSError):
        return
    values = {
        "profile": profile.name,
        "workspace": profile.workspace.name,
        "subdomain": profile.workspace.subdomain,
        "team": profile.team.name,
    }
    escape = _ESCAPES[options.shell]
    print(
        re.sub(
            r"\{(profile|workspace|subdomain|team)\}", lambda match: escape(values[match[1]]), options.format
        )
    )


def _bash(text: str) -> str:
    """Escape for PS1, which bash first decodes and then expands like a text in double quotes."""
    escapes = {"\\": "\\" * 4, "$": "\\\\$", "`": "\\\\`"}
    return "".join(escapes.get(one, one) for one in text)


def _zsh(text: str) -> str:
    """Escape for PROMPT. An invisible nothing keeps a dollar sign from being expanded with PROMPT_SUBST."""
    return text.replace("%", "%%").replace("$", "$%{%}").replace("`", "'")


def _unchanged(text: str) -> str:
    """Leave it alone: fish shows what its prompt prints as it is."""
    return text


_ESCAPES: Mapping[str | None, Callable[[str], str]] = {
    None: _unchanged,
    "bash": _bash,
    "zsh": _zsh,
    "fish": _unchanged,
}
