"""Read the command line: which command, with which options."""

from __future__ import annotations

import argparse
from collections.abc import Collection, Sequence

from wizard.cli.command_arguments import COMMANDS
from wizard.cli.options import Options
from wizard.cli.parser_classes import Parser, PrintVersion, Rejected
from wizard.cli.shared_arguments import add_common, add_plain

_SHORTEST_TOKEN = 43
"""Characters of the shortest word that is checked for a token."""


def read_arguments(arguments: Sequence[str]) -> Options:
    """Parse a command line. Raises `UsageError`, also for a token that was typed as an argument."""
    options, unknown, rejected = Options(), list[str](), None
    named = [word for word in arguments if word in COMMANDS]  # building them all takes longer
    try:
        options, unknown = make_parser(named).parse_known_args(list(arguments), options)
    except Rejected as error:
        rejected = error
    if rejected or unknown or any(len(word) >= _SHORTEST_TOKEN for word in arguments):
        from wizard.cli.argument_errors import check  # noqa: PLC0415 - needed only for wrong arguments

        check(make_parser(), arguments, options, unknown, rejected)
    return options


def make_parser(names: Collection[str] = COMMANDS) -> Parser:
    """Give a parser of these commands, by default of all."""
    parser = Parser(prog="cfw", argument_default=argparse.SUPPRESS, allow_abbrev=False)
    add_common(parser)
    parser.add_argument("--version", action=PrintVersion, nargs=0, help="print the version and exit")
    parser.add_argument("--demo", action="store_true", help="try it on invented data: no account, no network")
    add_plain(parser)
    parser.add_argument("--man", action=PrintManual, nargs=0, help="print the manual page, for man -l -")
    group = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name, (text, add_arguments) in COMMANDS.items():
        if name in names:
            command = group.add_parser(name, help=text, description=text, allow_abbrev=False)
            add_common(command)
            add_arguments(command)
    return parser


class PrintManual(argparse.Action):
    """Prints the manual page."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        """Print it and exit."""
        from wizard.cli.help.manual_page import manual_page  # noqa: PLC0415 - only this option needs it

        print(manual_page(make_parser()), end="", flush=True)
        parser.exit()
