"""Arguments, commands and exit statuses. Textual and httpx are imported by the command that needs them."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from wizard import __version__
from wizard.config import ConfigError, config_path

if TYPE_CHECKING:
    from wizard.api.errors import ApiError
    from wizard.run import Offer, Run

DONE = 0
FAILED = 1
USAGE = 2
LEFT = 130
"""As a shell reports an interrupt."""

TOKEN_VARIABLE = "CLICKFUNNELS_API_TOKEN"  # noqa: S105 - the variable's name

_EPILOG = f"""\
environment:
  CLICKFUNNELS_CONFIG_DIR  folder of config.json
  CLICKFUNNELS_API_TOKEN   a token that the wizard offers to use
  CLICKFUNNELS_URL         where the API is, if it is not at myclickfunnels.com
  HTTPS_PROXY, NO_PROXY    the network's proxy, and hosts that need none

exit status: {DONE} saved or done, {FAILED} failed, {USAGE} usage, {LEFT} left with nothing saved
"""


def run_command(arguments: Sequence[str]) -> int:
    """Run what the arguments ask for and give the exit status."""
    options = _parser().parse_args(arguments)
    try:
        match options.command:
            case "path":
                return _print_path(options.config_dir)
            case "sandbox":
                return _serve_sandbox(options.port)
            case _:
                return _set_up(options.config_dir, is_demo=options.demo)
    except ConfigError as error:
        return _complain(error, FAILED)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="cfw",
        description="Set up access to the ClickFunnels 2.0 API: paste a token, choose a team and a\n"
        "workspace, see its contacts, and save the result for other tools.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"clickfunnels-wizard {__version__}")
    parser.add_argument("--config-dir", type=Path, metavar="FOLDER", help="keep config.json in this folder")
    parser.add_argument(
        "--demo", action="store_true", help="try it all on invented data: no account, no network"
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands (none: the wizard)")
    commands.add_parser("path", help="print where the configuration file is", allow_abbrev=False)
    sandbox = commands.add_parser(
        "sandbox", help="serve invented data on this machine, to try tools on", allow_abbrev=False
    )
    sandbox.add_argument("--port", type=_port, default=4020, help="default 4020; 0 picks a free one")
    return parser


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65_535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port; it is a number from 0 to 65535")
    return int(text)


def _print_path(folder: Path | None) -> int:
    print(config_path(folder))
    return DONE


def _serve_sandbox(port: int) -> int:
    from wizard.sandbox.server import serve  # noqa: PLC0415

    return serve(port)


def _set_up(folder: Path | None, *, is_demo: bool) -> int:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        print("The wizard needs a terminal to draw on; run cfw in one.", file=sys.stderr)
        return FAILED
    from wizard.api.errors import ApiError  # noqa: PLC0415

    try:
        run = _demo_run(folder) if is_demo else _real_run(folder, os.environ)
    except ApiError as error:
        return _complain(error, USAGE)
    from wizard.app import WizardApp  # noqa: PLC0415

    app = WizardApp(run)
    saved = app.run()
    if app.return_code:
        return FAILED
    if saved is None:
        if is_demo and folder is None:
            with suppress(OSError):
                run.path.parent.rmdir()
        print("Nothing was saved.")
        return LEFT
    print(f"Saved profile “{saved.document.current}” in {saved.path}")
    return DONE


def _real_run(folder: Path | None, environ: Mapping[str, str]) -> Run:
    from wizard.api.hosts import PUBLIC_TEMPLATE, VARIABLE, Hosts  # noqa: PLC0415
    from wizard.connect import Connector  # noqa: PLC0415
    from wizard.run import Run  # noqa: PLC0415

    hosts = Hosts(environ.get(VARIABLE) or PUBLIC_TEMPLATE)
    return Run(config_path(folder), hosts, Connector(hosts), _offer(environ))


def _demo_run(folder: Path | None) -> Run:
    from wizard.api.hosts import Hosts  # noqa: PLC0415
    from wizard.connect import Connector  # noqa: PLC0415
    from wizard.run import Offer, Run  # noqa: PLC0415
    from wizard.sandbox import DEMO_TOKEN, create_app  # noqa: PLC0415
    from wizard.secret import Token  # noqa: PLC0415

    folder = folder or Path(tempfile.mkdtemp(prefix="cfw-demo-"))
    hosts = Hosts()
    offer = Offer(Token(DEMO_TOKEN), "the demo’s token")
    return Run(config_path(folder), hosts, Connector(hosts, create_app()), offer, is_demo=True)


def _offer(environ: Mapping[str, str]) -> Offer | None:
    from wizard.pasted import Found, read  # noqa: PLC0415
    from wizard.run import Offer  # noqa: PLC0415

    found = read(environ.get(TOKEN_VARIABLE, ""))
    return Offer(found.token, TOKEN_VARIABLE) if isinstance(found, Found) else None


def _complain(error: ConfigError | ApiError, status: int) -> int:
    print(f"{error.what}\n{error.hint}", file=sys.stderr)
    return status
