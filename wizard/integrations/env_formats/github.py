"""Variables for the later steps of a job on GitHub Actions."""

from __future__ import annotations

import os

from wizard.integrations.env_formats.refusal import CannotRepresent


def github(name: str, value: str) -> str:
    """Give the lines to append to the file `$GITHUB_ENV`: the value between two delimiters.

    The delimiter is random, so that no value can contain it. Raises `CannotRepresent`. Sources: the manual of
    workflow commands; actions/runner, FileCommandManager.cs.
    """
    if value.endswith("\r"):
        raise CannotRepresent("GitHub Actions", name, "it ends with a carriage return")
    delimiter = f"cfw_{os.urandom(16).hex()}"
    return f"{name}<<{delimiter}\n{value}\n{delimiter}"


def mask_command(secret: str) -> str:
    """Give the workflow command after which the job's log shows asterisks in place of a secret.

    Three characters are escaped (actions/toolkit, command.ts).
    """
    escaped = secret.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return f"::add-mask::{escaped}"
