"""The command line without a screen."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

import wizard
from wizard.api.models import Team, Workspace
from wizard.config.paths import config_path
from wizard.config.profile import Profile
from wizard.config.saving import save
from wizard.support.secret import Token

HEAVY = ("textual", "httpx", "starlette", "filelock")


def cfw(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run the command without a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "wizard", *arguments],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "LANG": "C.UTF-8", **environ},
        check=False,
    )


def test_it_prints_its_version() -> None:
    done = cfw("--version")
    assert (done.returncode, done.stdout) == (0, f"clickfunnels-wizard {wizard.__version__}\n")


def test_it_prints_the_path_of_the_file(tmp_path: Path) -> None:
    assert cfw("path", XDG_CONFIG_HOME=str(tmp_path)).stdout == f"{tmp_path}/clickfunnels/config.json\n"
    assert cfw("path", CLICKFUNNELS_CONFIG_DIR=str(tmp_path)).stdout == f"{tmp_path}/config.json\n"
    chosen = cfw("--config-dir", str(tmp_path / "chosen"), "path", CLICKFUNNELS_CONFIG_DIR=str(tmp_path))
    assert chosen.stdout == f"{tmp_path}/chosen/config.json\n"
    assert not (tmp_path / "chosen").exists()


@pytest.mark.parametrize(
    "arguments", [["--nonsense"], ["nonsense"], ["sandbox", "--port", "x"], ["sandbox", "--port", "70000"]]
)
def test_wrong_arguments_are_refused(arguments: list[str]) -> None:
    done = cfw(*arguments)
    assert done.returncode == 2
    assert "usage:" not in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) <= 2


@pytest.mark.parametrize("arguments", [[], ["--demo"]])
def test_without_a_terminal_it_says_so(arguments: list[str]) -> None:
    done = cfw(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "needs a terminal" in done.stderr
    assert "cfw setup" in done.stderr


@pytest.mark.parametrize("is_developing", [False, True])
def test_only_developers_see_the_traceback_of_a_bug(is_developing: bool) -> None:
    code = (
        "import wizard.cli.commands.path, wizard.cli.main\n"
        "def fail(options): raise ZeroDivisionError('an-invented-token')\n"
        "wizard.cli.commands.path.run = fail\n"
        "raise SystemExit(wizard.cli.main.run_command(['path']))"
    )
    command = [sys.executable, *(["-X", "dev"] if is_developing else []), "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert ("Traceback" in done.stderr) == is_developing
    assert ("had to stop" in done.stderr) != is_developing
    assert "an-invented-token" not in done.stderr or is_developing


@pytest.mark.parametrize(("command", "first"), [("schema", "{"), ("--man", ".TH CFW 1")])
def test_a_closed_pipe_is_not_an_error(command: str, first: str) -> None:
    line = f"{sys.executable} -m wizard {command} | head -1"
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=False)
    assert done.stdout.startswith(first)
    assert done.stderr == ""


@pytest.fixture
def saved(home: Path) -> None:
    """Save one profile."""
    team, workspace = Team(3, "Richard"), Workspace(42, "Hammer Workspace", "richstone")
    urls = ("https://accounts.myclickfunnels.com/api/v2", "https://richstone.myclickfunnels.com/api/v2")
    token = Token("an-invented-token-for-the-commands-01234567")
    save(config_path(), Profile("hammer", token, team, workspace, *urls, datetime.now(UTC)))


@pytest.mark.parametrize(
    "arguments",
    [
        "--version",
        "--help",
        "--man",
        "undo --help",
        "path",
        "schema",
        "list",
        "list --json",
        "status --offline",
        "env",
        "token",
        "pin",
        "unpin",
        "forget hammer --yes",
        "snippet go",
        "completion fish",
        "export cf",
    ],
)
def test_commands_without_a_screen_or_network_import_neither_library(
    saved: None, home: Path, arguments: str
) -> None:
    code = (
        "import sys\nfrom wizard.cli.main import run_command\n"
        "try:\n    run_command(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )
    command = [sys.executable, "-c", code, *arguments.split()]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=home)
    heavy = ["textual"] if arguments == "--man" else []  # the manual lists the keys of the screens
    heavy += ["filelock"] if arguments.startswith("forget") else []
    assert done.stdout.splitlines()[-1] == str(heavy)


@pytest.mark.parametrize(
    "arguments", ["path", "list", "status --offline", "env", "token", "schema", "--help"]
)
def test_commands_that_only_read_import_little(saved: None, home: Path, arguments: str) -> None:
    slow = ("asyncio", "dataclasses", "difflib", "logging", "wizard.config.locking")
    code = (
        "import atexit, sys\nfrom wizard.cli.main import run_command\n"
        f"atexit.register(lambda: print([name for name in {slow} if name in sys.modules]))\n"
        "run_command(sys.argv[1:])"
    )
    command = [sys.executable, "-c", code, *arguments.split()]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=home)
    aligned = arguments in ("list", "status --offline")  # how wide Japanese names are: rich, with dataclasses
    assert done.stdout.splitlines()[-1] == str(["dataclasses"] if aligned else [])


def test_httpx_is_not_imported_before_the_first_frame() -> None:
    modules = "wizard.tui.app, wizard.account.connection, wizard.onboarding.session"
    code = f"import sys, {modules}; print('httpx' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
