"""Argument parsers that raise an error instead of exiting, and print our own help."""

from __future__ import annotations

import argparse
import re
from typing import NoReturn

from wizard.support.version import __version__


class Rejected(Exception):
    """Arguments that argparse rejects."""

    def __init__(self, prog: str, message: str) -> None:
        self.prog = prog
        self.message = message
        super().__init__(message)


class Parser(argparse.ArgumentParser):
    """A parser of the whole command line, or of one command."""

    def error(self, message: str) -> NoReturn:
        """Reject the arguments."""
        raise Rejected(self.prog, message)

    def format_help(self) -> str:
        """Give our own help instead of argparse's."""
        from wizard.cli.help.command_help import help_of  # noqa: PLC0415 - only this option needs it

        return help_of(self)

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
    """Give the parser of each command by the command's name."""
    (group,) = (one for one in parser._actions if isinstance(one, argparse._SubParsersAction))
    return dict(group.choices)
