"""The arguments of each command. `wizard.cli.commands` has a module of the same name that runs it."""

from __future__ import annotations

import argparse
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path

from wizard.cli.parser_classes import Parser
from wizard.cli.shared_arguments import add_common, add_plain, add_unsaved, parse_command
from wizard.contacts.walking.concurrency import DEFAULT_REQUESTS, MOST_REQUESTS

ENV_FORMATS = (
    *("sh", "fish", "nu", "powershell", "cmd", "direnv"),
    *("dotenv", "docker", "systemd", "github", "json", "yaml"),
)
"""What reads the output of `cfw env`; `wizard.integrations.env_formats` has the writers."""

_NAME = "profile, workspace, subdomain or id"


def _setup(parser: ArgumentParser) -> None:
    add_plain(parser)
    token = parser.add_mutually_exclusive_group()
    token.add_argument("--token-stdin", action="store_true", help="read the token from standard input")
    token.add_argument("--token-file", type=Path, metavar="FILE", help="read the token from a file")
    text = "get the token with this command, now and whenever it's needed"
    token.add_argument("--token-command", type=parse_command, metavar="CMD", default=(), help=text)
    parser.add_argument("--team", metavar="X", help="name, id or public id")
    parser.add_argument("--workspace", metavar="X", help="name, subdomain, id or public id")
    parser.add_argument("--no-input", action="store_true", help="never draw, never ask")
    text = "give the token to every saved profile of the team"
    parser.add_argument("--replace-token", action="store_true", help=text)
    parser.add_argument("--token-store", choices=("file", "keyring"), help="where to keep the token")


def _login(parser: ArgumentParser) -> None:
    text = "what to ask for besides reading (default read): write, delete, admin, mcp"
    parser.add_argument("--scope", metavar="SCOPE", default="read", help=text)
    text = "print the address instead of opening a browser"
    parser.add_argument("--no-browser", action="store_true", help=text)
    text = "the workspace to save, if the token turns out to be for several: its name, subdomain or id"
    parser.add_argument("--workspace", metavar="X", help=text)
    parser.add_argument("--token-store", choices=("file", "keyring"), help="where to keep the token")
    parser.add_argument("--json", action="store_true", help="print the saved profile as JSON")


def _switch(parser: ArgumentParser) -> None:
    add_plain(parser)
    parser.add_argument("name", metavar="NAME", nargs="?", help=_NAME)
    parser.add_argument("--offline", action="store_true", help="don't ask ClickFunnels first")
    parser.add_argument("--yes", action="store_true", help="save what has changed without asking")


def _status(parser: ArgumentParser) -> None:
    add_unsaved(parser)
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.add_argument("--offline", action="store_true", help="don't ask ClickFunnels")
    parser.add_argument("--expect", metavar="X", help="fail unless this profile or workspace is in use")


def _list(parser: ArgumentParser) -> None:
    text = "all teams and workspaces that the tokens can access"
    parser.add_argument("--live", action="store_true", help=text)
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.add_argument("--names", action="store_true", help="only the names, one per line")


def _contacts(parser: ArgumentParser) -> None:
    add_unsaved(parser)
    parser.add_argument("name", metavar="NAME", nargs="?", help=_NAME)
    parser.add_argument("--format", choices=("jsonl", "json", "csv", "table"), help="write; draw no screen")
    text = "only these, in this order; --columns help lists them"
    parser.add_argument("--columns", metavar="A,B,C", help=text)
    text = "CSV that Excel reads correctly (byte order mark)"
    parser.add_argument("--excel", action="store_true", help=text)
    parser.add_argument("--no-header", dest="has_header", action="store_false", help="no column titles")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write to FILE, whole or not at all")
    again = parser.add_mutually_exclusive_group()
    again.add_argument("--resume", action="store_true", help="continue FILE.part after an interruption")
    again.add_argument("--force", action="store_true", help="discard FILE.part, replace FILE, don't ask")
    text = "only those added since a day, or the last export"
    parser.add_argument("--since", metavar="DAY|last", help=text)
    text = "with --since: add to FILE"
    parser.add_argument("--append", action="store_true", help=text)
    parser.add_argument("--quiet", action="store_true", help="no progress, no messages but errors")
    text = f"requests at once, at most {MOST_REQUESTS} (default {DEFAULT_REQUESTS})"
    parser.add_argument("--parallel", type=_parallel, metavar="N", default=DEFAULT_REQUESTS, help=text)
    parser.add_argument("--limit", type=_count, metavar="N", help="at most this many")
    parser.add_argument("--email", action="append", default=[], metavar="EMAIL", help="exact; repeatable")
    parser.add_argument("--id", action="append", default=[], type=_id, metavar="ID", help="repeatable")
    parser.add_argument("--tag", action="append", default=[], metavar="TAG", help="name or id; repeatable")
    text = "only contacts in this segment, a filter saved in the dashboard"
    parser.add_argument("--segment", metavar="SEGMENT", default=None, help=f"{text}: its name or id")
    active = parser.add_mutually_exclusive_group()
    text = "only contacts that may be sent emails"
    active.add_argument("--active", dest="is_active", action="store_const", const=True, help=text)
    text = "only contacts that may not be sent emails"
    active.add_argument("--inactive", dest="is_active", action="store_const", const=False, help=text)
    text = "which come first (default oldest; on a screen, newest)"
    parser.add_argument("--order", choices=("newest", "oldest"), help=text)
    text = "invented contacts: no account, no network"
    parser.add_argument("--demo", action="store_true", default=argparse.SUPPRESS, help=text)
    add_plain(parser, "a table instead of the browser")


def _segments(parser: ArgumentParser) -> None:
    add_unsaved(parser)
    parser.add_argument("name", metavar="NAME", nargs="?", help=_NAME)
    parser.add_argument("--json", action="store_true", help="as JSON")
    text = "those of an invented workspace: no account, no network"
    parser.add_argument("--demo", action="store_true", default=argparse.SUPPRESS, help=text)


def _find(parser: ArgumentParser) -> None:
    text = "a whole email address, or a contact's id"
    parser.add_argument("contact", metavar="EMAIL|ID", help=text)
    parser.add_argument("--json", action="store_true", help="one line of JSON for each, as they arrive")


def _env(parser: ArgumentParser) -> None:
    add_unsaved(parser)
    text = "what reads it (default sh; dotenv with --like or --output)"
    parser.add_argument("--format", choices=ENV_FORMATS, metavar="FORMAT", help=text)
    text = "print FILE, such as .env.example, with its ClickFunnels variables filled in"
    parser.add_argument("--like", type=Path, metavar="FILE", help=text)
    text = "a variable of your own: NAME=token, NAME=subdomain, ...; repeatable"
    parser.add_argument("--as", dest="names", action="append", default=[], metavar="NAME=VALUE", help=text)
    text = "write to FILE, which only you can read; keep what else it contains"
    parser.add_argument("--output", type=Path, metavar="FILE", help=text)
    parser.add_argument("--gitignore", action="store_true", help="with --output: make git ignore FILE")
    text = "give the token even a name that a web framework publishes"
    parser.add_argument("--force", action="store_true", help=text)
    parser.add_argument("--show", action="store_true", help="print the token on a terminal, or to an agent")


def _exec(parser: ArgumentParser) -> None:
    add_unsaved(parser)
    parser.add_argument("words", metavar="CMD", nargs=argparse.REMAINDER, help="the command, after --")


def _token(parser: ArgumentParser) -> None:
    parser.add_argument("--show", action="store_true", help="print it on a terminal, or to an agent")


def _prompt(parser: ArgumentParser) -> None:
    shells = ("bash", "zsh", "fish")
    parser.add_argument("--shell", choices=shells, default=None, help="escape for this shell's prompt")
    text = "text with {profile}, {workspace}, {subdomain} or {team} (default {profile})"
    parser.add_argument("--format", metavar="TEXT", default="{profile}", help=text)


def _pin(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", nargs="?", help=_NAME)


def _forget(parser: ArgumentParser) -> None:
    parser.add_argument("names", metavar="NAME", nargs="*", help=_NAME)
    parser.add_argument("--all", action="store_true", help="remove every profile")
    text = "first revoke tokens that you signed in for, at ClickFunnels"
    parser.add_argument("--revoke", action="store_true", help=text)
    parser.add_argument("--yes", action="store_true", help="don't ask")


def _undo(parser: ArgumentParser) -> None:
    parser.add_argument(
        "number", metavar="N", nargs="?", type=_count, default=1, help="default 1, the latest"
    )
    parser.add_argument("--list", action="store_true", help="list the versions that can be restored")


def _token_store(parser: ArgumentParser) -> None:
    parser.add_argument("store", choices=("file", "keyring", "command"), help="where to keep them")
    parser.add_argument("names", metavar="NAME", nargs="*", help=_NAME)
    parser.add_argument("--all", action="store_true", help="the tokens of every profile")
    text = 'with the store command: what prints the token, such as "op read op://Work/ClickFunnels/token"'
    parser.add_argument(
        "--command", dest="token_command", type=parse_command, metavar="CMD", default=(), help=text
    )


def _doctor(parser: ArgumentParser) -> None:
    add_unsaved(parser)
    text = "write a report for support, without secrets"
    parser.add_argument("--report", type=Path, metavar="FILE", help=text)


def _export(parser: ArgumentParser) -> None:
    """Each target is a command of its own, with its own help."""
    from wizard.cli.export_targets.registry import TARGETS  # noqa: PLC0415 - only this command has targets

    add_unsaved(parser)
    text = "cfw export TARGET --help explains each"
    group = parser.add_subparsers(
        dest="target", metavar="TARGET", required=True, help=text, parser_class=Parser
    )
    for name, target in TARGETS.items():
        command = group.add_parser(name, help=target.does, description=target.does, allow_abbrev=False)
        add_common(command)
        add_unsaved(command)
        command.explained = target.text, target.examples
        target.add_arguments(command)


def _snippet(parser: ArgumentParser) -> None:
    languages = ("sh", "python", "node", "ruby", "php", "go")
    parser.add_argument("language", choices=languages, help="which language")


def _completion(parser: ArgumentParser) -> None:
    parser.add_argument("shell", choices=("bash", "zsh", "fish"), help="which shell")


def _sandbox(parser: ArgumentParser) -> None:
    text = "default 4020; 0 picks a free one"
    parser.add_argument("--port", type=_port, metavar="PORT", default=4020, help=text)


def _nothing(_: ArgumentParser) -> None:
    """For commands without arguments of their own."""


COMMANDS: dict[str, tuple[str, Callable[[ArgumentParser], None]]] = {
    "setup": ("set up a profile: the wizard, or without a screen", _setup),
    "login": ("sign in with the browser and save a profile (new)", _login),
    "switch": ("switch to another profile or workspace; - is the previous one", _switch),
    "status": ("the profile in use, where it comes from, and whether the token works", _status),
    "list": ("the saved profiles", _list),
    "contacts": ("browse a workspace's contacts, or export all of them", _contacts),
    "find": ("find a contact in all workspaces of all saved tokens", _find),
    "segments": ("a workspace's segments: the dashboard's saved filters of contacts", _segments),
    "env": ("the profile in use as environment variables", _env),
    "exec": ("run a command with these variables, given after --", _exec),
    "token": ("the token alone, for a pipe", _token),
    "prompt": ("the profile in use, for a shell's prompt", _prompt),
    "pin": ("let this directory use a workspace: .clickfunnels.json", _pin),
    "unpin": ("remove this directory's .clickfunnels.json", _nothing),
    "forget": ("remove saved profiles", _forget),
    "undo": ("undo the last change to the configuration", _undo),
    "token-store": ("move tokens into the file, the keyring or a password manager", _token_store),
    "doctor": ("check everything from the file to the contacts", _doctor),
    "export": ("give another program what it needs, in its own format", _export),
    "snippet": ("code that reads the configuration, in another language", _snippet),
    "path": ("where the configuration file is", _nothing),
    "schema": ("the file's JSON Schema", _nothing),
    "completion": ("completion for a shell", _completion),
    "sandbox": ("serve invented data on this machine, to try tools on", _sandbox),
}
"""Each command's description, and the function that adds its arguments, in the order of the help."""


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"“{text}” isn't a whole number above 0")
    return int(text)


def _parallel(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST_REQUESTS:
        raise argparse.ArgumentTypeError(f"“{text}” isn't a number of requests from 1 to {MOST_REQUESTS}")
    return int(text)


def _id(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(f"“{text}” isn't a contact's id, which is a number")
    return int(text)


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65_535:
        raise argparse.ArgumentTypeError(f"“{text}” isn't a port, a number from 0 to 65535")
    return int(text)
