"""`cfw export mcp CLIENT`: add ClickFunnels' MCP server, or one of your own, to an agent or an editor."""

from __future__ import annotations

import shutil
import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterator
from datetime import UTC, datetime
from difflib import unified_diff
from pathlib import Path

from wizard.cli.export_targets.target import Target
from wizard.cli.options import Options
from wizard.cli.other_programs import run as run_program
from wizard.cli.other_programs import shown
from wizard.cli.prompts import confirm
from wizard.cli.shared_arguments import parse_command
from wizard.cli.terminal import note
from wizard.config.atomic_write import write_atomically
from wizard.config.errors import NoHome, NotWritable
from wizard.config.locking import exclusive_access
from wizard.config.paths import home_folder
from wizard.integrations.mcp.clients import CLIENTS, SERVER_URL, Client
from wizard.integrations.mcp.json_edit import NotEditable
from wizard.support.errors import NotConfirmed, UserError
from wizard.support.programs import find_program
from wizard.support.safe_text import sanitize_lines

_LONGEST_SHOWN = 20
"""Characters shown of what stays the same in a changed line."""

_CLAUDE_DESKTOP_STEPS = (
    "Claude Desktop doesn't read servers on the web from its file. In Claude Desktop:\n"
    "  1. Open Settings > Connectors, and press Add custom connector.\n"
    f"  2. Name it ClickFunnels, with the address {SERVER_URL}\n"
    "  3. Press Connect, and sign in."
)
_CLAUDE_DESKTOP_REMOVAL = "If you added it as a connector: Settings > Connectors, then remove it there."


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "client", metavar="CLIENT", choices=tuple(CLIENTS), help=f"one of {', '.join(CLIENTS)}"
    )
    text = "your own server instead, started with the token in its environment"
    parser.add_argument("--local", type=parse_command, metavar="COMMAND", default=(), help=text)
    text = "what the server is called there (default clickfunnels)"
    parser.add_argument(
        "--name", dest="server_name", type=_name, metavar="NAME", default="clickfunnels", help=text
    )
    parser.add_argument("--remove", action="store_true", help="remove the server from that program")
    parser.add_argument("--dry-run", action="store_true", help="only show what would change")
    parser.add_argument("--yes", action="store_true", help="don't ask")


def _run(options: Options) -> None:
    """Show what will change, ask, and change it."""
    client: Client = CLIENTS[options.client]
    if client.path is None:
        _with_own_command(options, client)
    elif not options.local and client.remote is None and not options.remove:
        print(_CLAUDE_DESKTOP_STEPS)
    else:
        _in_file(options, client, client.path(_home()))


def _with_own_command(options: Options, client: Client) -> None:
    """Let Claude Code change its own file, which it rewrites while it runs."""
    name = options.server_name
    if options.remove:
        arguments = ["mcp", "remove", "--scope", "user", name]
    elif options.local:
        arguments = ["mcp", "add", "--scope", "user", name, "--", *_started(options)]
    else:
        arguments = ["mcp", "add", "--transport", "http", "--scope", "user", name, SERVER_URL]
    command = shown(["claude", *arguments])
    program = find_program("claude")
    if options.dry_run or program is None:
        why = "" if options.dry_run else f"The program claude isn't on PATH. To change {client.title}, run:\n"
        print(f"{why}{command}")
        return
    note(f"This will be run: {command}")
    if not confirm("Run it?", yes=options.yes):
        raise NotConfirmed("Nothing was changed.", "")
    try:
        run_program(program, arguments)
    except UserError as error:
        if "already exists" not in error.hint:
            raise
        raise UserError(
            f"{client.title} already has a server called {name}.",
            "To replace it, remove it first, with --remove. Or choose another name with --name.",
        ) from None
    _done(options, client, "its list of servers")


def _in_file(options: Options, client: Client, path: Path) -> None:
    before = _read(path)
    after = _changed(options, client, path, before)
    if after == before:
        has = "has no server called" if options.remove else "already has this server:"
        print(f"{client.title} {has} {options.server_name} ({path}).")
        if options.remove and client.remote is None:
            print(_CLAUDE_DESKTOP_REMOVAL)
        return
    note(*_difference(path, before, after))
    if options.dry_run:
        return
    if not confirm(f"Change {path}?", yes=options.yes):
        raise NotConfirmed("Nothing was changed.", "")
    _write(options, client, path)
    _done(options, client, str(path))


def _write(options: Options, client: Client, path: Path) -> None:
    """Change the file as it is now, and keep a copy of what it was. Raises `NotWritable` or `Locked`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NotWritable(path, error) from error
    with exclusive_access(path) as target:
        before = _read(path)
        after = _changed(options, client, path, before)
        if target.exists():
            copy = target.with_name(f"{target.name}.{datetime.now(UTC):%Y%m%dT%H%M%SZ}.bak")
            shutil.copy2(target, copy)
            note(f"A copy of the file as it was: {copy}")
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o600
        write_atomically(target, after, mode)


def _changed(options: Options, client: Client, path: Path, text: str) -> str:
    """Give the file's new text. Raises `UserError` with the entry to paste if it can't be edited safely."""
    name = options.server_name
    entry = {} if options.remove else _entry(options, client)
    try:
        if options.remove:
            return client.without_server(text, name)
        return client.with_server(text, name, entry)
    except NotEditable as error:
        wanted = f"Remove “{name}” there by hand." if options.remove else _to_paste(client, name, entry)
        raise UserError(
            f"{path} was not changed, because it can't be edited safely: {error}.", wanted
        ) from None


def _to_paste(client: Client, name: str, entry: dict[str, object]) -> str:
    new = client.with_server("", name, entry)
    return f"Add this to it by hand:\n{new}"


def _entry(options: Options, client: Client) -> dict[str, object]:
    if options.local:
        return client.local(_started(options))
    assert client.remote
    return dict(client.remote(SERVER_URL))


def _started(options: Options) -> list[str]:
    """The command that runs the server with the profile in its environment, by absolute paths."""
    program = find_program("cfw")
    cfw = [program] if program else [sys.executable, "-m", "wizard"]
    profile = ["--profile", options.profile] if options.profile else []
    folder = ["--config-dir", str(options.config_dir.absolute())] if options.config_dir else []
    return [*cfw, "exec", *profile, *folder, "--", *options.local]


def _done(options: Options, client: Client, where: str) -> None:
    if options.remove:
        print(f"Removed {options.server_name} from {client.title}: {where}.")
        return
    print(f"Added {options.server_name} to {client.title}: {where}.")
    note(f"Restart {client.title} if it's running." if options.local else client.then)


def _difference(path: Path, before: str, after: str) -> Iterator[str]:
    """The changed lines alone: the rest, also of a long line, may contain secrets of other servers."""
    start = _same_characters(before, after)
    rest = _same_characters(before[start:][::-1], after[start:][::-1])
    head = before[before.rfind("\n", 0, start) + 1 : start]
    tail = after[len(after) - rest :].partition("\n")[0]
    for line in unified_diff(before.splitlines(), after.splitlines(), str(path), str(path), n=0, lineterm=""):
        sign, text = line[:1], line[1:]
        if len(head) > _LONGEST_SHOWN and text.startswith(head):
            text = f"…{text.removeprefix(head)}"
        if len(tail) > _LONGEST_SHOWN and text.endswith(tail):
            text = f"{text.removesuffix(tail)}…"
        yield sanitize_lines(f"{sign}{text}")


def _same_characters(one: str, other: str) -> int:
    """With how many characters both begin."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (here, there) in pairs if here != there), min(len(one), len(other)))


def _read(path: Path) -> str:
    """The file's text; empty if there is none. Raises `UserError`."""
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError):
        raise UserError(
            f"{path} can't be read.", "Check its permissions, and that it's UTF-8 text."
        ) from None


def _home() -> Path:
    if home := home_folder():
        return home
    raise NoHome(
        "That program keeps its servers in the home folder: HOME is not set to an absolute path.", "Set HOME."
    )


def _name(text: str) -> str:
    if not text.isascii() or not text.replace("-", "").replace("_", "").isalnum():
        raise ArgumentTypeError(f"“{text}” isn't a name for a server: use letters, digits, - and _")
    return text


MCP = Target(
    "add ClickFunnels' MCP server to an agent or an editor",
    f"The server is {SERVER_URL}; it signs in with the browser, so no file contains a token. "
    "With --local it's a server of your own, started through cfw exec, so no file contains the token either. "
    "Shows the changed lines, asks, keeps a copy of the file, and leaves everything else in it as it is. "
    "Claude Code is changed by its own command. Claude Desktop reads only local servers from its file; for "
    "the other one, this prints the steps.",
    (
        ("cfw export mcp cursor", "show the change, and ask"),
        ("cfw export mcp codex --local 'npx -y my-server' --yes", "a server of your own"),
        ("cfw export mcp vscode --remove", "remove it again"),
    ),
    _run,
    _add_arguments,
)
