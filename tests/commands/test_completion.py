"""`cfw completion`: what each shell suggests."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command_support import Cfw


@pytest.fixture
def shim(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A `cfw` that knows two profiles."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "cfw").write_text('#!/bin/sh\n[ "$1 $2" = "list --names" ] && printf "hammer\\nanvil-2.0\\n"\n')
    (folder / "cfw").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def script(cfw: Cfw, tmp_path: Path, shell: str) -> Path:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not on this machine")
    path = tmp_path / f"completion.{shell}"
    path.write_text(cfw("completion", shell).out, encoding="utf-8")
    return path


CASES = [
    ("cfw st", ["status"]),
    ("cfw switch h", ["hammer"]),
    ("cfw switch --off", ["--offline"]),
    ("cfw env --format d", ["direnv", "docker", "dotenv"]),
    ("cfw forget a", ["anvil-2.0"]),
    ("cfw --profile a", ["anvil-2.0"]),
    ("cfw status --profile h", ["hammer"]),
    ("cfw snippet ru", ["ruby"]),
    ("cfw completion z", ["zsh"]),
    ("cfw export c", ["cf"]),
    ("cfw export http-client --pri", ["--private"]),
    ("cfw export mcp cu", ["cursor"]),
    ("cfw prompt --shell z", ["zsh"]),
]


@pytest.mark.parametrize(("line", "proposed"), CASES)
def test_bash(cfw: Cfw, shim: None, tmp_path: Path, line: str, proposed: list[str]) -> None:
    words = line.split(" ")
    code = (
        f"source {script(cfw, tmp_path, 'bash')}; COMP_WORDS=({line}); COMP_CWORD={len(words) - 1};"
        ' _cfw; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    done = subprocess.run(["bash", "-euc", code], capture_output=True, text=True, check=True)
    assert sorted(done.stdout.split()) == proposed


@pytest.mark.parametrize(("line", "proposed"), CASES)
def test_fish(cfw: Cfw, shim: None, tmp_path: Path, line: str, proposed: list[str]) -> None:
    code = f"source {script(cfw, tmp_path, 'fish')}; complete -C '{line}'"
    done = subprocess.run(["fish", "--no-config", "-c", code], capture_output=True, text=True, check=True)
    assert sorted(row.split("\t")[0] for row in done.stdout.splitlines()) == proposed


def test_zsh_loads_the_script_and_completes_the_command(cfw: Cfw, tmp_path: Path) -> None:
    path = script(cfw, tmp_path, "zsh")
    code = f"autoload -Uz compinit; compinit -u -d {tmp_path}/dump; source {path}; print $_comps[cfw]"
    done = subprocess.run(["zsh", "-fc", code], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("_cfw\n", "")


def test_the_names_need_no_network_and_no_file(cfw: Cfw) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "wizard", "list", "--names"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (3, "")
