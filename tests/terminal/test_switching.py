"""The workspace switcher and the commands on a real terminal."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from terminal import Terminal

from wizard.sandbox import DEMO_TOKEN

CFW = [sys.executable, "-m", "wizard"]


@pytest.fixture(scope="module")
def sandbox() -> Iterator[str]:
    """Start a sandbox on a real port and give its address."""
    server = subprocess.Popen([*CFW, "sandbox", "--port", "0"], stdout=subprocess.PIPE, text=True)
    assert server.stdout
    address = re.search(r"http://127\.0\.0\.1:\d+", server.stdout.readline())
    assert address
    yield address[0]
    server.terminate()
    server.wait(timeout=20)


@pytest.fixture
def folder(tmp_path: Path, sandbox: str) -> Path:
    """A configuration with two profiles; hammer-workspace is the current one."""
    folder = tmp_path / "config"
    for workspace in ("chanoyu", "richstone"):
        command = [*CFW, "setup", "--config-dir", str(folder), "--token-stdin", "--workspace", workspace]
        environ = {**os.environ, "CLICKFUNNELS_URL": sandbox}
        subprocess.run(command, input=DEMO_TOKEN, text=True, env=environ, check=True, capture_output=True)
    return folder


def terminal(tmp_path: Path, folder: Path, *arguments: str, **environ: str) -> Terminal:
    settings = {"CLICKFUNNELS_CONFIG_DIR": str(folder), **environ}
    return Terminal([*CFW, *arguments], tmp_path / "home", environ=settings)


def current(folder: Path) -> str:
    name: str = json.loads((folder / "config.json").read_text(encoding="utf-8"))["current"]
    return name


def test_two_keystrokes_switch_to_the_previous_one(tmp_path: Path, folder: Path) -> None:
    screen = terminal(tmp_path, folder)
    screen.shows("Switch workspace", "Now: Hammer Workspace", "茶の湯オンライン")
    screen.press("-", "enter")
    screen.shows("Switched to “chanoyu”")
    assert screen.ends() == 0
    assert current(folder) == "chanoyu"


def test_typing_finds_a_workspace_that_was_never_used(tmp_path: Path, folder: Path) -> None:
    screen = terminal(tmp_path, folder, "switch")
    screen.shows("Switch workspace", "Café Müller")
    screen.press("c", "a", "f", "e", "enter")
    screen.shows("Switched to “cafe-muller”: Café Müller (cafe-mueller)")
    assert screen.ends() == 0
    assert current(folder) == "cafe-muller"


def test_leaving_the_list_changes_nothing(tmp_path: Path, folder: Path) -> None:
    screen = terminal(tmp_path, folder)
    screen.shows("Switch workspace")
    screen.press("escape")
    screen.shows("Nothing was changed.")
    assert screen.ends() == 130


@pytest.mark.parametrize("then", [("escape",), ("ctrl+q",), ("-", "enter")], ids=["leave", "quit", "switch"])
def test_changes_made_in_the_list_are_reported_after_it(
    tmp_path: Path, folder: Path, then: tuple[str, ...]
) -> None:
    screen = terminal(tmp_path, folder)
    screen.shows("Switch workspace", "Now: Hammer Workspace")
    screen.press("f2")
    screen.shows("Rename hammer-workspace")
    screen.press("-", "2", "enter")
    screen.shows("Switch workspace", "Renamed hammer-workspace to hammer-workspace-2.")
    screen.press(*then)
    assert screen.ends() == 0
    after = screen.raw.rpartition(b"\x1b[?1049l")[2].decode()
    assert "Renamed hammer-workspace to hammer-workspace-2." in after
    assert ("Switched to “chanoyu”" in after) == (then[-1] == "enter")
    assert "Nothing was changed" not in after


def test_the_token_is_not_shown_on_a_terminal_unless_asked_for(tmp_path: Path, folder: Path) -> None:
    for command in (("token",), ("env",)):
        screen = terminal(tmp_path, folder, *command)
        assert screen.ends() == (1 if command == ("token",) else 0)
        assert DEMO_TOKEN.encode() not in screen.raw
        assert b"--show" in screen.raw
    shown = terminal(tmp_path, folder, "token", "--show")
    assert shown.ends() == 0
    assert DEMO_TOKEN.encode() in shown.raw


@pytest.mark.parametrize(("answer", "status", "left"), [("y", 0, 1), ("n", 130, 2), ("", 130, 2)])
def test_forgetting_asks_first(tmp_path: Path, folder: Path, answer: str, status: int, left: int) -> None:
    screen = terminal(tmp_path, folder, "forget", "chanoyu")
    screen.shows("Forget chanoyu? [y/N]")
    screen.press(answer, "enter")
    assert screen.ends() == status
    assert len(json.loads((folder / "config.json").read_text())["profiles"]) == left


def test_two_shells_use_two_profiles_at_once(tmp_path: Path, folder: Path) -> None:
    one = terminal(tmp_path, folder, "status", "--offline", CLICKFUNNELS_PROFILE="chanoyu")
    other = terminal(tmp_path, folder, "status", "--offline")
    one.shows("chanoyu from CLICKFUNNELS_PROFILE")
    other.shows("hammer-workspace from configuration")
    assert (one.ends(), other.ends()) == (0, 0)


@pytest.mark.parametrize("colourless", [{"NO_COLOR": "1"}, {}])
def test_colours_can_be_turned_off(tmp_path: Path, folder: Path, colourless: dict[str, str]) -> None:
    option = [] if colourless else ["--no-color"]
    plain = terminal(tmp_path, folder, "status", "--offline", *option, **colourless)
    assert plain.ends() == 0
    assert b"\x1b[" not in plain.raw
    coloured = terminal(tmp_path, folder, "status", "--offline")
    assert coloured.ends() == 0
    assert b"\x1b[33m" in coloured.raw


def test_with_all_answers_given_nothing_is_drawn_even_on_a_terminal(
    tmp_path: Path, folder: Path, sandbox: str
) -> None:
    token = tmp_path / "token.txt"
    token.write_text(DEMO_TOKEN)
    arguments = ("setup", "--token-file", str(token), "--workspace", "101")
    screen = terminal(tmp_path, folder, *arguments, CLICKFUNNELS_URL=sandbox)
    assert screen.ends() == 0
    assert "Saved profile “acai-cia”" in screen.raw.decode()
    assert b"\x1b[?1049h" not in screen.raw, "the alternate screen was used"


def test_with_some_answers_given_only_the_rest_is_asked(tmp_path: Path, folder: Path, sandbox: str) -> None:
    screen = terminal(tmp_path, folder, "setup", "--workspace", "groessling", CLICKFUNNELS_URL=sandbox)
    screen.shows("Paste your API token")
    screen.paste(DEMO_TOKEN)
    screen.press("enter")
    screen.shows("Your contacts", "Bäckerei Größling")
    screen.press("enter")
    screen.shows("Review and save")
    screen.press("enter")
    screen.shows("cfw setup --token-stdin --team 11 --workspace 102 --profile backerei-grossling")
    screen.press("enter")
    assert screen.ends() == 0


@pytest.mark.parametrize("has_others", [False, True])
def test_a_colleague_in_a_pinned_directory_gives_a_token_and_nothing_else(
    tmp_path: Path, folder: Path, sandbox: str, monkeypatch: pytest.MonkeyPatch, has_others: bool
) -> None:
    (tmp_path / "project").mkdir()
    monkeypatch.chdir(tmp_path / "project")
    Path(".clickfunnels.json").write_text('{"version": 1, "team_id": 3, "workspace_id": 43}')
    screen = terminal(tmp_path, folder if has_others else tmp_path / "empty", CLICKFUNNELS_URL=sandbox)
    screen.shows("Paste your API token")
    screen.paste(DEMO_TOKEN)
    screen.press("enter")
    screen.shows("Your contacts", "Nagel & Söhne")
    screen.press("ctrl+q")
    screen.shows("Leave without saving?")
    screen.press("y")
    assert screen.ends() == 130


def test_a_token_that_cannot_access_the_pinned_workspace_is_reported(
    tmp_path: Path, sandbox: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "project").mkdir()
    monkeypatch.chdir(tmp_path / "project")
    Path(".clickfunnels.json").write_text('{"version": 1, "team_id": 99, "workspace_id": 43}')
    screen = terminal(tmp_path, tmp_path / "empty", CLICKFUNNELS_URL=sandbox)
    screen.shows("Paste your API token")
    screen.paste(DEMO_TOKEN)
    screen.press("enter")
    screen.shows("Choose a team", "There is no team “99”")
    screen.press("ctrl+q")
    screen.shows("Leave without saving?")
    screen.press("y")
    assert screen.ends() == 130


def test_contacts_can_be_browsed_and_closed(tmp_path: Path, folder: Path) -> None:
    screen = terminal(tmp_path, folder, "contacts")
    screen.shows("Contacts of Hammer Workspace", "57 contacts, newest first", "Conceição")
    screen.press("end")
    screen.shows("chloe.whitfield1@example", "row 57 of 57")
    screen.resize(120, 40)
    screen.shows("42000000")
    screen.resize(80, 24)
    screen.press("m")
    screen.shows("personal data hidden: m shows it", "C••• W•••")
    screen.press("/", "h", "i", "n", "a")
    screen.shows("5 of 57 contacts")
    screen.press("escape")
    screen.shows("J••• R•••")
    screen.press("q")
    assert screen.ends() == 0


def test_an_export_on_a_terminal_shows_progress_and_draws_no_screen(tmp_path: Path, folder: Path) -> None:
    target = tmp_path / "all.csv"
    screen = terminal(tmp_path, folder, "contacts", "early-bird", "--output", str(target))
    screen.shows("━", "% · ", "of 25,000 contacts", "a second", "left")
    screen.shows("Wrote 25,000 contacts to", "all.csv")
    assert screen.ends() == 0
    assert len(target.read_text(encoding="utf-8").splitlines()) == 25_001


def test_an_error_that_prevents_contacts_from_being_shown_is_reported(tmp_path: Path, folder: Path) -> None:
    screen = terminal(tmp_path, folder, "contacts", "nowhere")
    screen.shows("There is no profile or workspace “nowhere”.")
    assert screen.ends() == 3


@pytest.mark.parametrize("form", ["jsonl", "json", "csv", "table"])
def test_data_and_progress_never_share_a_line(tmp_path: Path, folder: Path, form: str) -> None:
    screen = terminal(tmp_path, folder, "contacts", "--demo", "--format", form, "--limit", "900")
    assert screen.ends() == 0
    lines = re.split(r"\r\x1b\[K|\r\n", screen.raw.decode())
    data = [line for line in lines if "@example" in line]
    assert len(data) > 500
    assert not [line for line in data if "a second" in line or "Waiting" in line]
    if form.startswith("json"):
        assert all(line.startswith("{") for line in data)
