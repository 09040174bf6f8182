"""Pipes and files on Windows: UTF-8 with LF line ends, whatever the code page."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from support import HAMMER
from windows_os import WindowsOs

from wizard import __main__
from wizard.api.models import Team, Workspace
from wizard.config.paths import config_path
from wizard.config.saving import save

NAMES = "Agência 顧客", "Loja São Paulo 🚀"
COMMANDS = (
    "status --json --offline",
    "status --offline",
    "list --json",
    "list",
    "env",
    "env --format json",
    "env --format dotenv",
    "token",
    "path",
    "schema",
    "snippet sh",
    "completion bash",
    "--man",
    "--help",
    "--version",
)


class Pipes:
    """The three standard streams as Python opens them on Windows: code page encoding, CR LF line ends."""

    def __init__(self, stdin: bytes = b"", encoding: str = "cp1252") -> None:
        self.out, self.err = io.BytesIO(), io.BytesIO()
        self.stdin = io.TextIOWrapper(io.BytesIO(stdin), encoding=encoding)
        self.stdout = io.TextIOWrapper(self.out, encoding=encoding, newline="\r\n")
        self.stderr = io.TextIOWrapper(
            self.err, encoding=encoding, errors="backslashreplace", newline="\r\n", line_buffering=True
        )


@pytest.fixture
def saved(home: Path) -> None:
    team, workspace = NAMES
    save(config_path(), HAMMER._replace(team=Team(3, team), workspace=Workspace(42, workspace, "loja")))


def run(monkeypatch: pytest.MonkeyPatch, command: str, pipes: Pipes) -> int:
    """Run a command through its entry point, as `cfw.exe` does."""
    monkeypatch.setattr(__main__, "os", WindowsOs("os"))
    monkeypatch.setattr(sys, "argv", ["cfw", *command.split()])
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, getattr(pipes, name))
    with pytest.raises(SystemExit) as ended:
        __main__.main()
    sys.stdout.flush()
    sys.stderr.flush()
    return int(ended.value.code or 0)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_pipe_gets_utf8_and_lf(saved: None, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    pipes = Pipes()
    assert run(monkeypatch, command, pipes) == 0
    assert b"\r" not in pipes.out.getvalue()
    assert pipes.out.getvalue().decode("utf-8").endswith("\n")


@pytest.mark.parametrize("command", ["status --json --offline", "list --json"])
def test_names_pass_through_a_pipe_unchanged(
    saved: None, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    pipes = Pipes()
    run(monkeypatch, command, pipes)
    said = json.dumps(json.loads(pipes.out.getvalue().decode("utf-8")), ensure_ascii=False)
    assert all(name in said for name in NAMES)


def test_an_error_can_show_characters_missing_from_the_code_page(
    saved: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipes = Pipes()
    assert run(monkeypatch, "switch 顧客🚀 --offline", pipes) == 3
    assert "顧客🚀" in pipes.err.getvalue().decode("utf-8")
    assert b"\r" not in pipes.err.getvalue()


def test_an_encoding_set_by_the_user_is_kept(saved: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "latin-1")
    pipes = Pipes(encoding="latin-1")
    assert run(monkeypatch, "list --json", pipes) == 0
    assert "Loja São Paulo ?".encode("latin-1") in pipes.out.getvalue()
    assert b"\r" not in pipes.out.getvalue()


def test_a_path_with_a_lone_surrogate_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    pipes = Pipes()
    assert run(monkeypatch, "path --config-dir /half\ud83d", pipes) == 0  # Windows allows such names
    assert pipes.out.getvalue() == b"/half?/config.json\n"


def test_standard_input_is_read_as_utf8(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    pipes = Pipes("an-inventé-token-for-the-pipe-0123456789-abcdef\n".encode())
    assert run(monkeypatch, "setup --token-stdin", pipes) == 2
    assert "character 10 is “é”" in pipes.err.getvalue().decode("utf-8")
