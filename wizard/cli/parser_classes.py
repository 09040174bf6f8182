"""Parsers that leave it to others to say what is wrong, and whose help is made elsewhere."""

from __future__ import annotations

import argparse
import re
from typing import Any, NoReturn

from wizard.support.version import __version__


class Rejected(Exception):
    """Arguments that argparse rejects."""

    def __init__(self, prog: str, message: str) -> None:
        self.prog = prog
        self.message = message
        super().__init__(message)


class Parser(argparse.ArgumentParser):
    """A parser that leaves it to others to say what is wrong."""

    def error(self, message: str) -> NoReturn:
        """Reject the arguments."""
        raise Rejected(self.prog, message)

    def print_help(self, file: object = None) -> None:  # noqa: ARG002 - it is standard output everywhere
        """Print the help; unlike argparse, raise what keeps it from being printed."""
        print(self.format_help(), end="", flush=True)

    def option_names(self) -> list[str]:
        """Give every option that it takes."""
        return re.findall(r"(?<![\w-])--[a-z-]+", self.format_usage())


class MainParser(Parser):
    """The parser of everything. Its help is made elsewhere, and only for those who ask."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands: dict[str, Command] = {}
        """Those that were built, by name."""

    def format_help(self) -> str:
        """Give the overview of all commands."""
        from wizard.cli.help.command_help import overview  # noqa: PLC0415

        return overview(self)


class Command(Parser):
    """The same for one command."""

    def format_help(self) -> str:
        """Give what it does, its arguments, and examples."""
        from wizard.cli.help.command_help import explained  # noqa: PLC0415

        return explained(self)


class PrintVersion(argparse.Action):
    """Prints the version; unlike argparse, raises what keeps it from being printed."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        """Print it, and end."""
        print(f"clickfunnels-wizard {__version__}", flush=True)
        parser.exit()
