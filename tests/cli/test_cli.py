"""The command line without a screen."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import wizard

HEAVY = ("textual", "httpx", "starlette", "filelock")


def cfw(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run the command with no terminal anywhere."""
    return subprocess.run(
        [sys.executable, "-m", "wizard", *arguments],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "LANG": "C.UTF-8", **environ},
        check=False,
    )


def test_the_version() -> None:
    done = cfw("--version")
    assert (done.returncode, done.stdout) == (0, f"clickfunnels-wizard {wizard.__version__}\n")


def test_the_help_fits_a_screen_and_names_every_setting() -> None:
    done = cfw("--help", COLUMNS="80")
    lines = done.stdout.splitlines()
    assert done.returncode == 0
    assert max(map(len, lines)) <= 80
    assert len(lines) <= 30
    for word in (
        "--demo",
        "--config-dir",
        "sandbox",
        "path",
        "CLICKFUNNELS_URL",
        "CLICKFUNNELS_API_TOKEN",
        "130",
    ):
        assert word in done.stdout


def test_where_the_file_is(tmp_path: Path) -> None:
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
    assert "usage: cfw" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [[], ["--demo"]])
def test_without_a_terminal_it_says_so(arguments: list[str]) -> None:
    done = cfw(*arguments)
    assert done.returncode == 1
    assert done.stdout == ""
    assert "needs a terminal" in done.stderr


@pytest.mark.parametrize("arguments", ["--version", "--help", "path"])
def test_what_needs_no_screen_imports_no_screen(arguments: str) -> None:
    code = (
        "import sys\nfrom wizard.cli import run_command\n"
        "try:\n    run_command(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code, arguments], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_httpx_is_not_imported_before_the_first_frame() -> None:
    code = "import sys, wizard.app, wizard.connect, wizard.run; print('httpx' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
