"""The options of a command line, with the defaults of those that several commands read."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Literal


class Options(Namespace):
    """What argparse fills in. Without arguments it's plain `cfw`, and `command` is None."""

    command: str | None = None
    target: str | None = None
    """The program that `cfw export` is for."""
    config_dir: Path | None = None
    profile: str | None = None
    no_color = False
    debug: Path | None = None
    timeout: float | None = None
    demo = False
    plain = False
    offline = False
    quiet = False
    token_stdin = False
    token_file: Path | None = None
    token_command: tuple[str, ...] = ()
    team: str | None = None
    workspace: str | None = None
    no_input = False
    replace_token = False
    token_store: Literal["file", "keyring"] | None = None
