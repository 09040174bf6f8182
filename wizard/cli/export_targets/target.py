"""What a target of `cfw export` consists of."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable
from typing import NamedTuple

from wizard.cli.help.command_texts import Examples
from wizard.cli.options import Options


def no_arguments(_: ArgumentParser) -> None:
    """Add nothing: for targets without arguments of their own."""


class Target(NamedTuple):
    """A program that `cfw export` writes for."""

    does: str
    """What it does, in a few words, for lists: lower case, no full stop."""
    text: str
    """What its own `--help` and the manual page say besides."""
    examples: Examples
    """One to three."""
    run: Callable[[Options], int | None]
    """Runs it and gives the exit status; None is 0."""
    add_arguments: Callable[[ArgumentParser], None] = no_arguments
    """Adds the arguments that only this target takes."""
