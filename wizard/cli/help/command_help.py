"""`cfw --help` on one screen, and the help of each command with its examples, wrapped by argparse."""

from __future__ import annotations

import argparse
from collections.abc import Iterable

from wizard.cli.help.command_texts import COMMANDS, Examples

OVERVIEW = (
    (("setup", "login"), "set up a profile; sign in with the browser"),
    (("switch", "list", "find"), "switch workspace; what is saved; find a contact"),
    (("status", "doctor"), "the profile in use; check everything"),
    (("contacts", "segments"), "browse or export contacts; list saved filters"),
    (("env", "exec", "token"), "the profile for programs: variables, the token alone"),
    (("pin", "unpin"), "let this directory use a workspace, or stop"),
    (("forget", "undo"), "remove saved profiles; undo the last change"),
    (("token-store",), "move tokens: file, keyring, password manager"),
    (("export", "snippet"), "set other programs up; code that reads the file"),
    (("path", "schema"), "where the file is; its JSON Schema"),
    (("completion", "prompt"), "for your shell: completion, the profile in the prompt"),
    (("sandbox",), "serve invented data, to try tools on"),
)
"""All commands, related ones on one line: they don't fit in 24 lines otherwise."""

_DESCRIPTION = (
    "Set up access to the ClickFunnels 2.0 API. Without a command: saved workspaces, or else the wizard. "
    "With --demo: the same with invented data."
)
_REST = "cfw COMMAND --help explains a command; man cfw, or cfw --man, everything else."


def help_of(parser: argparse.ArgumentParser, explained: tuple[str, Examples] | None = None) -> str:
    """Give what `--help` prints, with a command or without; `explained` is for what isn't in `COMMANDS`."""
    command = parser.prog.partition(" ")[2]
    return _command_help(parser, *(explained or COMMANDS[command])) if command else _overview(parser)


def _overview(parser: argparse.ArgumentParser) -> str:
    formatter = parser._get_formatter()
    formatter.add_usage(parser.usage, parser._actions, parser._mutually_exclusive_groups)
    formatter.add_text(_DESCRIPTION)
    _table(formatter, "commands", ((", ".join(names), text) for names, text in OVERVIEW))
    formatter.add_text(_REST)
    return formatter.format_help()


def _command_help(parser: argparse.ArgumentParser, text: str, examples: Examples) -> str:
    formatter = parser._get_formatter()
    words = [action for action in parser._actions if not action.option_strings]
    options = argparse.Action([], "", nargs="*", metavar="OPTION")  # they follow, one by one
    formatter.add_usage(None, [options, *words], ())
    formatter.add_text(f"{sentence(parser.description or '')} {text}")
    for group in parser._action_groups:
        formatter.start_section(group.title)
        formatter.add_arguments(group._group_actions)
        formatter.end_section()
    _table(formatter, "examples", examples)
    return formatter.format_help()


def sentence(words: str) -> str:
    """Make a sentence of some words: a capital letter and a full stop."""
    return f"{words[:1].upper()}{words[1:]}."


def _table(formatter: argparse.HelpFormatter, title: str, rows: Iterable[tuple[str, str]]) -> None:
    formatter.start_section(title)
    formatter.add_arguments([argparse.Action([], "", metavar=first, help=text) for first, text in rows])
    formatter.end_section()
