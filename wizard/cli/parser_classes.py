"""Argument parsers that raise an error instead of exiting, and print our own help."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from typing import NoReturn

from wizard.support.version import __version__


class Rejected(Exception):
    """Arguments that argparse rejects."""

    def __init__(self, prog: str, message: str) -> None:
        self.prog = prog
        self.message = message
        super().__init__(message)


class Parser(argparse.ArgumentParser):
    """A parser of the whole command line, of one command, or of one target of a command."""

    explained: tuple[str, tuple[tuple[str, str], ...]] | None = None
    """What a target's help says beyond its options; the texts about commands are in `wizard.cli.help`."""

    def error(self, message: str) -> NoReturn:
        """Reject the arguments."""
        raise Rejected(self.prog, message)

    def format_help(self) -> str:
        """Give our own help instead of argparse's."""
        from wizard.cli.help.command_help import help_of  # noqa: PLC0415 - only this option needs it

        return help_of(self, self.explained)

    def print_help(self, file: object = None) -> None:  # noqa: ARG002 - it always goes to standard output
        """Print the help. Unlike argparse, raise the error if it can't be printed."""
        print(self.format_help(), end="", flush=True)

    def option_names(self) -> list[str]:
        """Give every option that it takes."""
        return re.findall(r"(?<![\w-])--[a-z-]+", self.format_usage())


class PrintVersion(argparse.Action):
    """Prints the version. Unlike argparse's own action, raises the error if it can't be printed."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        """Print it and exit."""
        print(f"clickfunnels-wizard {__version__}", flush=True)
        parser.exit()


def commands_of(parser: argparse.ArgumentParser) -> dict[str, Parser]:
    """Give the parser of each command, or of each target of one command, by name."""
    groups = (one for one in parser._actions if isinstance(one, argparse._SubParsersAction))
    return {name: command for group in groups for name, command in group.choices.items()}


def with_all_below(parser: Parser) -> Iterator[Parser]:
    """Give the parser, and those of its commands and of their targets."""
    yield parser
    for command in commands_of(parser).values():
        yield from with_all_below(command)
