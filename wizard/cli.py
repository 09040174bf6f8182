"""Arguments, commands and exit statuses. Each command's module is imported only when it is run."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from wizard import __version__
from wizard.config.errors import ConfigError

if TYPE_CHECKING:
    from wizard.api.errors import ApiError
    from wizard.errors import Refusal

_Adder = Callable[[str, str, str], argparse.ArgumentParser]
"""Adds a command: its name, where it is, and what it does."""

_EPILOG = """\
environment:
  CLICKFUNNELS_PROFILE     the profile to use; --profile wins
  CLICKFUNNELS_API_TOKEN   a token that wins over the saved one, and that setup can take
  CLICKFUNNELS_CONFIG_DIR  folder of config.json
  CLICKFUNNELS_URL         where the API is for new profiles, if not at myclickfunnels.com
  HTTPS_PROXY, NO_PROXY    the network's proxy, and hosts that need none
  NO_COLOR                 no colours

exit status: 0 done, 1 failed, 2 usage, 3 nothing configured or unknown profile,
  4 token rejected, 5 could not reach or check, 6 not allowed or not found, 130 left
"""


def run_command(arguments: Sequence[str]) -> int:
    """Run what the arguments ask for and give the exit status."""
    options = make_parser().parse_args(arguments, argparse.Namespace(**_DEFAULTS))
    if options.no_color:
        os.environ["NO_COLOR"] = "1"
    try:
        module, _, function = options.run.partition(":")
        status: int = getattr(import_module(f"wizard.verbs.{module}"), function or "run")(options)
        sys.stdout.flush()
        return status
    except ConfigError as error:
        return _complain(error)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of a pipe has what it wanted
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        from wizard.api.errors import ApiError  # noqa: PLC0415 - only who fails waits for it
        from wizard.errors import Refusal  # noqa: PLC0415

        if isinstance(error, ApiError | Refusal):
            return _complain(error)
        raise


def make_parser() -> argparse.ArgumentParser:
    """Give the parser of all commands."""
    everywhere = _options_for_all()
    parser = argparse.ArgumentParser(
        prog="cfw",
        description="Set up access to the ClickFunnels 2.0 API, switch between teams and workspaces,\n"
        "and give the choice to other tools. Without a command: the list of what is saved,\n"
        "or the wizard where nothing is.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
        parents=[everywhere],
    )
    parser.add_argument("--version", action="version", version=f"clickfunnels-wizard {__version__}")
    parser.add_argument("--demo", action="store_true", help="try it on invented data: no account, no network")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")

    def add(name: str, run: str, text: str) -> argparse.ArgumentParser:
        command = commands.add_parser(
            name, help=text, description=text, allow_abbrev=False, parents=[everywhere]
        )
        command.set_defaults(run=run)
        return command

    _add_choosing(add)
    _add_reading(add)
    _add_keeping(add)
    _add_tools(add)
    return parser


_DEFAULTS = {
    "run": "switch:run_bare",
    "config_dir": None,
    "profile": None,
    "no_color": False,
    "offline": False,
    "token_stdin": False,
    "token_file": None,
    "team": None,
    "workspace": None,
    "no_input": False,
    "replace_token": False,
    "token_store": None,
}
"""What holds for every command, and what bare `cfw` sets up with."""


def _options_for_all() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    options.add_argument("--profile", metavar="PROFILE", help="the profile to use, or to save")
    options.add_argument("--config-dir", type=Path, metavar="FOLDER", help="keep config.json in this folder")
    options.add_argument("--no-color", action="store_true", help="no colours")
    return options


def _add_choosing(add: _Adder) -> None:
    setup = add("setup", "setup", "set up a profile: the wizard, or without a screen")
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
    switch = add("switch", "switch", "switch to another profile or workspace; - is the previous")
    switch.add_argument("name", metavar="NAME", nargs="?", help="profile, workspace, subdomain or id")
    switch.add_argument("--offline", action="store_true", help="do not ask ClickFunnels first")
    switch.add_argument("--yes", action="store_true", help="save what has changed without asking")
    pin = add("pin", "pins", "let this directory use a workspace: .clickfunnels.json")
    pin.add_argument("name", metavar="NAME", nargs="?", help="profile, workspace, subdomain or id")
    add("unpin", "pins:run_unpin", "remove this directory's .clickfunnels.json")


def _add_reading(add: _Adder) -> None:
    status = add("status", "status", "the current choice, its sources, and whether the token works")
    status.add_argument("--json", action="store_true", help="as JSON")
    status.add_argument("--offline", action="store_true", help="do not ask ClickFunnels")
    status.add_argument("--expect", metavar="X", help="fail unless this is the choice")
    saved = add("list", "listing", "the saved profiles")
    saved.add_argument("--live", action="store_true", help="all teams and workspaces that the tokens reach")
    saved.add_argument("--json", action="store_true", help="as JSON")
    saved.add_argument("--names", action="store_true", help="only the names, one a line")
    variables = add("env", "env", "the choice as environment variables")
    formats = ("sh", "fish", "powershell", "dotenv", "direnv", "json")
    variables.add_argument("--format", choices=formats, default="sh", help="default sh")
    variables.add_argument("--show", action="store_true", help="the token too, on a terminal")
    command = add("exec", "env:run_command", "run a command with those variables: cfw exec -- CMD ...")
    command.add_argument("words", metavar="CMD", nargs=argparse.REMAINDER, help="the command, after --")
    token = add("token", "env:run_token", "the token alone, for a pipe")
    token.add_argument("--show", action="store_true", help="on a terminal too")


def _add_keeping(add: _Adder) -> None:
    forget = add("forget", "forget", "remove saved profiles")
    forget.add_argument("names", metavar="NAME", nargs="*", help="profile, workspace, subdomain or id")
    forget.add_argument("--all", action="store_true", help="remove every profile")
    forget.add_argument("--yes", action="store_true", help="do not ask")
    store = add("token-store", "forget:run_token_store", "move tokens into the file or the keyring")
    store.add_argument("store", choices=("file", "keyring"), help="where to")
    store.add_argument("names", metavar="NAME", nargs="*", help="profile, workspace, subdomain or id")
    store.add_argument("--all", action="store_true", help="of every profile")


def _add_tools(add: _Adder) -> None:
    doctor = add("doctor", "doctor", "check the whole chain from the file to the contacts")
    doctor.add_argument("--report", type=Path, metavar="FILE", help="write it for support, without secrets")
    export = add("export", "export", "log another tool in: the official cf command (experimental)")
    export.add_argument("tool", choices=("cf",), help="which tool")
    snippet = add("snippet", "tools:run_snippet", "a reader of the configuration in another language")
    languages = ("sh", "python", "node", "ruby", "php", "go")
    snippet.add_argument("language", choices=languages, help="which language")
    add("path", "tools:run_path", "where the configuration file is")
    add("schema", "tools:run_schema", "the file's JSON Schema")
    completion = add("completion", "tools:run_completion", "completion for a shell")
    completion.add_argument("shell", choices=("bash", "zsh", "fish"), help="which shell")
    sandbox = add("sandbox", "tools:run_sandbox", "serve invented data on this machine, to try tools on")
    sandbox.add_argument("--port", type=_port, default=4020, help="default 4020; 0 picks a free one")


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65_535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port; it is a number from 0 to 65535")
    return int(text)


def _complain(error: ConfigError | ApiError | Refusal) -> int:
    from wizard.exits import status_of  # noqa: PLC0415

    print(f"{error.what}\n{error.hint}", file=sys.stderr)
    return status_of(error)
