"""A user without a home folder, as in a container started with `--user 1234`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from command_support import Cfw, World
from terminal import Terminal

import wizard
from wizard.config.cf_cli import credentials_path
from wizard.config.errors import ConfigError
from wizard.config.paths import config_path, default_folder, default_path, home_folder
from wizard.onboarding.doctor.report import redacted
from wizard.sandbox import DEMO_TOKEN

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows knows every user's folders")

NOBODY = 1_234_567
"""A user id without an entry in the user database."""

IN_A_TERMINAL = f"""
import os
os.getuid = lambda: {NOBODY}
from wizard.__main__ import main
main()
"""

COMMANDS = (
    "", "setup --no-input", "setup --token-stdin --workspace 42", "exec -- true", "switch x", "status",
    "status --offline", "list", "list --live", "contacts --format jsonl", "env", "token", "pin",
    "forget x --yes", "undo", "undo --list", "token-store file --all", "doctor", "doctor --report report.txt",
    "path", "export cf",
)  # fmt: skip


@pytest.fixture
def homeless(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name)
    monkeypatch.setattr(os, "getuid", lambda: NOBODY)


@pytest.mark.usefixtures("homeless")
def test_there_is_no_default_folder() -> None:
    assert home_folder() is None
    assert default_path() is None
    with pytest.raises(ConfigError, match="HOME is not set to an absolute path"):
        default_folder()
    with pytest.raises(ConfigError, match="--config-dir or CLICKFUNNELS_CONFIG_DIR"):
        config_path()
    with pytest.raises(ConfigError, match="CF_CLI_CONFIG_DIR"):
        credentials_path({})


@pytest.mark.usefixtures("homeless")
def test_other_programs_get_a_config_error() -> None:
    with pytest.raises(ConfigError, match="HOME is not set to an absolute path"):
        wizard.load()
    with pytest.raises(ConfigError, match="HOME is not set to an absolute path"):
        wizard.client()


@pytest.mark.usefixtures("homeless")
def test_every_command_says_what_is_missing(cfw: Cfw) -> None:
    for words in COMMANDS:
        done = cfw(*words.split(), "--plain" if not words else "--no-color", stdin=DEMO_TOKEN)
        assert "HOME is not set" in done.err, words
        assert "--config-dir" in done.err, words
        assert done.status == 2, words
    for option in ("--config-dir", "--debug"):
        done = cfw(option, "~/x", "path")
        assert option in done.err
        assert done.status in (1, 2)


@pytest.mark.usefixtures("homeless", "world")
def test_with_a_configured_folder_everything_works(
    cfw: Cfw, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "chosen"
    monkeypatch.setenv("CF_CLI_CONFIG_DIR", str(tmp_path / "cf"))
    for workspace in ("43", "42"):
        done = cfw(
            "--config-dir", str(folder), "setup", "--token-stdin", "--workspace", workspace, stdin=DEMO_TOKEN
        )
        assert done.status == 0
        assert "Saved" in done.out
    for words in COMMANDS[4:-1]:  # exec would replace this process, and cf can't store this host
        done = cfw("--config-dir", str(folder), *words.replace(" x", " hammer-workspace").split())
        assert done.status == 0, (words, done)
        assert "home" not in done.err, words
    assert "✓" in Path("report.txt").read_text(encoding="utf-8")
    monkeypatch.setenv("CLICKFUNNELS_CONFIG_DIR", str(folder))
    assert wizard.load().workspace.id == 42


@pytest.mark.usefixtures("homeless")
def test_the_screens_work_with_a_configured_folder(world: World, tmp_path: Path) -> None:
    folder = tmp_path / "chosen"
    environ = {"HOME": "", "CLICKFUNNELS_URL": world.url, "CLICKFUNNELS_API_TOKEN": DEMO_TOKEN}
    command = ["env", "-u", "HOME", sys.executable, "-c", IN_A_TERMINAL]
    terminal = Terminal(command, tmp_path / "no-home", environ=environ)
    terminal.shows("HOME is not set")
    assert terminal.ends() == 2
    terminal = Terminal([*command, "--config-dir", str(folder)], tmp_path / "no-home", environ=environ)
    terminal.shows("Paste your API token")
    terminal.press("ctrl+t", "enter")
    for title in ("Choose a team", "Choose a workspace", "Your contacts", "Review and save"):
        terminal.shows(title)
        terminal.press("enter")
    terminal.shows("Saved")
    terminal.press("enter")
    assert terminal.ends() == 0
    assert (folder / "config.json").is_file()


def test_slash_as_the_home_folder_hides_no_path_in_a_report(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/")
    assert redacted("/work/config.json", []) == "/work/config.json"
