"""The real program from the outside: what a terminal shows, what is saved, how it ends."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path

import pytest
from demo_run import check_file, walk_to_the_end
from terminal import KEYS, Terminal
from textual import constants

from wizard.sandbox import DEMO_TOKEN, REVOKED_TOKEN

CFW = [sys.executable, "-m", "wizard"]
ALTERNATE_SCREEN_LEFT = b"\x1b[?1049l"
CURSOR_SHOWN = b"\x1b[?25h"
MOUSE_OFF = b"\x1b[?1000l"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "config"


def demo(tmp_path: Path, folder: Path, **size: int) -> Terminal:
    return Terminal([*CFW, "--demo", "--config-dir", str(folder)], tmp_path / "home", **size)


def is_left_as_found(raw: bytes) -> bool:
    end = raw[raw.rindex(ALTERNATE_SCREEN_LEFT) - 400 :]
    return CURSOR_SHOWN in end and MOUSE_OFF in end


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (120, 40)])
def test_from_the_first_frame_to_the_saved_file(
    tmp_path: Path, folder: Path, columns: int, rows: int
) -> None:
    terminal = demo(tmp_path, folder, columns=columns, rows=rows)
    walk_to_the_end(terminal)
    assert terminal.ends() == 0
    assert f"Saved profile “hammer-workspace” in {folder / 'config.json'}" in terminal.raw.decode()
    assert DEMO_TOKEN.encode() not in terminal.raw
    assert is_left_as_found(terminal.raw)
    check_file(folder / "config.json")


def test_terminal_features_that_are_unreliable_are_not_used(tmp_path: Path, folder: Path) -> None:
    def first_frame(**environ: str) -> bytes:
        command = [*CFW, "--demo", "--config-dir", str(folder)]
        terminal = Terminal(command, tmp_path / "home", environ={"COLORTERM": "truecolor", **environ})
        terminal.shows("Paste your API token", "Help")
        terminal.press("ctrl+q")
        terminal.ends()
        return terminal.raw

    kitty = re.compile(rb"\x1b\[>\d+u")
    usual, in_screen = first_frame(), first_frame(STY="1.x")
    assert b"38;2;" in usual
    assert b"38;2;" not in in_screen, "GNU screen garbles these"
    if hasattr(constants, "DISABLE_KITTY_KEY"):  # since Textual 8.2.7, which can turn it off
        assert not kitty.search(usual), "in this protocol Ctrl with a Cyrillic letter is not one of our keys"
    assert kitty.search(first_frame(TEXTUAL_DISABLE_KITTY_KEY="0"))


def test_copying_goes_through_the_terminal(tmp_path: Path) -> None:
    terminal = Terminal([*CFW, "contacts", "--demo"], tmp_path / "home", columns=120)
    terminal.shows("newest first", "Details")
    terminal.press("i")
    terminal.shows("Copied the id, if your terminal allows it.")
    copied = re.search(rb"\x1b\]52;c;([A-Za-z0-9+/=]+)\x07", terminal.raw)
    assert copied
    assert b64decode(copied[1]).isdigit()
    terminal.press("v")
    terminal.shows("Hold Shift", b64decode(copied[1]).decode())


def test_a_step_has_its_own_keys_from_the_beginning(tmp_path: Path, folder: Path) -> None:
    terminal = demo(tmp_path, folder)
    terminal.shows("Paste your API token", "Help")
    terminal.press("ctrl+t", "enter")
    terminal.shows("Choose a team", "Agência São João", "Choose Esc Back")
    assert b"Continue" not in terminal.raw, "Enter has this name only where no list has the focus"


@pytest.mark.parametrize("key", ["ctrl+q", "ctrl+c"])
def test_leaving_says_that_nothing_was_saved(tmp_path: Path, folder: Path, key: str) -> None:
    terminal = demo(tmp_path, folder)
    terminal.shows("Paste your API token")
    terminal.press("ctrl+t", "enter")
    terminal.shows("Choose a team")
    terminal.press(key)
    terminal.shows("Leave without saving?")
    terminal.press("y")
    assert terminal.ends() == 130
    assert terminal.raw.decode().rstrip().endswith("Nothing was saved.")
    assert is_left_as_found(terminal.raw)
    assert not (folder / "config.json").exists()


def test_a_whole_curl_command_in_a_bracketed_paste(tmp_path: Path, folder: Path) -> None:
    terminal = demo(tmp_path, folder)
    terminal.shows("Paste your API token")
    terminal.paste(f"curl \\\r  -H 'Authorization: Bearer {DEMO_TOKEN}' \\\r  https://accounts.example/\r")
    terminal.shows("taken from a curl command")
    terminal.press("enter")
    terminal.shows("Choose a team")
    assert DEMO_TOKEN.encode() not in terminal.raw
    terminal.press("escape")
    terminal.shows("Paste your API token")
    terminal.press("ctrl+y")
    terminal.shows(DEMO_TOKEN)


def test_a_resize_in_the_middle_is_harmless(tmp_path: Path, folder: Path) -> None:
    terminal = demo(tmp_path, folder)
    terminal.shows("Paste your API token")
    for columns, rows in ((40, 15), (200, 60), (80, 24)):
        terminal.resize(columns, rows)
    terminal.press("ctrl+t", "enter")
    terminal.shows("Choose a team", "Northwind Coaching")


def test_the_token_is_in_no_argument_and_no_window_title(tmp_path: Path, folder: Path) -> None:
    terminal = Terminal(
        [*CFW, "--config-dir", str(folder)],
        tmp_path / "home",
        environ={"CLICKFUNNELS_API_TOKEN": DEMO_TOKEN, "CLICKFUNNELS_URL": "http://127.0.0.1:9"},
    )
    terminal.shows("Ctrl+T Use CLICKFUNNELS_API_TOKEN")
    terminal.press("ctrl+t")
    terminal.shows("43 characters")
    arguments = Path(f"/proc/{terminal.child.pid}/cmdline")
    if arguments.exists():
        assert DEMO_TOKEN.encode() not in arguments.read_bytes()
    assert DEMO_TOKEN.encode() not in terminal.raw


def test_a_dead_network_is_reported_and_the_program_stays_responsive(tmp_path: Path, folder: Path) -> None:
    terminal = Terminal(
        [*CFW, "--config-dir", str(folder)],
        tmp_path / "home",
        environ={"CLICKFUNNELS_API_TOKEN": DEMO_TOKEN, "CLICKFUNNELS_URL": "http://127.0.0.1:9"},
    )
    terminal.shows("Paste your API token")
    terminal.press("ctrl+t", "enter")
    terminal.shows("No connection to 127.0.0.1.")
    terminal.press("f1")
    terminal.shows("Programs use the access token")
    terminal.press("enter", "ctrl+q")
    terminal.shows("Leave without saving?")
    terminal.press("y")
    assert terminal.ends() == 130


def test_an_address_that_would_show_the_token_to_the_network_is_refused(tmp_path: Path) -> None:
    terminal = Terminal(CFW, tmp_path / "home", environ={"CLICKFUNNELS_URL": "http://example.com"})
    assert terminal.ends() == 2
    said = terminal.raw.decode()
    assert "CLICKFUNNELS_URL can't be used: plain http would show the token to the network" in said
    assert "Traceback" not in said


def test_the_demo_leaves_no_folder_behind_when_nothing_was_saved(tmp_path: Path) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    terminal = Terminal([*CFW, "--demo"], tmp_path / "home", environ={"TMPDIR": str(temporary)})
    terminal.shows("Paste your API token")
    terminal.press("ctrl+q")
    assert terminal.ends() == 130
    assert list(temporary.iterdir()) == []


@pytest.fixture
def sandbox() -> Iterator[str]:
    """Start a sandbox on a real port and give its address."""
    server = subprocess.Popen([*CFW, "sandbox", "--port", "0"], stdout=subprocess.PIPE, text=True)
    assert server.stdout
    address = re.search(r"http://127\.0\.0\.1:\d+", server.stdout.readline())
    assert address
    yield address[0]
    server.terminate()
    server.wait(timeout=20)


def test_over_real_sockets_to_a_saved_file(tmp_path: Path, folder: Path, sandbox: str) -> None:
    terminal = Terminal(
        [*CFW, "--config-dir", str(folder)], tmp_path / "home", environ={"CLICKFUNNELS_URL": sandbox}
    )
    terminal.shows("Paste your API token")
    terminal.paste(REVOKED_TOKEN)
    terminal.shows("43 characters")
    terminal.press("enter")
    terminal.shows("ClickFunnels does not accept this token.")
    terminal.paste(DEMO_TOKEN)
    terminal.press("enter")
    terminal.shows("Choose a team", "Northwind Coaching")
    terminal.press("enter")
    terminal.shows("Choose a workspace", "Hammer Workspace")
    terminal.press("enter")
    terminal.shows("Your contacts", "rafael.conceicao57@ex")
    terminal.press("enter")
    terminal.shows("Review and save")
    terminal.press("enter")
    terminal.shows("Saved as")
    terminal.press("enter")
    assert terminal.ends() == 0
    profile = json.loads((folder / "config.json").read_text())["profiles"]["hammer-workspace"]
    assert profile["api_url"] == profile["accounts_url"] == sandbox


def test_a_port_in_use_is_reported() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = subprocess.run([*CFW, "sandbox", "--port", port], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"Port {port} is in use" in done.stderr
    assert "Traceback" not in done.stderr


def test_keys_typed_faster_than_the_screen_draws_keep_their_order(tmp_path: Path, folder: Path) -> None:
    terminal = demo(tmp_path, folder)
    terminal.shows("Paste your API token")
    terminal.press("ctrl+t", "enter")
    terminal.shows("Choose a team", "Northwind Coaching")
    terminal.press("a", "o", "down", "up", "enter")
    terminal.shows("Choose a workspace", "Workspaces in Agência São João.", "28 workspaces")
    terminal.press("o", "down", "down", "enter")
    terminal.shows("Your contacts", "Éclair Studio")


def test_a_key_typed_right_before_quitting_is_not_taken_as_an_answer(tmp_path: Path, folder: Path) -> None:
    terminal = demo(tmp_path, folder)
    terminal.shows("Paste your API token")
    terminal.press("ctrl+t", "f1")
    terminal.shows("Programs use the access token")
    terminal.press(KEYS["enter"] + KEYS["ctrl+q"])
    terminal.shows("Leave without saving?")
    terminal.press("y")
    assert terminal.ends() == 130
