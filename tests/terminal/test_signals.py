"""Signals, closed windows and unusual terminals: the terminal is restored."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from terminal import Terminal

CFW = [sys.executable, "-m", "wizard"]
ENTERED, LEFT = b"\x1b[?1049h", b"\x1b[?1049l"


@pytest.fixture
def demo(tmp_path: Path) -> Terminal:
    terminal = Terminal([*CFW, "--demo", "--config-dir", str(tmp_path / "config")], tmp_path / "home")
    terminal.shows("Paste your API token")
    return terminal


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not here")
def test_ctrl_z_suspends_it_until_the_shell_resumes_it(tmp_path: Path) -> None:
    terminal = Terminal(["bash", "--norc", "-i"], tmp_path / "home", environ={"PS1": "shell> "})
    terminal.shows("shell>")
    terminal.press(f"{sys.executable} -m wizard --demo", "enter")
    terminal.shows("Paste your API token", "Help")
    terminal.press("ctrl+t")
    terminal.shows("43 characters")
    terminal.press("\x1a")
    terminal.shows("Stopped")
    terminal.press("echo $((6 * 7)), all yours", "enter")
    terminal.shows("42, all yours")
    terminal.press("fg", "enter")
    terminal.shows("Paste your API token", "43 characters")
    terminal.press("enter")
    terminal.shows("Choose a team")


def test_ctrl_z_does_nothing_if_no_shell_could_resume_it(demo: Terminal) -> None:
    demo.press("\x1a", "ctrl+t", "enter")
    demo.shows("Choose a team")


def is_left_as_found(raw: bytes) -> bool:
    end = raw[raw.rindex(LEFT) - 400 :]
    return all(code in end for code in (b"\x1b[?25h", b"\x1b[?1000l", b"\x1b[?2004l", b"\x1b[?1004l"))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_and_leaves_the_terminal_as_it_was(demo: Terminal, number: signal.Signals) -> None:
    os.kill(demo.child.pid, number)
    assert demo.ends() == 128 + number
    assert is_left_as_found(demo.raw)


def test_closing_the_window_ends_it(demo: Terminal) -> None:
    pid = demo.child.pid
    demo.child.ptyproc.delayafterclose = 3.0  # a busy machine takes longer than pexpect's default
    demo.child.close(force=False)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


@pytest.mark.skipif(not hasattr(os, "waitid"), reason="needs a system that tells of stopped processes")
def test_it_can_be_stopped_and_continued(demo: Terminal) -> None:
    demo.press("ctrl+t")
    demo.shows("characters")
    os.kill(demo.child.pid, signal.SIGTSTP)
    demo.until(lambda: demo.raw.count(LEFT) == 1)
    os.waitid(os.P_PID, demo.child.pid, os.WSTOPPED)  # a process that hasn't stopped yet would not continue
    os.kill(demo.child.pid, signal.SIGCONT)
    demo.until(lambda: demo.raw.count(ENTERED) == 2)
    demo.shows("Paste your API token", "characters")
    os.kill(demo.child.pid, signal.SIGTERM)
    assert demo.ends() == 143
    assert is_left_as_found(demo.raw)


def test_a_storm_of_resizes(demo: Terminal) -> None:
    for number in range(60):
        demo.resize(20 + number % 110, 5 + number % 40)
    demo.resize(100, 30)
    demo.until(lambda: "Paste your API token" in demo.text and "Help" in demo.last_line)
    demo.press("ctrl+q")
    assert demo.ends() == 130
    assert is_left_as_found(demo.raw)


def test_a_window_that_was_smaller_for_a_moment_is_redrawn(demo: Terminal) -> None:
    for size in ((40, 15), (80, 3), (200, 60)):
        demo.flicker(*size)
        demo.shows("Paste your API token", "Add new platform application", "Help")
    demo.press("f1")
    demo.shows("Programs use the access token")
    demo.flicker(80, 3)
    demo.shows("Programs use the access token", "Close")


def test_bytes_that_are_not_utf8_are_ignored(demo: Terminal) -> None:
    demo.child.send(b"\xff\xfe\x80")
    demo.press("ctrl+t")
    demo.shows("characters")
    demo.press("enter")
    demo.shows("Choose a team")
    demo.press("ctrl+q")
    demo.shows("Leave without saving?")
    demo.press("y")
    assert demo.ends() == 130


def test_with_stderr_redirected_there_is_no_terminal_to_draw_on(tmp_path: Path) -> None:
    command = ["sh", "-c", f"{sys.executable} -m wizard 2>{tmp_path}/errors"]
    terminal = Terminal(command, tmp_path / "home")
    assert terminal.ends() == 2
    assert "needs a terminal" in (tmp_path / "errors").read_text()


def test_a_full_or_closed_output_causes_no_traceback() -> None:
    full = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m wizard schema >/dev/full"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (full.returncode, full.stderr) == (1, "The output cannot be written: the disk is full.\n")
    closed = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m wizard path >&-"], capture_output=True, text=True, check=False
    )
    assert (closed.returncode, closed.stderr) == (0, "")


def test_a_folder_whose_name_is_not_utf8(tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path) + b"/od\xff"
    environ = {**os.environ, "LC_ALL": "C.UTF-8"}
    words = [*CFW, "path", "--config-dir", folder]
    done = subprocess.run(words, capture_output=True, check=True, env=environ)
    assert done.stdout == folder + b"/config.json\n"


SLOW_NAMES = """
import socket, sys, time
socket.getaddrinfo = lambda *arguments, **options: time.sleep(60)
sys.argv = ["cfw", *sys.argv[1:]]
from wizard.__main__ import main
main()
"""


def test_quitting_does_not_wait_for_a_name_lookup(tmp_path: Path) -> None:
    environ = {"CLICKFUNNELS_API_TOKEN": "an-invented-token-that-leads-nowhere-012345"}
    terminal = Terminal([sys.executable, "-c", SLOW_NAMES], tmp_path / "home", environ=environ)
    terminal.shows("Paste your API token")
    terminal.press("ctrl+t", "enter")
    terminal.shows("Asking ClickFunnels about this token.")
    terminal.press("escape")
    terminal.shows("Stopped.")
    terminal.press("ctrl+q")
    terminal.shows("Leave without saving?")
    terminal.press("y")
    assert terminal.ends(10) == 130
    assert is_left_as_found(terminal.raw)
