"""What differs on Windows and macOS, with a faked system: paths, permissions, renames, signals, commands."""

from __future__ import annotations

import asyncio
import math
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import platformdirs
import pytest
from platformdirs import windows
from platformdirs.macos import MacOS
from support import HAMMER, NAGEL, press_to_leave, until, wizard_app
from windows_os import WindowsOs

from wizard.cli.main import run_command
from wizard.config import atomic_write, json_file
from wizard.config.errors import NotReadable, NotWritable
from wizard.config.paths import config_path
from wizard.config.reading import read
from wizard.config.saving import save, set_aside
from wizard.support import event_loop

Replace = Callable[[Path, Path], Path]


def test_the_default_folder_on_a_mac(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    monkeypatch.delenv("XDG_CONFIG_HOME")
    monkeypatch.setattr(platformdirs, "PlatformDirs", MacOS)
    assert config_path() == home / "Library/Application Support/clickfunnels/config.json"


def test_the_default_folder_on_windows(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    monkeypatch.setattr(platformdirs, "PlatformDirs", windows.Windows)
    monkeypatch.setattr(windows, "get_win_folder", windows.get_win_folder_from_env_vars)
    monkeypatch.setenv("LOCALAPPDATA", str(home / "AppData/Local"))
    assert config_path() == home / "AppData/Local/clickfunnels/config.json"


def test_a_reader_delays_a_save_on_windows(
    on_windows: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "config.json"
    save(path, HAMMER)
    refusals = iter((PermissionError(13, "in use"), PermissionError(13, "in use")))
    replace: Replace = Path.replace

    def held(self: Path, target: Path) -> Path:
        for refusal in refusals:
            raise refusal
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", held)
    save(path, NAGEL)
    assert set(read(path).profiles) == {"hammer-workspace", "nagel"}


def test_a_reader_delays_the_setting_aside_of_a_file_on_windows(
    on_windows: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "config.json"
    path.write_text("damaged")
    refusals = iter((PermissionError(13, "in use"), PermissionError(13, "in use")))
    replace: Replace = Path.replace

    def held(self: Path, target: Path) -> Path:
        for refusal in refusals:
            raise refusal
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", held)
    assert set_aside(path).read_text() == "damaged"
    assert not path.exists()


class Refusing(WindowsOs):
    """Windows while a file is being replaced: the first few attempts to open it fail."""

    def __init__(self, times: float) -> None:
        super().__init__("os")
        self.times = times

    def open(self, *arguments: Any) -> int:
        """Open a file or refuse to."""
        self.times -= 1
        if self.times >= 0:
            raise PermissionError(13, "being replaced")
        return os.open(*arguments)


def test_a_file_that_is_being_replaced_is_read_a_moment_later_on_windows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(tmp_path / "config.json", HAMMER)
    monkeypatch.setattr(json_file, "os", Refusing(2))
    assert set(read(tmp_path / "config.json").profiles) == {"hammer-workspace"}


def test_a_file_that_can_never_be_opened_is_reported_on_windows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(tmp_path / "config.json", HAMMER)
    monkeypatch.setattr(json_file, "OPEN_TIMEOUT", 0.0)
    monkeypatch.setattr(json_file, "os", Refusing(math.inf))
    with pytest.raises(NotReadable):
        read(tmp_path / "config.json")


def test_a_reader_that_never_closes_the_file_is_reported_on_windows(
    on_windows: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "config.json"
    save(path, HAMMER)

    def held(self: Path, target: Path) -> Path:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr(atomic_write, "RENAME_TIMEOUT", 0.0)
    with pytest.raises(NotWritable):
        save(path, NAGEL)
    assert set(read(path).profiles) == {"hammer-workspace"}
    assert not list(tmp_path.glob("*.tmp")) + list(tmp_path.glob(".*.tmp"))


def test_an_export_and_a_log_without_posix_permissions(on_windows: None, tmp_path: Path) -> None:
    target = tmp_path / "contacts.jsonl"
    log = tmp_path / "log"
    arguments = ["--debug", str(log), "contacts", "--demo", "--limit", "3", "--output", str(target)]
    assert run_command(arguments) == 0
    assert len(target.read_text(encoding="utf-8").splitlines()) == 3
    assert log.exists()


@pytest.fixture
def no_signals(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise NotImplementedError

    monkeypatch.setattr(asyncio.SelectorEventLoop, "add_signal_handler", refuse)
    for name in ("SIGHUP", "SIGCONT", "SIGWINCH", "SIGQUIT"):
        monkeypatch.delattr(signal, name)


async def test_the_screens_work_without_signals(no_signals: None, tmp_path: Path) -> None:
    app = wizard_app(tmp_path / "config.json")
    async with app.run_test() as pilot:
        await until(pilot, lambda: "token" in type(pilot.app.screen).__module__)
        await press_to_leave(pilot, "ctrl+q")
    assert app.return_value is None


def test_a_command_works_without_signals(no_signals: None) -> None:
    async def work() -> int:
        return 5

    assert event_loop.run(work()) == 5
