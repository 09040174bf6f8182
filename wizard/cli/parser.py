"""Every command and its arguments. Only the commands that are named are built: building all takes a while."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path

from wizard.cli.options import Options
from wizard.cli.parser_classes import Command, MainParser, PrintVersion, Rejected
from wizard.support.errors import UsageError
from wizard.support.wait_tracker import parse_timeout

_LONG_ENOUGH_FOR_A_TOKEN = 43
"""Characters of a word that is looked through for a token."""


def read_arguments(arguments: Collection[str]) -> Options:
    """Give the options; `run` names the module of `wizard.cli.commands`, and the function in it, to run."""
    named = [word for word in arguments if word in _COMMANDS]
    parser = make_parser(named or _COMMANDS)
    try:
        options, unknown = parser.parse_known_args(list(arguments), Options())
    except Rejected as error:
        raise _explained(list(arguments), error) from None
    if any(len(word) >= _LONG_ENOUGH_FOR_A_TOKEN for word in arguments):
        from wizard.cli.leaked_tokens import refuse_real_tokens  # noqa: PLC0415 - few words are so long

        refuse_real_tokens([*_values(options), unknown], options.config_dir)
    if unknown:
        raise _explained(list(arguments), unknown=unknown, command=options.command)
    return options


def _values(options: Options) -> Iterator[object]:
    """What was typed for the options; of another program's command line its name alone."""
    for name, value in vars(options).items():
        yield value[: 2 if value[0] == "--" else 1] if name == "words" and value else value


def _explained(
    arguments: list[str],
    error: Rejected | None = None,
    *,
    unknown: Sequence[str] = (),
    command: str | None = None,
) -> UsageError:
    """Give what is wrong with the arguments, in words for people."""
    from wizard.cli import argument_errors  # noqa: PLC0415 - only who fails waits for it

    every = make_parser()
    options = {option for one in (every, *every.commands.values()) for option in one.option_names()}
    argument_errors.refuse_tokens(arguments, options, passes_on=("exec",))
    if error is None:
        parser = every.commands[command] if command else every
        return argument_errors.unknown_words(parser.prog, unknown, parser.option_names())
    typed = argument_errors.typed_command(error.message)
    if typed is not None:
        return argument_errors.unknown_command(typed, every.commands)
    return argument_errors.rejected(error.prog, error.message, arguments)


def make_parser(commands: Collection[str] = ()) -> MainParser:
    """Give the parser of these commands, or of all."""
    parser = MainParser(prog="cfw", argument_default=argparse.SUPPRESS, allow_abbrev=False)
    _for_all(parser)
    parser.add_argument(
        "--version", action=PrintVersion, nargs=0, help="show program's version number and exit"
    )
    parser.add_argument("--demo", action="store_true", help="try it on invented data: no account, no network")
    _plain(parser)
    parser.add_argument("--man", action=_PrintManual, nargs=0, help="the manual page, for man -l -")
    group = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=Command)
    for name, (run, text, add_arguments) in _COMMANDS.items():
        if not commands or name in commands:
            command = group.add_parser(name, help=text, description=text, allow_abbrev=False)
            command.set_defaults(run=run)
            parser.commands[name] = command
            _for_all(command)
            add_arguments(command)
    return parser


class _PrintManual(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from wizard.cli.help.manual_page import page  # noqa: PLC0415

        print(page(make_parser()), end="", flush=True)
        parser.exit()


def _for_all(parser: argparse.ArgumentParser) -> None:
    def add(option: str, **settings: object) -> None:
        parser.add_argument(option, default=argparse.SUPPRESS, **settings)  # type: ignore[arg-type]

    add("--profile", metavar="PROFILE", help="the profile to use, or to save")
    add("--config-dir", type=Path, metavar="FOLDER", help="keep config.json in this folder")
    add("--no-color", action="store_true", help="no colours")
    add("--timeout", type=_seconds, metavar="SECONDS", help="give up when nothing has come for so long: 60")
    add("--debug", type=Path, metavar="FILE", help="add requests and their times to this file, no secrets")


def _plain(parser: argparse.ArgumentParser) -> None:
    asks = "ask line by line; so do TERM=dumb and ACCESSIBLE=1"
    parser.add_argument("--plain", action="store_true", default=argparse.SUPPRESS, help=asks)


def _token_alone(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--team", metavar="X", help="with CLICKFUNNELS_API_TOKEN: this team, not a profile")
    which = "with CLICKFUNNELS_API_TOKEN: this workspace, not a profile"
    parser.add_argument("--workspace", metavar="X", help=which)


def _setup(setup: argparse.ArgumentParser) -> None:
    _plain(setup)
    token = setup.add_mutually_exclusive_group()
    token.add_argument("--token-stdin", action="store_true", help="read the token from standard input")
    token.add_argument("--token-file", type=Path, metavar="FILE", help="read the token from a file")
    setup.add_argument("--team", metavar="X", help="name, id or public id")
    setup.add_argument("--workspace", metavar="X", help="name, subdomain, id or public id")
    setup.add_argument("--no-input", action="store_true", help="never draw, never ask")
    setup.add_argument(
        "--replace-token", action="store_true", help="give the token to all saved profiles of the team"
    )
    setup.add_argument("--token-store", choices=("file", "keyring"), help="where the token is kept")


def _switch(switch: argparse.ArgumentParser) -> None:
    _plain(switch)
    switch.add_argument("name", metavar="NAME", nargs="?", help="profile, workspace, subdomain or id")
    switch.add_argument("--offline", action="store_true", help="do not ask ClickFunnels first")
    switch.add_argument("--yes", action="store_true", help="save what has changed without asking")


def _status(status: argparse.ArgumentParser) -> None:
    _token_alone(status)
    status.add_argument("--json", action="store_true", help="as JSON")
    status.add_argument("--offline", action="store_true", help="do not ask ClickFunnels")
    status.add_argument("--expect", metavar="X", help="fail unless this is the choice")


def _list(saved: argparse.ArgumentParser) -> None:
    saved.add_argument("--live", action="store_true", help="all teams and workspaces that the tokens reach")
    saved.add_argument("--json", action="store_true", help="as JSON")
    saved.add_argument("--names", action="store_true", help="only the names, one a line")


def _env(variables: argparse.ArgumentParser) -> None:
    _token_alone(variables)
    formats = ("sh", "fish", "powershell", "dotenv", "direnv", "json")
    variables.add_argument("--format", choices=formats, default="sh", help="default sh")
    variables.add_argument("--show", action="store_true", help="the token too, on a terminal")


def _exec(command: argparse.ArgumentParser) -> None:
    _token_alone(command)
    command.add_argument("words", metavar="CMD", nargs=argparse.REMAINDER, help="the command, after --")


def _token(token: argparse.ArgumentParser) -> None:
    token.add_argument("--show", action="store_true", help="on a terminal too")


def _pin(pin: argparse.ArgumentParser) -> None:
    pin.add_argument("name", metavar="NAME", nargs="?", help="profile, workspace, subdomain or id")


def _forget(forget: argparse.ArgumentParser) -> None:
    forget.add_argument("names", metavar="NAME", nargs="*", help="profile, workspace, subdomain or id")
    forget.add_argument("--all", action="store_true", help="remove every profile")
    forget.add_argument("--yes", action="store_true", help="do not ask")


def _undo(undo: argparse.ArgumentParser) -> None:
    undo.add_argument(
        "number", metavar="N", nargs="?", type=_count, default=1, help="default 1, the last one"
    )
    undo.add_argument("--list", action="store_true", help="the versions that can be brought back")


def _token_store(store: argparse.ArgumentParser) -> None:
    store.add_argument("store", choices=("file", "keyring"), help="where to")
    store.add_argument("names", metavar="NAME", nargs="*", help="profile, workspace, subdomain or id")
    store.add_argument("--all", action="store_true", help="of every profile")


def _contacts(contacts: argparse.ArgumentParser) -> None:
    _token_alone(contacts)
    contacts.add_argument("name", metavar="NAME", nargs="?", help="profile, workspace, subdomain or id")
    contacts.add_argument("--format", choices=("jsonl", "json", "csv", "table"), help="write; draw no screen")
    contacts.add_argument("--output", type=Path, metavar="FILE", help="into this file, whole or not at all")
    again = contacts.add_mutually_exclusive_group()
    again.add_argument("--resume", action="store_true", help="go on with FILE.part after an interruption")
    again.add_argument("--force", action="store_true", help="discard FILE.part, replace FILE, ask nothing")
    contacts.add_argument("--limit", type=_count, metavar="N", help="no more than so many")
    contacts.add_argument("--email", action="append", default=[], metavar="EMAIL", help="exact; repeatable")
    contacts.add_argument("--id", action="append", default=[], type=_id, metavar="ID", help="repeatable")
    contacts.add_argument("--tag", action="append", default=[], metavar="TAG", help="name or id; repeatable")
    active = contacts.add_mutually_exclusive_group()
    wanted, unwanted = "only those that emails may be sent to", "only those that emails may not be sent to"
    active.add_argument("--active", dest="is_active", action="store_const", const=True, help=wanted)
    active.add_argument("--inactive", dest="is_active", action="store_const", const=False, help=unwanted)
    first = "which come first: oldest, on a screen newest"
    contacts.add_argument("--order", choices=("newest", "oldest"), help=first)
    demo = "invented contacts: no account, no network"
    contacts.add_argument("--demo", action="store_true", default=argparse.SUPPRESS, help=demo)
    table = "a table instead of the browser; so do TERM=dumb and ACCESSIBLE=1"
    contacts.add_argument("--plain", action="store_true", default=argparse.SUPPRESS, help=table)


def _doctor(doctor: argparse.ArgumentParser) -> None:
    _token_alone(doctor)
    doctor.add_argument("--report", type=Path, metavar="FILE", help="write it for support, without secrets")


def _export(export: argparse.ArgumentParser) -> None:
    _token_alone(export)
    export.add_argument("tool", choices=("cf",), help="which tool")


def _snippet(snippet: argparse.ArgumentParser) -> None:
    languages = ("sh", "python", "node", "ruby", "php", "go")
    snippet.add_argument("language", choices=languages, help="which language")


def _completion(completion: argparse.ArgumentParser) -> None:
    completion.add_argument("shell", choices=("bash", "zsh", "fish"), help="which shell")


def _sandbox(sandbox: argparse.ArgumentParser) -> None:
    sandbox.add_argument(
        "--port", type=_port, metavar="PORT", default=4020, help="default 4020; 0 picks a free one"
    )


def _nothing(_: argparse.ArgumentParser) -> None:
    """For commands without arguments of their own."""


_COMMANDS: dict[str, tuple[str, str, Callable[[argparse.ArgumentParser], None]]] = {
    "setup": ("setup", "set up a profile: the wizard, or without a screen", _setup),
    "switch": ("switch", "switch to another profile or workspace; - is the previous", _switch),
    "status": ("status", "the current choice, its sources, and whether the token works", _status),
    "list": ("list", "the saved profiles", _list),
    "contacts": ("contacts", "browse a workspace's contacts, or export all of them", _contacts),
    "env": ("env", "the choice as environment variables", _env),
    "exec": ("exec", "run a command with the choice in its environment, after --", _exec),
    "token": ("env:run_token", "the token alone, for a pipe", _token),
    "pin": ("pin", "let this directory use a workspace: .clickfunnels.json", _pin),
    "unpin": ("pin:run_unpin", "remove this directory's .clickfunnels.json", _nothing),
    "forget": ("forget", "remove saved profiles", _forget),
    "undo": ("undo", "bring the configuration before the last change back", _undo),
    "token-store": ("forget:run_token_store", "move tokens into the file or the keyring", _token_store),
    "doctor": ("doctor", "check the whole chain from the file to the contacts", _doctor),
    "export": ("export", "log another tool in: the official cf command (experimental)", _export),
    "snippet": ("tools:run_snippet", "a reader of the configuration in another language", _snippet),
    "path": ("tools:run_path", "where the configuration file is", _nothing),
    "schema": ("tools:run_schema", "the file's JSON Schema", _nothing),
    "completion": ("tools:run_completion", "completion for a shell", _completion),
    "sandbox": ("tools:run_sandbox", "serve invented data on this machine, to try tools on", _sandbox),
}
"""Each command: what runs it, what it does, and what adds its arguments."""


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} isn't a whole number above 0")
    return int(text)


def _id(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(f"{text!r} isn't a contact's id, which is a number")
    return int(text)


def _seconds(text: str) -> float:
    seconds = parse_timeout(text)
    if seconds is None:
        raise argparse.ArgumentTypeError(f"{text!r} isn't a number of seconds above 0")
    return seconds


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65_535:
        raise argparse.ArgumentTypeError(f"{text!r} isn't a port, a number from 0 to 65535")
    return int(text)
