"""`cfw exec` on a faked Windows: which program runs, with which arguments and exit status."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from support import HAMMER
from windows_os import WindowsOs

from wizard.cli.commands import exec as exec_verb
from wizard.cli.main import run_command
from wizard.config.paths import config_path
from wizard.config.saving import save
from wizard.support.errors import UsageError
from wizard.support.programs import command_line, find_program

NPM = r"C:\Program Files\nodejs\npm.CMD"


@pytest.fixture(autouse=True)
def on_windows(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    monkeypatch.setattr(exec_verb, "os", WindowsOs("os"))
    monkeypatch.setenv("NoDefaultCurrentDirectoryInExePath", "")
    save(config_path(), HAMMER)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def tool(folder: Path, name: str = "tool", code: str = "exit 0") -> Path:
    """Make a program."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{code}\n")
    path.chmod(0o755)
    return path


def test_the_command_gets_the_variables_and_its_status_is_returned(capfd: pytest.CaptureFixture[str]) -> None:
    code = "import os, sys; print(os.environ['CLICKFUNNELS_WORKSPACE_ID'], flush=True); sys.exit(7)"
    assert run_command(["exec", "--", sys.executable, "-c", code]) == 7
    assert capfd.readouterr().out == "42\n"


@pytest.mark.parametrize("path", ["", ".", "{here}/..:.", "bin", ":"])
def test_a_program_in_the_current_directory_is_never_found(
    here: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    tool(here, code="touch ran")
    (here / "bin").mkdir()
    tool(here / "bin", code="touch ran")
    monkeypatch.setenv("PATH", path.format(here=here))
    assert find_program("tool") is None
    assert run_command(["exec", "--", "tool"]) == 127
    assert not (here / "ran").exists()


def test_the_one_on_path_wins_over_the_current_directory(
    here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tool(here)
    (tmp_path / "bin").mkdir()
    wanted = tool(tmp_path / "bin")
    monkeypatch.setenv("PATH", f".{os.pathsep}{tmp_path / 'bin'}")
    assert find_program("tool") == str(wanted)


@pytest.mark.parametrize("name", ["./tool", "../here/tool", "{here}/tool"])
def test_a_name_with_a_folder_is_looked_up_there(
    here: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    tool(here)
    monkeypatch.setenv("PATH", "")
    found = find_program(name.format(here=here))
    assert found
    assert Path(found).samefile(here / "tool")


def test_the_command_does_not_inherit_the_lookup_setting(capfd: pytest.CaptureFixture[str]) -> None:
    code = "import os; print(os.environ['NoDefaultCurrentDirectoryInExePath'])"
    assert run_command(["exec", "--", sys.executable, "-c", code]) == 0
    assert capfd.readouterr().out == "\n"


@pytest.mark.parametrize("program", [NPM, r"C:\x\run.bat", r"C:\x\run.bat. .", r"C:\x\RUN.Cmd "])
@pytest.mark.parametrize(
    "argument",
    ["a&b", "a|b", "a>b", "a<b", "%PATH%", '" & calc', "x^y", "hi!", "a\nb", "a\rb", "a\x1ab", "a & b"],
)
def test_an_argument_that_cmd_would_misread_is_refused(program: str, argument: str) -> None:
    with pytest.raises(UsageError, match="argument 2") as refused:
        command_line(program, ["install", argument])
    assert argument not in str(refused.value)
    assert refused.value.what.isprintable()


@pytest.mark.parametrize(
    ("argument", "written"),
    [
        ("install", "install"),
        ("--save-dev", "--save-dev"),
        ("C:\\new\\", "C:\\new\\"),
        ("two words", '"two words"'),
        ("C:\\two words\\", '"C:\\two words\\\\"'),
        ("--registry=https://example.com/a,b;c", '"--registry=https://example.com/a,b;c"'),
        ("f(x)", '"f(x)"'),
        ("a\tb", '"a\tb"'),
        ("", '""'),
        ("café", "café"),
    ],
)
def test_a_batch_files_other_arguments_are_passed_unchanged(argument: str, written: str) -> None:
    assert command_line(NPM, ["run", argument]) == f'"{NPM}" run {written}'


def test_a_program_other_than_a_batch_file_gets_any_argument() -> None:
    assert command_line(r"C:\x\tool.exe", ["a&b", '"']) == [r"C:\x\tool.exe", "a&b", '"']


def test_a_refused_batch_file_is_not_run(
    here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tool(tmp_path, "tool.cmd", "touch ran")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert run_command(["exec", "--", "tool.cmd", "a&b"]) == 2
    said = capsys.readouterr().err
    assert "tool.cmd is a batch file, and cmd.exe would misread the character & in argument 1." in said
    assert "Nothing was run." in said
    assert not (here / "ran").exists()


class Child:
    """A command that gets Ctrl+C, like this program, and then exits with its own status."""

    def __init__(self, *_: object, **__: object) -> None:
        self.interrupts = 2

    def __enter__(self) -> Child:
        return self

    def __exit__(self, *_: object) -> None: ...

    def wait(self) -> int:
        if self.interrupts:
            self.interrupts -= 1
            raise KeyboardInterrupt
        return 0xC000013A


def test_ctrl_c_is_left_to_the_command_and_its_status_fits_exit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "Popen", Child)
    assert run_command(["exec", "--", sys.executable]) & 0xFFFFFFFF == 0xC000013A
    assert run_command(["exec", "--", sys.executable]) < 0
