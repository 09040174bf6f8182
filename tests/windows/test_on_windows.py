"""What only a real Windows (or Wine) can show: access control lists, cmd.exe, files that are open."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from support import HAMMER, NAGEL

from wizard.cli.main import run_command
from wizard.config import windows_acl
from wizard.config.paths import config_path
from wizard.config.pin import read_pin
from wizard.config.pin_changes import remove_pin, write_pin
from wizard.config.reading import read
from wizard.config.saving import save
from wizard.onboarding.doctor.local import ONLY_YOU

pytestmark = pytest.mark.skipif(os.name != "nt", reason="this is no Windows")

TOOL = "@echo off\r\necho [%~1][%~2]\r\nexit /b 5\r\n"


@pytest.fixture
def saved(home: Path) -> Path:
    save(config_path(), HAMMER)
    return config_path()


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current directory, and a folder with spaces on PATH that contains tool.cmd."""
    folder, tools = tmp_path / "here", tmp_path / "my tools"
    for one in (folder, tools):
        one.mkdir()
    (tools / "tool.cmd").write_text(TOOL, newline="")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
    return folder


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def test_the_default_folder_is_in_the_tests_home(home: Path) -> None:
    assert config_path() == home / "AppData" / "Local" / "clickfunnels" / "config.json"


def test_only_the_owner_can_open_what_is_saved(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save(saved, NAGEL)
    for path in (saved.parent, saved, *saved.parent.glob("config.backup-*.json")):
        assert windows_acl.other_accounts(path) == ()
    run_command(["doctor"])
    assert ONLY_YOU in capsys.readouterr().out


def test_new_files_in_a_closed_folder_are_closed(tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir()
    windows_acl.restrict(folder)
    assert windows_acl.other_accounts(folder) == ()
    (folder / "file").write_text("x")
    assert (folder / "file").read_text() == "x", "its owner can still open it"


def test_a_missing_file_has_no_access_control_list(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        windows_acl.other_accounts(tmp_path / "nothing")


def test_a_pin_leaves_no_lock(here: Path) -> None:
    write_pin(here, 3, 42)
    assert names(here) == [".clickfunnels.json"]
    assert read_pin(here)
    remove_pin(here)
    assert names(here) == []


def test_a_save_waits_for_a_reader(saved: Path) -> None:
    stream = saved.open("rb")
    closing = threading.Timer(0.3, stream.close)
    closing.start()
    save(saved, NAGEL)
    closing.join()
    assert set(read(saved).profiles) == {"hammer-workspace", "nagel"}


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (("hello",), "[hello][]"),
        (("two words", "x=y,z"), "[two words][x=y,z]"),
        (("(a;b)", ""), "[(a;b)][]"),
        (("C:\\new folder", "--flag"), "[C:\\new folder][--flag]"),
    ],
)
def test_a_batch_file_gets_each_argument_unchanged(
    saved: Path, here: Path, capfd: pytest.CaptureFixture[str], arguments: tuple[str, ...], shown: str
) -> None:
    assert run_command(["exec", "--", "tool", *arguments]) == 5
    assert capfd.readouterr().out.strip() == shown


@pytest.mark.parametrize("argument", ["a&echo ran>ran", '" & echo ran>ran & "', "%PATH%", "a|b", "^"])
def test_a_batch_file_is_not_run_with_arguments_that_cmd_would_interpret(
    saved: Path, here: Path, capfd: pytest.CaptureFixture[str], argument: str
) -> None:
    assert run_command(["exec", "--", "tool", argument]) == 2
    said = capfd.readouterr()
    assert said.out == ""
    assert "tool.cmd is a batch file" in said.err.lower()
    assert not (here / "ran").exists()


@pytest.mark.parametrize("ending", [".cmd", ".bat", ".exe"])
def test_nothing_is_run_from_the_current_directory(saved: Path, here: Path, ending: str) -> None:
    (here / f"nearby{ending}").write_text("@echo ran>ran\r\n", newline="")
    assert run_command(["exec", "--", "nearby"]) == 127
    assert run_command(["exec", "--", f"nearby{ending}"]) == 127
    assert not (here / "ran").exists()


def test_a_program_can_be_named_with_its_folder(saved: Path, here: Path) -> None:
    (here / "nearby.cmd").write_text("@exit /b 6\r\n", newline="")
    assert run_command(["exec", "--", ".\\nearby"]) == 6


def test_a_large_exit_status_is_returned(saved: Path) -> None:
    code = "import ctypes; ctypes.windll.kernel32.ExitProcess(0xC000013A)"
    command = [sys.executable, "-m", "wizard", "exec", "--", sys.executable, "-c", code]
    assert subprocess.run(command, check=False).returncode == 0xC000013A


def test_an_export_leaves_only_its_file(here: Path) -> None:
    assert run_command(["contacts", "--demo", "--limit", "3", "--output", "three.jsonl"]) == 0
    assert names(here) == ["three.jsonl"]
    assert Path("three.jsonl").read_bytes().count(b"\n") == 3
    assert b"\r" not in Path("three.jsonl").read_bytes()
    assert windows_acl.other_accounts(here / "three.jsonl") == ()


def test_a_reader_that_stops_ends_an_export_silently() -> None:
    command = [sys.executable, "-m", "wizard", "contacts", "--demo", "--format", "jsonl"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout
        assert child.stderr
        child.stdout.readline()
        child.stdout.close()
        said = child.stderr.read()
    assert b"cannot be written" not in said
    assert b"Exception" not in said
    assert child.returncode == 141


def test_a_log_ends_its_lines_with_lf(here: Path) -> None:
    run_command(["--debug", "log", "path"])
    assert b"\r" not in Path("log").read_bytes()
    assert windows_acl.other_accounts(here / "log") == ()
