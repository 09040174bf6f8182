"""All formats of `cfw env` by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from wizard.integrations.env_formats import data, files, github, shells
from wizard.integrations.env_formats.refusal import CannotRepresent

Line = Callable[[str, str], str]
"""Gives the text for one variable, without a final line break. May raise `CannotRepresent`."""

LINES: Mapping[str, Line] = {
    "sh": shells.sh,
    "fish": shells.fish,
    "nu": shells.nushell,
    "powershell": shells.powershell,
    "cmd": shells.cmd,
    "direnv": shells.sh,
    "dotenv": files.dotenv,
    "docker": files.docker,
    "systemd": files.systemd,
    "github": github.github,
    "yaml": data.yaml_pair,
}
"""The formats in which each variable stands for itself."""

FILE_FORMATS = ("dotenv", "docker", "systemd")
"""Those of files with lines NAME=VALUE, which can be merged into an existing file."""


def write(form: str, values: Mapping[str, str], watched: Path) -> str:
    """Give the variables in a format, without a final line break. direnv reloads them when `watched` changes.

    Raises `CannotRepresent` for a value that the format's reader would misread.
    """
    if form == "json":
        return data.json_object(values)
    lines = [assignment(form, name, value) for name, value in values.items()]
    if form == "direnv":
        lines.insert(0, f"watch_file {shells.sh_quoted(str(watched))}")
    return "\n".join(lines)


def assignment(form: str, name: str, value: str) -> str:
    """Give the text for one variable in one of `LINES`. Raises `CannotRepresent`."""
    if "\0" in value:
        raise CannotRepresent("An environment variable", name, "it contains a null character")
    if any("\ud800" <= one <= "\udfff" for one in value):
        raise CannotRepresent("An environment variable", name, "it contains half of a character")
    return LINES[form](name, value)
