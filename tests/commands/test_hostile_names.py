"""Names that try to control a terminal, a shell or a spreadsheet, or to mislead the reader."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from command_support import Cfw, World
from hostile import HOSTILE, contact
from terminal import Terminal

import wizard
from wizard.sandbox import DEMO_TOKEN, Access, Platform, SandboxTeam, SandboxWorkspace
from wizard.support.safe_text import sanitize_output

ROOT = Path(wizard.__file__).parent.parent
posix_only = pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals here")

SUBDOMAINS = (
    "evil.example/#", "a.b", "..", "@evil", "%2f", "", "localhost:1", "a b", "-a", "a" * 64,
    "evil.example", "user:pass@evil", "evil?", "evil\\", "ａｃｃｏｕｎｔｓ", "xn--", "a\n", "\u202emoc",
)  # fmt: skip


def hostile_world(name: str, subdomain: str = "hammer") -> Platform:
    workspace = SandboxWorkspace(42, name, subdomain, public_id=name[:64], contacts=[contact(7, name)])
    return Platform([SandboxTeam(3, name, workspaces=[workspace])], {DEMO_TOKEN: Access()})


def is_calm(text: str) -> bool:
    """Whether the text contains no control characters other than line ends."""
    odd = {c for c in text if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")}
    return odd <= {"\u200c", "\u200d"}


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_no_command_prints_control_sequences(cfw: Cfw, world: World, name: str) -> None:
    world.becomes(hostile_world(name))
    assert cfw("setup", "--token-stdin", stdin=DEMO_TOKEN).status == 0
    for words in ("status", "list", "list --live", "list --json", "doctor", "env", "contacts --format table",
                  "contacts --format jsonl", "switch 42", "status --json", "undo --list"):  # fmt: skip
        done = cfw(*words.split())
        assert is_calm(done.out + done.err), words
        assert "inside this program" not in done.err, words
        assert max(map(len, done.out.splitlines() or [""])) < 1_000_000
    lines = cfw("status").out.partition("\n\n")[0].splitlines()
    labels = ("profile", "team", "workspace", "api", "token", "rights", "can read", "file")
    assert [line[2:17].strip() for line in lines] == list(labels)
    assert "          current" not in cfw("list").out + cfw("list", "--live").out.replace("current\n", "")


OURS = re.compile(r"\x1b\[[0-9;]*m|\r\x1b\[K|\r\n")
"""Our own control sequences: colours, the progress line, and line ends as a terminal gets them."""

NASTY = "".join(
    HOSTILE[name] for name in ("CSI", "OSC title", "OSC clipboard", "C1", "bidi", "zero width", "NUL")
)


@pytest.fixture
def on_a_terminal(world: World, tmp_path: Path) -> Callable[..., tuple[int, str]]:
    """Run commands on a terminal; each run returns the exit status and what the terminal received."""

    def run(*arguments: str, folder: Path | None = None, **environ: str) -> tuple[int, str]:
        terminal = Terminal(
            [sys.executable, "-m", "wizard", *arguments],
            tmp_path / "home",
            columns=200,
            environ={"CLICKFUNNELS_URL": world.url, "PYTHONPATH": str(ROOT), **environ},
            folder=folder,
        )
        return terminal.ends(), terminal.raw.decode()

    return run


def received_calmly(text: str) -> bool:
    return is_calm(OURS.sub("\n", text))


@posix_only
@pytest.mark.parametrize("form", ["csv", "json", "jsonl", "table"])
@pytest.mark.parametrize("output", [(), ("--output", "/dev/tty")], ids=["stdout", "tty"])
def test_a_terminal_gets_every_format_without_control_sequences(
    cfw: Cfw, world: World, on_a_terminal: Callable[..., tuple[int, str]], output: tuple[str, ...], form: str
) -> None:
    world.becomes(hostile_world(NASTY))
    assert cfw("setup", "--token-stdin", stdin=DEMO_TOKEN).status == 0
    status, received = on_a_terminal("contacts", "--format", form, *output)
    assert status == 0
    assert "7" in received
    assert received_calmly(received)


@pytest.mark.parametrize("form", ["csv", "json", "jsonl"])
def test_files_and_pipes_get_the_data_unchanged(cfw: Cfw, world: World, tmp_path: Path, form: str) -> None:
    world.becomes(hostile_world(NASTY))
    assert cfw("setup", "--token-stdin", stdin=DEMO_TOKEN).status == 0
    file = tmp_path / f"contacts.{form}"
    assert cfw("contacts", "--output", str(file)).status == 0
    for text in (cfw("contacts", "--format", form).out, file.read_bytes().decode()):
        if form == "csv":
            assert next(csv.DictReader(io.StringIO(text, newline="")))["first_name"] == NASTY
        else:
            found = json.loads(text)
            assert (found if form == "jsonl" else found[0])["first_name"] == NASTY


@posix_only
def test_no_name_path_or_argument_controls_a_terminal(
    cfw: Cfw, world: World, on_a_terminal: Callable[..., tuple[int, str]], tmp_path: Path
) -> None:
    world.becomes(hostile_world(NASTY))
    assert cfw("setup", "--token-stdin", stdin=DEMO_TOKEN).status == 0
    folder = tmp_path / NASTY.replace("\0", "")
    folder.mkdir()
    for words in ("status", "status --json", "list", "list --json", "list --live", "doctor", "env --show",
                  "env --format json", "pin", "status", "setup --no-input", "unpin", "unpin", "undo --list",
                  f"switch {NASTY}", f"--profile {NASTY} status", NASTY, f"setup --token-file {NASTY}",
                  f"contacts --tag {NASTY} --limit 1", f"contacts --output {NASTY}/x.csv",
                  "--debug /dev/stderr status"):  # fmt: skip
        arguments = [word.replace("\0", "") for word in words.split(" ")]
        _, received = on_a_terminal(*arguments, folder=folder, CLICKFUNNELS_API_TOKEN=DEMO_TOKEN)
        assert received, words
        assert received_calmly(received), words
    _, received = on_a_terminal("path", "--config-dir", str(folder))
    assert "config.json" in received
    assert received_calmly(received)


@posix_only
def test_the_screens_show_a_hostile_folder_as_text(tmp_path: Path) -> None:
    folder = tmp_path / NASTY.replace("\0", "")
    command = [sys.executable, "-m", "wizard", "--demo", "--config-dir", str(folder)]
    terminal = Terminal(command, tmp_path / "home", columns=120, rows=40)
    terminal.shows("Paste your API token")
    terminal.press("ctrl+t", "enter")
    for title in ("Choose a team", "Choose a workspace", "Your contacts", "Review and save"):
        terminal.shows(title)
        terminal.press("enter")
    terminal.shows("Saved")
    terminal.shows("aredababab")
    terminal.press("enter")
    assert terminal.ends() == 0
    assert (folder / "config.json").is_file()
    for bad in (b"pwned", b"cHduZWQ", b"\x1b[2J\x1b[31m", b"\xc2\x9b", b"\xc2\x9d", b"\xe2\x80\xae"):
        assert bad not in terminal.raw


def test_the_programs_own_control_sequences_are_kept() -> None:
    text = "\x1b[1mBold\x1b[0m\t1\n\r\x1b[K20 contacts"
    assert sanitize_output(text) == text
    assert sanitize_output("a\rb\x08c\x1b[2Jd\x9b31me\x1b]52;c;eA==\x07f") == "abcdef"


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_no_name_runs_code_in_a_shell_or_a_spreadsheet(
    cfw: Cfw, world: World, tmp_path: Path, name: str
) -> None:
    world.becomes(hostile_world(name))
    assert cfw("setup", "--token-stdin", stdin=DEMO_TOKEN).status == 0
    empty = tmp_path / "empty"
    empty.mkdir()
    for shell in ("sh", "bash"):
        subprocess.run([shell, "-c", cfw("env").out], cwd=empty, check=True, capture_output=True)
    assert list(empty.iterdir()) == []
    rows = list(csv.reader(io.StringIO(cfw("contacts", "--format", "csv").out)))
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row)
    assert json.loads(cfw("contacts", "--format", "jsonl").out)["first_name"] == name  # nothing is lost


@pytest.mark.parametrize("subdomain", SUBDOMAINS)
def test_no_subdomain_sends_the_token_elsewhere(
    cfw: Cfw, world: World, monkeypatch: pytest.MonkeyPatch, subdomain: str
) -> None:
    world.becomes(hostile_world("Name", subdomain))
    template = world.url.replace("127.0.0.1", "{subdomain}.localhost")
    looked_up: list[str] = []

    def look_up(host: object, port: int, *arguments: object, **options: object) -> list[object]:
        import socket

        name = host.decode() if isinstance(host, bytes) else str(host)
        looked_up.append(name)
        return [(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", ("127.0.0.1", port))]

    monkeypatch.setattr("socket.getaddrinfo", look_up)
    monkeypatch.setenv("CLICKFUNNELS_URL", template)
    done = cfw("setup", "--token-stdin", stdin=DEMO_TOKEN)
    assert done.status == 2, done
    assert "isn't a host name" in done.err or "isn't a valid web address" in done.err
    assert set(looked_up) <= {"accounts.localhost"}
    assert is_calm(done.err)


@pytest.mark.parametrize(
    "name", ["CSI", "OSC title", "OSC clipboard", "C1", "markup", "bidi", "accents", "NUL"]
)
def test_the_screens_show_hostile_names_as_text(world: World, tmp_path: Path, name: str) -> None:
    hostile = hostile_world(HOSTILE[name])
    other = replace(
        hostile.teams[0], id=4, workspaces=[*hostile.teams[0].workspaces, SandboxWorkspace(9, "Z", "z")]
    )
    world.becomes(Platform([other, SandboxTeam(5, "Fine")], {DEMO_TOKEN: Access()}))
    environ = {"CLICKFUNNELS_URL": world.url, "CLICKFUNNELS_API_TOKEN": DEMO_TOKEN}
    terminal = Terminal([sys.executable, "-m", "wizard"], tmp_path / "home", environ=environ)
    terminal.shows("Paste your API token")
    terminal.press("ctrl+t", "enter")
    for title in ("Choose a team", "Choose a workspace", "Your contacts", "Review and save"):
        terminal.shows(title)
        terminal.press("enter")
    terminal.shows("Saved")
    for bad in (b"pwned", b"cHduZWQ", b"\x1b[2J\x1b[31m", b"\xc2\x9b", b"\xc2\x9d", b"\xe2\x80\xae", b"\x00"):
        assert bad not in terminal.raw
    assert "red" in terminal.raw.decode() or name not in ("CSI", "markup")
    terminal.press("enter")
    assert terminal.ends() == 0
