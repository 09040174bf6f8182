"""The real program with `--plain`: on a pseudo-terminal, through pipes, and how it is chosen."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest
from demo_run import check_file
from rich.cells import cell_len
from terminal import Terminal

from wizard.sandbox import DEMO_TOKEN

CFW = [sys.executable, "-m", "wizard"]
ANSWERS = ("y", "JNzNaa", "42", "y", "", "y")
QUESTIONS = (
    "Use the demo’s token",
    "Team, number",
    "Workspace, number",
    "the right workspace?",
    "Profile name",
    "Save it?",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "config"


def demo(tmp_path: Path, folder: Path, *arguments: str, **environ: str) -> Terminal:
    command = [*CFW, "--demo", "--config-dir", str(folder), *arguments]
    return Terminal(command, tmp_path / "home", rows=200, environ=environ)


def echoes(terminal: Terminal) -> bool:
    return bool(termios.tcgetattr(terminal.child.child_fd)[3] & termios.ECHO)


def is_calm(raw: bytes) -> bool:
    """Whether the output is plain lines: nothing drawn, moved or coloured."""
    return b"\x1b" not in raw and b"\r" not in raw.replace(b"\r\n", b"\n")


def answer(terminal: Terminal, count: int) -> None:
    """Answer `count` questions, each once it is asked, and wait for the next one."""
    for question, text in zip(QUESTIONS[:count], ANSWERS, strict=False):
        terminal.shows(question)
        terminal.press(text, "enter")
    if count < len(QUESTIONS):
        terminal.shows(QUESTIONS[count])


def test_all_questions_up_to_the_saved_file(tmp_path: Path, folder: Path) -> None:
    terminal = demo(tmp_path, folder, "--plain")
    answer(terminal, 6)
    assert terminal.ends() == 0
    assert f"Saved profile “hammer-workspace” in {folder}/config.json" in terminal.raw.decode()
    assert DEMO_TOKEN.encode() not in terminal.raw
    assert is_calm(terminal.raw)
    check_file(folder / "config.json")


@pytest.mark.parametrize("count", range(6))
def test_ctrl_c_leaves_at_each_question(tmp_path: Path, folder: Path, count: int) -> None:
    terminal = demo(tmp_path, folder, "--plain")
    answer(terminal, count)
    terminal.press("ctrl+c")
    assert terminal.ends() == 130
    assert "Nothing was saved." in terminal.text
    assert not (folder / "config.json").exists()
    assert is_calm(terminal.raw)


def test_the_token_is_not_shown_when_it_is_typed_or_pasted(tmp_path: Path, folder: Path) -> None:
    terminal = demo(tmp_path, folder, "--plain")
    terminal.shows("Use the demo’s token")
    assert echoes(terminal)
    terminal.press("n", "enter")
    terminal.shows("API token (what you type is not shown")
    assert not echoes(terminal)
    terminal.press(f"curl https://x \\\r -H 'Authorization: Bearer {DEMO_TOKEN}' \\\r -H 'Accept: x'\r")
    terminal.shows("taken from a curl command", "Team, number")
    assert echoes(terminal)
    assert DEMO_TOKEN.encode() not in terminal.raw
    assert b"No team matches" not in terminal.raw


def test_a_paste_of_several_lines_is_one_answer(tmp_path: Path, folder: Path) -> None:
    terminal = demo(tmp_path, folder, "--plain")
    terminal.shows("Use the demo’s token")
    terminal.press("n", "enter")
    terminal.shows("API token (what you type is not shown")
    settings = "CLICKFUNNELS_SUBDOMAIN=richstone\rCLICKFUNNELS_TEAM_ID=3\rSECRET=something\r"
    terminal.press(f"CF_KEY_TEST={DEMO_TOKEN[::-1]}\r{settings}CLICKFUNNELS_TOKEN={DEMO_TOKEN}\r")
    terminal.shows("“CF_KEY_TEST”, ••••••••", "“CLICKFUNNELS_TOKEN”, ••••••••", "Number of the right one")
    terminal.press("2", "enter")
    terminal.shows("taken from “CLICKFUNNELS_TOKEN”", "Team, number", "Enter takes Northwind Coaching")
    terminal.press("enter")
    terminal.shows("Team: Northwind Coaching (id 3).", "Enter takes Hammer Workspace")
    terminal.press("enter")
    terminal.shows("Workspace: Hammer Workspace (richstone, id 42).")
    assert b"something" not in terminal.raw


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_a_signal_ends_it_and_restores_the_echo(tmp_path: Path, folder: Path, number: signal.Signals) -> None:
    script = (
        "import subprocess\n"
        f"child = subprocess.Popen({[*CFW, '--plain', '--demo', '--config-dir', str(folder)]!r})\n"
        "print('pid', child.pid, flush=True)\n"
        "print('status', child.wait(), flush=True)\n"
        "subprocess.run(['stty', '-a'])\n"
    )
    terminal = Terminal([sys.executable, "-c", script], tmp_path / "home", rows=60)
    terminal.shows("Use the demo’s token")
    terminal.press("n", "enter")
    terminal.shows("API token (what you type is not shown")
    pid = int(terminal.text.partition("pid ")[2].split()[0])
    assert not echoes(terminal)
    os.kill(pid, number)
    terminal.shows(f"status {128 + number}", " echo ")
    assert "Nothing was saved." in terminal.text
    assert " -echo " not in terminal.text


def test_closing_the_window_ends_it(tmp_path: Path, folder: Path) -> None:
    terminal = demo(tmp_path, folder, "--plain")
    terminal.shows("Use the demo’s token")
    os.close(terminal.child.child_fd)
    _, status = os.waitpid(terminal.child.pid, 0)
    assert os.waitstatus_to_exitcode(status) in (129, 130)


def test_it_can_be_suspended_and_asks_again_without_echo(tmp_path: Path, folder: Path) -> None:
    terminal = demo(tmp_path, folder, "--plain")
    terminal.shows("Use the demo’s token")
    terminal.press("n", "enter")
    terminal.shows("API token (what you type is not shown")
    settings = termios.tcgetattr(terminal.child.child_fd)
    settings[3] |= termios.ECHO  # as a shell does that uses the terminal in the meantime
    termios.tcsetattr(terminal.child.child_fd, termios.TCSANOW, settings)
    os.kill(terminal.child.pid, signal.SIGCONT)
    terminal.until(lambda: not echoes(terminal))
    terminal.until(lambda: terminal.raw.count(b"API token (what you type is not shown") == 2)
    terminal.press(DEMO_TOKEN, "enter")
    terminal.shows("Team, number")
    assert echoes(terminal)


@pytest.mark.parametrize(
    "place",
    [
        "token_step.find_token",
        "picker.ask_team",
        "picker.ask_workspace",
        "contacts_step.ask_contacts",
        "save_step.plan_of",
    ],
)
def test_a_crash_writes_the_token_nowhere(folder: Path, place: str) -> None:
    module, name = place.split(".")
    code = (
        f"import sys, wizard.plain.{module} as module, wizard.plain.program as program\n"
        f"def crash(*arguments, **options): raise RuntimeError({DEMO_TOKEN!r}, arguments)\n"
        f"module.{name} = program.{name} = crash\n"
        "from wizard.__main__ import main\n"
        f"sys.argv = ['cfw', '--demo', '--plain', '--config-dir', {str(folder)!r}]\n"
        "main()"
    )
    answers = "\n".join(("n", DEMO_TOKEN, *ANSWERS[1:])) + "\n"
    done = subprocess.run(
        [sys.executable, "-c", code], input=answers, text=True, capture_output=True, check=False
    )
    assert done.returncode == 1
    assert "had to stop" in done.stderr
    assert DEMO_TOKEN not in done.stdout + done.stderr


def test_ctrl_d_leaves(tmp_path: Path, folder: Path) -> None:
    terminal = demo(tmp_path, folder, "--plain")
    terminal.shows("Use the demo’s token")
    terminal.child.sendeof()
    assert terminal.ends() == 130
    assert "Nothing was saved." in terminal.text


def test_ctrl_c_during_a_wait_leaves_at_once(tmp_path: Path) -> None:
    listener = ["-c", "import socket, time\ns = socket.create_server(('127.0.0.1', 0))\n"
                "print(s.getsockname()[1], flush=True)\ntime.sleep(60)"]  # fmt: skip
    with subprocess.Popen([sys.executable, *listener], stdout=subprocess.PIPE, text=True) as silent:
        assert silent.stdout
        address = f"http://127.0.0.1:{silent.stdout.readline().strip()}"
        terminal = Terminal([*CFW, "--plain"], tmp_path / "home", environ={"CLICKFUNNELS_URL": address})
        terminal.shows("API token (what you type is not shown")
        terminal.press(DEMO_TOKEN, "enter")
        terminal.shows("Asking ClickFunnels about this token.")
        began = time.monotonic()
        terminal.press("ctrl+c")
        assert terminal.ends() == 130
        assert time.monotonic() - began < 5  # one second on an idle machine
        silent.kill()
    assert "Nothing was saved." in terminal.text


@pytest.mark.parametrize(
    "environ", [{"TERM": "dumb"}, {"ACCESSIBLE": "1"}, {"PYTHONIOENCODING": "latin-1"}], ids=str
)
def test_lines_are_used_where_screens_cannot_be_drawn_or_are_not_wanted(
    tmp_path: Path, folder: Path, environ: dict[str, str]
) -> None:
    terminal = demo(tmp_path, folder, **environ)
    terminal.shows("Step 1 of 5: Paste your API token")
    terminal.press("ctrl+c")
    assert terminal.ends() == 130
    assert is_calm(terminal.raw)


@pytest.mark.parametrize("value", ["", "0"])
def test_an_empty_or_zero_accessible_variable_does_not_count(
    tmp_path: Path, folder: Path, value: str
) -> None:
    terminal = demo(tmp_path, folder, ACCESSIBLE=value)
    terminal.shows("Paste your API token")
    terminal.press("ctrl+q")
    assert terminal.ends() == 130


def longest_line(terminal: Terminal) -> int:
    return max(map(cell_len, terminal.raw.decode().splitlines()))


def test_lines_are_wrapped_on_a_terminal(tmp_path: Path, folder: Path) -> None:
    seen = demo(tmp_path, folder, "--plain")
    seen.shows("Use the demo’s token")
    seen.press("?", "enter", "n", "enter")
    seen.shows("API token (what")
    seen.press("ctrl+c")
    assert seen.ends() == 130
    assert 70 < longest_line(seen) <= 79


@pytest.mark.parametrize("environ", [{"TERM": "dumb"}, {"ACCESSIBLE": "1"}], ids=str)
def test_lines_are_not_wrapped_for_screen_readers(
    tmp_path: Path, folder: Path, environ: dict[str, str]
) -> None:
    heard = demo(tmp_path, folder, **environ)
    heard.shows("Use the demo’s token")
    heard.press("n", "enter")
    heard.shows("API token (what")
    heard.press("ctrl+c")
    assert heard.ends() == 130
    (way,) = [line for line in heard.raw.decode().splitlines() if line.startswith("To get a token")]
    assert way.endswith("use a one-time secret.")


def test_a_function_key_shows_help(tmp_path: Path, folder: Path) -> None:
    terminal = demo(tmp_path, folder, "--plain")
    terminal.shows("Use the demo’s token")
    terminal.press("y", "enter")
    terminal.shows("Team, number")
    terminal.press("f1", "enter")
    terminal.shows("A team has one or more workspaces")
    terminal.press("ctrl+c")
    assert terminal.ends() == 130
    assert b"No team matches" not in terminal.raw


def test_characters_the_terminal_lacks_are_replaced(tmp_path: Path, folder: Path) -> None:
    terminal = demo(tmp_path, folder, PYTHONIOENCODING="ascii")
    terminal.shows("Use the demo's token")
    terminal.press("y", "enter")
    terminal.shows("2. Agencia Sao Joao (id 11)")
    terminal.shows("3. [letters not shown] (id 12)")
    terminal.press("3", "enter")
    terminal.shows("Is [letters not shown] (chanoyu) the right workspace?")
    terminal.press("y", "enter")
    terminal.shows("Profile name")
    terminal.press("enter")
    terminal.shows("Save it?")
    terminal.press("enter")
    assert terminal.ends() == 0
    assert terminal.raw.isascii()
    assert b'Saved profile "chanoyu" in' in terminal.raw
    saved = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    assert saved["profiles"]["chanoyu"]["workspace"]["name"] == "茶の湯オンライン"


def piped(*arguments: str, answers: str, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*CFW, *arguments],
        input=answers,
        text=True,
        capture_output=True,
        check=False,
        env={**os.environ, "LANG": "C.UTF-8", **environ},
    )


def test_a_pipe_can_answer_with_plain(folder: Path) -> None:
    done = piped("--demo", "--plain", "--config-dir", str(folder), answers="\n".join(ANSWERS) + "\n")
    assert done.returncode == 0
    assert done.stderr.startswith("Next:\n  cfw setup")
    assert done.stdout.endswith(f"Saved profile “hammer-workspace” in {folder}/config.json\n")
    check_file(folder / "config.json")


def test_names_in_other_scripts_can_be_told_apart(folder: Path) -> None:
    answers = "y\n11\nm\n*\nb\n"
    done = piped(
        "--demo", "--plain", "--config-dir", str(folder), answers=answers, PYTHONIOENCODING="ascii:strict"
    )
    said = [" ".join(line.split()) for line in done.stdout.splitlines()]
    for line in (
        "2. Backerei Grossling (groessling, id 102)",
        "12. Lodz Design (lodz-design, id 112)",
        "15. Oresund Boats (oresund-boats, id 115)",
        "20. [letters not shown] (tokyo-coffee, id 120)",
        "22. Pilates Lisboa (pilates-lisboa, id 122)",
    ):
        assert line in said


def test_a_dumb_terminal_gets_no_colours_from_the_commands_either(tmp_path: Path, folder: Path) -> None:
    piped("--demo", "--plain", "--config-dir", str(folder), answers="\n".join(ANSWERS) + "\n")
    command = [*CFW, "list", "--config-dir", str(folder)]
    coloured = Terminal(command, tmp_path / "home")
    assert coloured.ends() == 0
    assert not is_calm(coloured.raw)
    dumb = Terminal(command, tmp_path / "home", environ={"TERM": "dumb"})
    assert dumb.ends() == 0
    assert is_calm(dumb.raw)


def test_a_pipe_is_asked_nothing_without_plain() -> None:
    done = piped(answers="y\n", ACCESSIBLE="1", TERM="dumb")
    assert (done.returncode, done.stdout) == (2, "")
    assert "needs a terminal" in done.stderr
    assert "cfw --plain" in done.stderr


@pytest.mark.parametrize("arguments", [("--no-input",), ("--token-stdin", "--workspace", "nowhere")])
def test_setup_that_never_asks_does_not_ask_with_plain_either(arguments: tuple[str, ...]) -> None:
    done = piped("setup", "--plain", *arguments, answers="")
    assert done.returncode == 2
    assert "Step 1" not in done.stdout


def test_contacts_are_a_table_with_the_newest_first(tmp_path: Path, folder: Path) -> None:
    done = piped("contacts", "42", "--demo", "--plain", answers="")
    head, *rows = done.stdout.splitlines()
    assert done.returncode == 0
    assert head.split() == ["id", "name", "email", "phone", "added", "tags"]
    assert len(rows) == 57
    ids = [int(row.split()[0]) for row in rows]
    assert ids == sorted(ids, reverse=True)
    command = [*CFW, "contacts", "42", "--demo"]
    terminal = Terminal(command, tmp_path / "home", columns=200, rows=80, environ={"TERM": "dumb"})
    assert terminal.ends() == 0
    assert is_calm(terminal.raw)
    assert terminal.text.startswith("id name email")


def test_a_table_is_written_in_the_terminals_encoding() -> None:
    environ = {**os.environ, "PYTHONIOENCODING": "ascii"}
    command = [*CFW, "contacts", "42", "--demo", "--plain"]
    done = subprocess.run(command, capture_output=True, check=True, env=environ, stdin=subprocess.DEVNULL)
    assert done.stdout.isascii()


def test_plain_lines_do_not_import_textual(folder: Path) -> None:
    code = (
        "import sys\nfrom wizard.cli.main import run_command\n"
        f"status = run_command(['--demo', '--plain', '--config-dir', {str(folder)!r}])\n"
        "print(status, [name for name in sys.modules if name.startswith('textual')])"
    )
    answers = "\n".join(ANSWERS) + "\n"
    done = subprocess.run(
        [sys.executable, "-c", code], input=answers, text=True, capture_output=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "0 []"


def test_the_demo_leaves_no_folder_and_says_what_to_do_next(tmp_path: Path) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    done = piped("--demo", "--plain", answers="\n".join(ANSWERS) + "\n", TMPDIR=str(temporary))
    assert done.stdout.endswith("That was the demo. Nothing was kept.\n")
    assert done.stdout.startswith("ClickFunnels setup, demo: made-up data, nothing is kept.\n")
    assert "cfw setup --token-stdin" not in done.stdout
    assert "Next:\n  cfw setup             set up a workspace of your own\n" in done.stderr
    assert list(temporary.iterdir()) == []


def test_cancelling_the_demo_leaves_no_folder(tmp_path: Path) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    terminal = Terminal([*CFW, "--demo", "--plain"], tmp_path / "home", environ={"TMPDIR": str(temporary)})
    terminal.shows("Use the demo’s token")
    terminal.press("ctrl+c")
    assert terminal.ends() == 130
    assert list(temporary.iterdir()) == []
